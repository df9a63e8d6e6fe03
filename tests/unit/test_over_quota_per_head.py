"""Over-quota rewards per head: where the excess comes from, and what only the places that ask for it look at."""

from datetime import date
from fractions import Fraction

import msgspec
import pytest

from domain.calendar import Month
from domain.counting import CountedPlacement
from domain.programs.over_quota_facts import CertifiedPerson, OverQuotaRewardFacts
from domain.programs.over_quota_reward import PROGRAMME, decide
from domain.programs.over_quota_steps import RewardRuleNotKnown
from domain.statutes.book import Law, StatuteBook
from domain.statutes.loader import load_statutes

DEMO = load_statutes(demo=True)
LUOYANG, JINHUA, SHANGHAI = "410300", "330700", "310000"


def law_of(place: str, **changed: str) -> Law:
    rows = (
        msgspec.structs.replace(row, value=changed[row.key])
        if row.programme == PROGRAMME.code and row.key in changed
        else row
        for row in DEMO.provisions
    )
    return StatuteBook(rows).law(PROGRAMME.code, place, date(2027, 3, 1))


def year_of(year: int, staff: int, *people: tuple[int, int, int, int]) -> OverQuotaRewardFacts:
    """Each person as category, grade, weight and months from January on."""
    placements = (
        CountedPlacement(
            person=f"p_{number}", weight=weight, months=tuple(Month(year, month + 1) for month in range(months))
        )
        for number, (_, _, weight, months) in enumerate(people)
    )
    certified = (
        CertifiedPerson(person=f"p_{number}", category=category, grade=grade)
        for number, (category, grade, _, _) in enumerate(people)
    )
    return OverQuotaRewardFacts(
        year=year, staff_by_month=(staff,) * 12, placements=tuple(placements), certified=tuple(certified)
    )


def test_a_severe_person_stands_for_two_heads_of_the_tariff() -> None:
    facts = year_of(2014, 125, (4, 1, 2, 12), (4, 1, 2, 12))
    assert decide(facts, law_of(LUOYANG)).amount == 2 * 400_000


def test_the_excess_is_filled_with_parts_of_heads() -> None:
    """Two of 125 are asked for; three and a half heads are there: half a head of hearing first, the rest physical."""
    facts = year_of(2014, 125, (2, 3, 1, 6), (4, 1, 1, 12), (4, 1, 1, 12), (4, 1, 1, 12))
    kept = decide(facts, law_of(LUOYANG, excess_rounding="fraction_kept"))
    assert kept.amount == Fraction(1, 2) * 200_000 + 400_000


def test_an_unknown_order_is_refused_by_name() -> None:
    with pytest.raises(RewardRuleNotKnown):
        decide(year_of(2014, 125, *[(2, 3, 1, 12)] * 3), law_of(LUOYANG, excess_order="by_lot"))


def test_a_family_that_nobody_knows_names_all_that_are_known() -> None:
    with pytest.raises(RewardRuleNotKnown) as refused:
        decide(year_of(2024, 200, *[(4, 3, 1, 12)] * 4), law_of("430100", formula="by_lot"))
    assert "flat_per_person_year" in refused.value.zh


def test_only_a_place_with_the_choice_asks_whether_it_was_made() -> None:
    facts = msgspec.structs.replace(year_of(2025, 200, *[(4, 3, 1, 12)] * 5), waived=True, levy_filed_first=True)
    assert [reason.code for reason in decide(facts, law_of(SHANGHAI)).reasons] == ["reward_waived", "levy_filed_first"]
    assert decide(facts, law_of("330500")).granted


def test_the_higher_ratio_of_centralised_employers_ends_with_its_plan() -> None:
    facts = msgspec.structs.replace(year_of(2026, 200, *[(4, 3, 1, 12)] * 5), centralised=True, meets_conditions=True)
    assert decide(facts, law_of(JINHUA)).granted
    before = msgspec.structs.replace(year_of(2025, 200, *[(4, 3, 1, 12)] * 5), centralised=True, meets_conditions=True)
    assert [reason.code for reason in decide(before, law_of(JINHUA)).reasons] == ["ratio_not_exceeded"]


def test_the_working_shows_the_tariff_row_by_row() -> None:
    steps = {step.label: step.value for step in decide(year_of(2014, 125, *[(2, 3, 1, 12)] * 3), law_of(LUOYANG)).steps}
    assert "肢体残疾 1 级 4,000.00 元" in steps["分类别、等级的奖励标准"]
    assert steps["每人 2,000.00 元 的"] == "2000 元"
