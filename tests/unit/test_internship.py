"""Internship subsidies: what a feature cannot say about instalments, order and the day that may not lie ahead."""

from datetime import date

import msgspec
import pytest

from domain.calendar import Month, month_range
from domain.programs import internship_retention_bonus, internship_subsidy
from domain.programs.base import Earlier
from domain.programs.internship_facts import Intern, InternshipFacts, KeptIntern, NoIntern, RetentionFacts
from domain.statutes.book import Law, NoProvisionInForce
from domain.statutes.loader import load_statutes

KNOWN_ON = date(2025, 12, 31)


def law(place: str, programme: str = "internship_subsidy", known_on: date = KNOWN_ON) -> Law:
    return load_statutes(demo=True).law(programme, place, known_on)


def intern(person: str, first: Month, last: Month, insurance: int = 0) -> Intern:
    return Intern(
        person=person,
        left_school_on=date(2024, 7, 1),
        age=30,
        unemployed_before=True,
        months=month_range(first, last),
        insurance_paid=insurance,
    )


def test_the_law_is_that_of_the_earliest_beginning_and_the_last_day_that_of_the_latest() -> None:
    facts = InternshipFacts(
        interns=(
            intern("p_1", Month(2024, 10), Month(2025, 9)),
            intern("p_2", Month(2024, 9), Month(2025, 8)),
        )
    )
    assert internship_subsidy.law_day(facts) == date(2024, 9, 1)
    assert internship_subsidy.PROGRAMME.last_day(facts) == date(2024, 10, 1)


def test_a_wage_is_cited_once_however_many_months_and_interns_it_rules() -> None:
    facts = InternshipFacts(interns=tuple(intern(f"p_{number}", Month(2024, 9), Month(2025, 8)) for number in range(3)))
    labels = [step.label for step in internship_subsidy.decide(facts, law("140828")).steps]
    assert labels.count("月最低工资标准") == 1


def test_without_insurance_paid_no_insurance_is_claimed() -> None:
    facts = InternshipFacts(interns=(intern("p_1", Month(2024, 9), Month(2024, 9)),))
    assert [claim.item for claim in internship_subsidy.claims(facts, "employer")] == ["internship"]


def test_an_intern_without_a_month_is_no_intern() -> None:
    nobody = Intern(person="p_1", left_school_on=None, age=20, unemployed_before=True, months=())
    with pytest.raises(NoIntern):
        internship_subsidy.decide(InternshipFacts(interns=(nobody,)), law("140828"))


def test_where_nothing_is_said_about_retention_nothing_is_topped_up() -> None:
    kept = KeptIntern(person="p_1", months=(Month(2024, 9),), outcome="kept")
    facts = RetentionFacts(ended_on=date(2024, 9, 30), interns=(kept,))
    with pytest.raises(NoProvisionInForce):
        internship_retention_bonus.decide(facts, law("140828", "internship_retention_bonus"))


def test_months_that_the_book_has_granted_must_be_stated() -> None:
    before = Earlier(
        case="application:1",
        facts=InternshipFacts(interns=(intern("p_1", Month(2024, 9), Month(2024, 12)),)),
        law=law("140828"),
    )
    again = InternshipFacts(interns=(intern("p_1", Month(2025, 1), Month(2025, 8)),))
    found = list(internship_subsidy.history(again, "employer", (before,)))
    assert [(each.field, each.stated, each.held, each.cases) for each in found] == [
        ("interns[0].months_already_subsidised", "0", "4", ("application:1",))
    ]
    other = InternshipFacts(interns=(intern("p_2", Month(2025, 1), Month(2025, 8)),))
    assert list(internship_subsidy.history(other, "employer", (before,))) == []


def test_insurance_is_paid_only_for_who_is_paid_for() -> None:
    used_up = msgspec.structs.replace(
        intern("p_1", Month(2024, 9), Month(2024, 9), insurance=24_000), months_already_subsidised=12
    )
    paid = intern("p_2", Month(2024, 9), Month(2024, 9), insurance=24_000)
    decision = internship_subsidy.decide(InternshipFacts(interns=(used_up, paid)), law("140828"))
    assert decision.amount == 106_800 + 24_000


@pytest.mark.parametrize(("known_on", "amount"), [(date(2024, 1, 10), 124_200), (date(2024, 1, 15), 135_600)])
def test_a_wage_that_reaches_back_counts_only_for_who_decides_after_its_publication(
    known_on: date, amount: int
) -> None:
    young = msgspec.structs.replace(intern("p_1", Month(2024, 1), Month(2024, 1)), left_school_on=date(2023, 7, 1))
    facts = InternshipFacts(interns=(young,))
    assert internship_subsidy.decide(facts, law("330521", known_on=known_on)).amount == amount
