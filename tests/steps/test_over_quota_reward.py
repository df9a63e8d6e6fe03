"""Runs the over-quota reward's features of Hunan and Shanxi."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from domain.calendar import Month
from domain.counting import CountedPlacement
from domain.errors import Refusal
from domain.money import fen_from_yuan
from domain.programs.over_quota_reward import PROGRAMME, OverQuotaRewardFacts
from domain.statutes.book import NoProvisionInForce
from domain.statutes.loader import load_statutes
from domain.working import Decision, Step

scenarios("over_quota_reward_hunan.feature", "over_quota_reward_shanxi.feature")

PLACES = {"长沙市": "430100", "湘西州": "433100", "太原市": "140100", "晋城市": "140500", "夏县": "140828"}
PARAMETERS = {"规定比例": "threshold_ratio", "最低工资的年度": "wage_year"}
YUAN = {"Yuan": Decimal}


class Case:
    """What a scenario has said so far, and what came of it."""

    demo = True
    place = ""
    year = 0
    staff: tuple[int, ...] = ()
    placements: tuple[CountedPlacement, ...] = ()
    decision: Decision | None = None
    refusal: Refusal | None = None

    def facts(self) -> OverQuotaRewardFacts:
        return OverQuotaRewardFacts(year=self.year, staff_by_month=self.staff, placements=self.placements)

    def decide(self, on: date) -> None:
        law = load_statutes(demo=self.demo).law(PROGRAMME.code, self.place, on)
        try:
            self.decision = PROGRAMME.decide(self.facts(), law)
        except Refusal as refusal:
            self.refusal = refusal

    def decided(self) -> Decision:
        assert self.refusal is None, self.refusal
        assert self.decision is not None
        return self.decision

    def step(self, label: str) -> Step:
        return next(step for step in self.decided().steps if step.label == label)


@pytest.fixture
def case() -> Case:
    return Case()


def spread(person_months: int, year: int, weight: int) -> Iterator[CountedPlacement]:
    """As few persons as possible, each from January on."""
    full, rest = divmod(person_months, 12)
    for number, months in enumerate([12] * full + [rest] * (rest > 0), start=1):
        yield CountedPlacement(
            person=f"p_{number}", weight=weight, months=tuple(Month(year, month + 1) for month in range(months))
        )


@given(parsers.parse("{place}的一家用人单位申报 {year:d} 年度的超比例奖励"))
def an_employer_applies(case: Case, place: str, year: int) -> None:
    case.place, case.year = PLACES[place], year


@given(parsers.re(r"该单位各月在职职工人数合计 (?P<total>\d+) 人(,即全年平均 .*)?"), converters={"total": int})
def staff_over_the_year(case: Case, total: int) -> None:
    every, more = divmod(total, 12)
    case.staff = tuple(every + (month < more) for month in range(12))


@given(parsers.parse("该单位安排残疾人就业合计 {person_months:d} 个人月,每人计 {weight:d} 人"))
def placements_over_the_year(case: Case, person_months: int, weight: int) -> None:
    case.placements = tuple(spread(person_months, case.year, weight))


@given("使用正式账套")
def a_production_book(case: Case) -> None:
    case.demo = False


@when("测算超比例奖励")
def decide_after_the_year(case: Case) -> None:
    case.decide(date(case.year + 1, 3, 15))


@when(parsers.parse('在 "{day}" 测算超比例奖励'))
def decide_on(case: Case, day: str) -> None:
    case.decide(date.fromisoformat(day))


@when("查询 2024 年申报上年度奖励的窗口", target_fixture="window")
def look_the_window_up(case: Case) -> dict[str, str]:
    law = load_statutes(demo=False).law(PROGRAMME.code, case.place, date(2024, 3, 1))
    return law.at("window", date(2024, 3, 1)).table


@then(parsers.parse("窗口为 {opens} 至 {closes}"))
def the_window_is(window: dict[str, str], opens: str, closes: str) -> None:
    assert window == {"opens": opens, "closes": closes}


@then(parsers.parse("奖励金额为 {amount:Yuan} 元", YUAN))
def the_reward_is(case: Case, amount: Decimal) -> None:
    decision = case.decided()
    assert decision.granted, decision.reasons
    assert decision.amount == fen_from_yuan(amount)


@then(parsers.parse("超比例人数为「{persons}」人"))
def the_excess_is(case: Case, persons: str) -> None:
    assert case.step("超比例人数").value == f"{persons} 人"


@then(parsers.parse("计奖人数为「{persons}」人"))
def the_paid_persons_are(case: Case, persons: str) -> None:
    assert case.step("计奖人数").value == f"{persons} 人"


@then(parsers.parse("月最低工资标准为「{wage}」"))
def the_minimum_wage_is(case: Case, wage: str) -> None:
    assert case.step("月最低工资标准").value == wage


@then(parsers.parse("奖励倍数依据「{authority}」"))
def the_multiple_rests_on(case: Case, authority: str) -> None:
    assert case.step("奖励倍数").authority == authority


@then("不予奖励")
def nothing_is_granted(case: Case) -> None:
    assert not case.decided().granted
    assert case.decided().amount == 0


@then(parsers.parse("不予奖励,理由是「{reason}」"))
def one_reason_is(case: Case, reason: str) -> None:
    nothing_is_granted(case)
    assert reason in [each.zh for each in case.decided().reasons]


@then(parsers.parse("不予奖励,理由只有「{reason}」"))
def the_only_reason_is(case: Case, reason: str) -> None:
    nothing_is_granted(case)
    assert [each.zh for each in case.decided().reasons] == [reason]


@then(parsers.parse("依据是「{authority}」"))
def every_reason_rests_on(case: Case, authority: str) -> None:
    assert {reason.authority for reason in case.decided().reasons} == {authority}


@then(parsers.parse("没有可依据的规定,缺「{parameter}」"))
def no_provision_is_in_force(case: Case, parameter: str) -> None:
    assert isinstance(case.refusal, NoProvisionInForce)
    assert case.refusal.field == PARAMETERS[parameter]


@then(parsers.parse("拒绝测算,说明是「{sentence}」"))
def it_is_refused(case: Case, sentence: str) -> None:
    assert case.refusal is not None
    assert case.refusal.zh == sentence


@then(parsers.parse("占用该单位 {year:d} 年度奖励的申领 {number:d} 项"))
def the_year_is_claimed(case: Case, year: int, number: int) -> None:
    taken = claimed(case, "cost")
    assert taken == [f"cost:employer-1:over_quota_reward:{year}"] * number


@then(parsers.parse("占用残疾人逐月计入的申领 {number:d} 项"))
def every_person_month_is_claimed(case: Case, number: int) -> None:
    taken = claimed(case, "count")
    assert len(set(taken)) == len(taken) == number


def claimed(case: Case, kind: str) -> list[str]:
    return [claim.key for claim in PROGRAMME.claims(case.facts(), "employer-1") if claim.kind == kind]
