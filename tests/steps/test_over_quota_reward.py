"""The over-quota reward, as the features of Hunan and Shanxi say."""

from collections.abc import Iterator
from datetime import date

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from domain.application.filing import check_window
from domain.calendar import Month
from domain.counting import CountedPlacement
from domain.errors import Refusal
from domain.identity.certificates import CATEGORY_NAMES
from domain.money import shown
from domain.names import zh
from domain.programs.over_quota_reward import PROGRAMME
from domain.statutes.book import NoProvisionInForce
from domain.statutes.loader import load_statutes
from tests.steps import programme_steps
from tests.steps.programme_steps import CONVERTERS, Case

globals().update(programme_steps.STEPS)
scenarios(
    "over_quota_reward_hunan.feature",
    "over_quota_reward_shanxi.feature",
    "over_quota_reward_zhejiang.feature",
    "over_quota_reward_families.feature",
)

CATEGORIES = {names[0].removesuffix("残疾"): category for category, names in CATEGORY_NAMES.items()}
LABELS = {"规定比例": "threshold_ratio", "采用哪一年的最低工资": "wage_year", "超比例人数的小数": "excess_rounding"}
KINDS = {"财政供养单位": "fiscally_funded", "集中就业单位": "centralised"}


@pytest.fixture
def case() -> Case:
    return Case(PROGRAMME, facts={}, labels=LABELS)


def spread(person_months: int, year: int, weight: int) -> Iterator[CountedPlacement]:
    """As few persons as possible, each from January on."""
    full, rest = divmod(person_months, 12)
    for number, months in enumerate([12] * full + [rest] * (rest > 0), start=1):
        yield CountedPlacement(
            person=f"p_{number}", weight=weight, months=tuple(Month(year, month + 1) for month in range(months))
        )


@given(parsers.parse("用人单位申报 {year:d} 年度的超比例奖励"))
def an_employer_applies(case: Case, year: int) -> None:
    case.facts["year"] = year


@given(parsers.parse("测算日为 {day:Day}", CONVERTERS))
def computed_on(case: Case, day: date) -> None:
    case.known_on = day


@given(parsers.re(r"该单位各月在职职工人数合计 (?P<total>\d+) 人(,即全年平均 .*)?"), converters={"total": int})
def staff_over_the_year(case: Case, total: int) -> None:
    every, more = divmod(total, 12)
    case.facts["staff_by_month"] = [every + (month < more) for month in range(12)]


@given(parsers.parse("该单位安排残疾人就业合计 {person_months:d} 个人月,每人计 {weight:d} 人"))
def placements_over_the_year(case: Case, person_months: int, weight: int) -> None:
    case.facts["placements"] = tuple(spread(person_months, case.facts["year"], weight))


@given(parsers.re(r"该单位(?P<no>没有)?达到当地的奖励条件"))
def conditions(case: Case, no: str | None) -> None:
    case.facts["meets_conditions"] = no is None


@given(parsers.parse("该单位是{kind}"))
def employer_of_a_kind(case: Case, kind: str) -> None:
    case.facts[KINDS[kind]] = True


@given("该单位选择放弃奖励")
def waives(case: Case) -> None:
    case.facts["waived"] = True


@given("该单位选择以前已申报保障金")
def filed_the_levy_first(case: Case) -> None:
    case.facts["levy_filed_first"] = True


@given(parsers.parse("当地的每人标准是 {amount} 元"))
def standard_per_person(case: Case, amount: str) -> None:
    case.changed["amount_per_person"] = amount


@given(parsers.parse("当地选定{order}"))
def order_of_the_excess(case: Case, order: str) -> None:
    names = (zh_name for zh_name in ("lowest_tariff_first", "highest_tariff_first") if zh(zh_name) == order)
    case.changed["excess_order"] = next(names)


@given(
    parsers.re(
        r"名册(?P<more>为|另有)全年在岗、每人计 1 人的 (?P<count>\d+) 人,残疾类别 (?P<category>.+)、等级 (?P<grade>\d)"
    )
)
def roster(case: Case, more: str, count: str, category: str, grade: str) -> None:
    """That many persons of one kind, all year; `另有` adds them to those that are there."""
    months = tuple(Month(case.facts["year"], month) for month in range(1, 13))
    persons = [f"p_{more}{number}" for number in range(int(count))]
    placed = tuple(CountedPlacement(person=person, weight=1, months=months) for person in persons)
    certified = [{"person": one, "category": CATEGORIES[category], "grade": int(grade)} for one in persons]
    case.facts["placements"] = (*case.facts.get("placements", ()), *placed)
    case.facts["certified"] = [*case.facts.get("certified", []), *certified]


@when(parsers.parse("于 {applied_on:Day} 提出申请", CONVERTERS), target_fixture="turned_away")
def applies_on(case: Case, applied_on: date) -> Refusal | None:
    try:
        check_window(case.law, applied_on)
    except Refusal as refusal:
        return refusal
    return None


@then(parsers.parse("不予受理,因为「{sentence}」"))
def is_turned_away(turned_away: Refusal | None, sentence: str) -> None:
    assert turned_away is not None
    assert sentence in turned_away.zh


@then("可以受理")
def is_taken_in(turned_away: Refusal | None) -> None:
    assert turned_away is None


@when("测算超比例奖励")
def computes(case: Case) -> None:
    try:
        case.outcome = PROGRAMME.decide(case.stated, case.law)
    except Refusal as refusal:
        case.outcome = refusal


@when("查询 2024 年申报上年度奖励的窗口", target_fixture="window")
def look_the_window_up(case: Case) -> dict[str, str]:
    law = load_statutes(demo=False).law(PROGRAMME.code, case.place, date(2024, 3, 1))
    return law.at("window", date(2024, 3, 1)).table


@then(parsers.parse("窗口为 {opens} 至 {closes}"))
def the_window_is(window: dict[str, str], opens: str, closes: str) -> None:
    assert window == {"opens": opens, "closes": closes}


@then(parsers.parse("奖励金额为 {amount:Yuan} 元", CONVERTERS))
def the_reward_is(case: Case, amount: int) -> None:
    assert [reason.zh for reason in case.decision.reasons] == []
    assert shown(case.decision.amount) == shown(amount)


@then(parsers.parse("不予奖励,理由是「{reasons}」"))
def nothing_is_granted(case: Case, reasons: str) -> None:
    """All reasons and no other, separated by full-width semicolons."""
    assert [reason.zh for reason in case.decision.reasons] == reasons.split("；")
    assert case.decision.amount == 0


@then(parsers.parse("缺少「{label}」的规定,无法测算"))
def no_provision_is_in_force(case: Case, label: str) -> None:
    assert isinstance(case.outcome, NoProvisionInForce)
    assert case.outcome.field == case.labels[label]


@then(parsers.parse("奖励倍数出自「{authority}」"))
def the_multiple_rests_on(case: Case, authority: str) -> None:
    assert [step.authority for step in case.decision.steps if step.label == "奖励倍数"] == [authority]


@then(parsers.parse("占用该单位 {year:d} 年度奖励的申领 {number:d} 项"))
def the_year_is_claimed(case: Case, year: int, number: int) -> None:
    assert claimed(case, "cost") == [f"cost:employer-1:over_quota_reward:{year}"] * number


@then(parsers.parse("占用残疾人逐月计入的申领 {number:d} 项"))
def every_person_month_is_claimed(case: Case, number: int) -> None:
    assert len(set(claimed(case, "count"))) == number


def claimed(case: Case, kind: str) -> list[str]:
    return [claim.key for claim in PROGRAMME.claims(case.stated, "employer-1") if claim.kind == kind]
