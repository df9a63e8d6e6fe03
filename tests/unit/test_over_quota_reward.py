"""Over-quota reward: the parameters that a place may set otherwise, and what the working says."""

from datetime import date
from typing import Any

import msgspec
import pytest

from domain.calendar import Month
from domain.counting import CountedPlacement, MonthOutsideYear
from domain.programs.over_quota_facts import OverQuotaRewardFacts, RewardYearNotOver
from domain.programs.over_quota_reward import PROGRAMME, claims, decide
from domain.programs.over_quota_steps import RewardRuleNotKnown
from domain.statutes.book import Law, NoProvisionInForce, Provision, StatuteBook
from domain.statutes.loader import load_statutes

DEMO = load_statutes(demo=True)
KNOWN_ON = date(2025, 3, 15)
CHANGSHA, XIA_COUNTY = "430100", "140828"


def law_of(place: str, *added: Provision, **changed: str) -> Law:
    """The shipped law with some values of the reward changed, and some rows more."""
    rows = [
        msgspec.structs.replace(row, value=changed[row.key])
        if row.programme == PROGRAMME.code and row.key in changed
        else row
        for row in DEMO.provisions
    ]
    return StatuteBook([*rows, *added]).law(PROGRAMME.code, place, KNOWN_ON)


def provision(key: str, value: object, unit: str, *, place: str, valid_from: date, programme: str = "") -> Provision:
    return Provision(
        programme=programme or PROGRAMME.code,
        key=key,
        place=place,
        value=value,
        unit=unit,
        valid_from=valid_from,
        published_on=valid_from,
        authority="本级文件",
        source="https://example.invalid",
        grade="A",
    )


def one_over(
    year: int = 2024, staff: int = 200, *, fiscally_funded: bool = False, centralised: bool = False
) -> OverQuotaRewardFacts:
    """Two hundred in staff ask for three; four were there all year."""
    months = tuple(Month(year, month) for month in range(1, 13))
    return OverQuotaRewardFacts(
        year=year,
        staff_by_month=(staff,) * 12,
        placements=tuple(CountedPlacement(person=f"p_{number}", weight=1, months=months) for number in range(4)),
        fiscally_funded=fiscally_funded,
        centralised=centralised,
    )


def said(law: Law, facts: OverQuotaRewardFacts) -> dict[str, str]:
    return {step.label: step.value for step in decide(facts, law).steps}


def test_the_decision_names_its_formula_its_law_day_and_the_book_it_read() -> None:
    law = law_of(CHANGSHA)
    decision = decide(one_over(), law)
    assert decision.formula == "over_quota_reward/2022"
    assert decision.law_day == date(2024, 12, 31)
    assert (decision.known_on, decision.statute_digest) == (KNOWN_ON, law.digest)
    assert decide(one_over(), law) == decision


@pytest.mark.parametrize(("wage_year", "fen"), [("placement_year", 1_320_000), ("year_before_placement", 1_260_000)])
def test_a_place_decides_of_which_year_the_minimum_wage_is(wage_year: str, fen: int) -> None:
    assert decide(one_over(), law_of(CHANGSHA, wage_year=wage_year)).amount == fen


@pytest.mark.parametrize(("wage_day", "fen"), [("06-30", 1_320_000), ("07-01", 1_380_000), ("12-31", 1_380_000)])
def test_a_place_decides_which_day_counts_when_the_wage_changes_within_the_year(wage_day: str, fen: int) -> None:
    raised = provision(
        "monthly_minimum_wage.class_1",
        "2300.00",
        "yuan_per_month",
        place="430000",
        valid_from=date(2024, 7, 1),
        programme="general",
    )
    assert decide(one_over(), law_of(CHANGSHA, raised, wage_day=wage_day)).amount == fen


@pytest.mark.parametrize(
    ("rounding", "fen"),
    [("fen_half_up", 170_883), ("fen_down", 170_882), ("fen_up", 170_883), ("yuan_half_up", 170_900)],
)
def test_money_is_rounded_once_at_the_end_by_the_rule_of_the_place(rounding: str, fen: int) -> None:
    """Five twelfths of 6 times 683.53 yuan are 1,708.825 yuan."""
    odd = provision(
        "monthly_minimum_wage.class_1",
        "683.53",
        "yuan_per_month",
        place="430100",
        valid_from=date(2024, 1, 1),
        programme="general",
    )
    months = tuple(Month(2024, month) for month in range(1, 6))
    more = CountedPlacement(person="p_more", weight=1, months=months)
    facts = msgspec.structs.replace(one_over(), placements=(*one_over().placements[:3], more))
    assert decide(facts, law_of(CHANGSHA, odd, rounding=rounding)).amount == fen


@pytest.mark.parametrize("key", ["excess_rounding", "formula", "wage_year"])
def test_a_rule_that_cannot_be_carried_out_is_named(key: str) -> None:
    with pytest.raises(RewardRuleNotKnown) as refused:
        decide(one_over(), law_of(CHANGSHA, **{key: "something_else"}))
    assert refused.value.field == key


@pytest.mark.parametrize(
    ("excluded", "kinds", "codes"),
    [
        ({"fiscally_funded": True}, {"fiscally_funded": True}, ["employer_kind_excluded"]),
        ({"fiscally_funded": True}, {"centralised": True}, []),
        ({"fiscally_funded": True}, {}, []),
        ({"centralised": True}, {"centralised": True}, ["employer_kind_excluded"]),
        (
            {"fiscally_funded": True, "centralised": True},
            {"fiscally_funded": True, "centralised": True},
            ["employer_kind_excluded"] * 2,
        ),
    ],
)
def test_a_place_may_leave_out_kinds_of_employers(
    excluded: dict[str, bool], kinds: dict[str, bool], codes: list[str]
) -> None:
    rule = provision("excluded_employers", excluded, "table", place=CHANGSHA, valid_from=date(2024, 1, 1))
    decision = decide(one_over(**kinds), law_of(CHANGSHA, rule))
    assert [reason.code for reason in decision.reasons] == codes
    assert decision.granted is (not codes)


def test_nobody_is_left_out_where_the_article_names_nobody() -> None:
    assert decide(one_over(fiscally_funded=True, centralised=True), law_of(CHANGSHA)).granted


def test_whoever_is_not_above_the_ratio_is_refused_even_where_no_minimum_wage_is_known() -> None:
    law = law_of("140200")
    decision = decide(one_over(staff=300), law)
    assert [reason.code for reason in decision.reasons] == ["ratio_not_exceeded", "excess_below_minimum"]
    with pytest.raises(NoProvisionInForce):
        decide(one_over(), law)


def test_all_grounds_are_given_together() -> None:
    rule = provision("excluded_employers", {"centralised": True}, "table", place="140000", valid_from=date(2024, 1, 1))
    decision = decide(one_over(staff=300, centralised=True), law_of("140100", rule))
    assert [reason.code for reason in decision.reasons] == [
        "employer_kind_excluded",
        "ratio_not_exceeded",
        "excess_below_minimum",
    ]
    assert decision.amount == 0


def test_the_working_of_xia_county_reads_like_the_article() -> None:
    lines = said(law_of(XIA_COUNTY), one_over())
    expected = {
        "全年平均在职职工人数": "200 人",
        "全年平均安排残疾人数": "4 人",
        "规定比例": "1.5%",
        "实际安排比例": "2%",
        "超比例人数": "1 人",
        "最低超比例人数": "1 人",
        "计奖人数": "1 人",
        "当地最低工资档次": "3",
        "月最低工资标准": "1,780.00 元/月",
        "奖励比例": "50%",
        "每人每年奖励标准": "10680 元",
        "奖励金额": "10,680.00 元",
    }
    assert expected.items() <= lines.items()


def test_the_working_of_hunan_shows_its_demonstration_values() -> None:
    steps = decide(one_over(), law_of(CHANGSHA)).steps
    shown = {step.label: step.value for step in steps if step.grade == "demo"}
    assert shown["月最低工资标准"] == "2,200.00 元/月(演示值)"
    assert {step.grade for step in steps if step.label == "奖励倍数"} == {"A"}


def test_a_year_is_decided_only_after_its_end() -> None:
    with pytest.raises(RewardYearNotOver):
        decide(one_over(2025), law_of(CHANGSHA))


def test_the_reward_of_2025_is_unknown_until_the_document_of_december_2025() -> None:
    day = date(2025, 12, 31)
    with pytest.raises(NoProvisionInForce):
        DEMO.at(PROGRAMME.code, "wage_multiple", day, CHANGSHA, date(2025, 12, 21))
    assert DEMO.at(PROGRAMME.code, "wage_multiple", day, CHANGSHA, date(2025, 12, 22)).ratio == 6


def test_impossible_facts_take_no_claim() -> None:
    with pytest.raises(MonthOutsideYear):
        claims(msgspec.structs.replace(one_over(), year=2023), "employer-1")


def test_an_employer_claims_its_year_and_every_person_month() -> None:
    keys = [claim.key for claim in claims(one_over(), "employer-1")]
    assert keys[0] == "cost:employer-1:over_quota_reward:2024"
    assert keys[1] == "count:p_0:counted_headcount:2024-01"
    assert len(set(keys)) == 1 + 4 * 12


def test_facts_come_back_from_the_bytes_of_a_log() -> None:
    facts: Any = one_over(centralised=True)
    assert msgspec.json.decode(msgspec.json.encode(facts), type=OverQuotaRewardFacts) == facts
