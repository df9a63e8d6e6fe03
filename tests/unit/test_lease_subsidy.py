"""Lease subsidy: what a feature cannot say about the law of each month and the working."""

from datetime import date

import msgspec

from domain.calendar import Month
from domain.programs.lease_subsidy import LeaseSubsidyFacts, RentMonth, decide
from domain.statutes.book import StatuteBook
from domain.statutes.loader import load_statutes

KNOWN_ON = date(2025, 12, 31)


def rents(*months: Month) -> LeaseSubsidyFacts:
    return LeaseSubsidyFacts(
        lease_begins_on=date(2022, 1, 1),
        lease_ends_on=date(2026, 12, 31),
        months=tuple(RentMonth(month=month, rent_paid=200000) for month in months),
        certificate_valid=True,
        still_running=True,
        own_premises=False,
        related_landlord=False,
    )


def book_with_a_new_cap_from(day: date, yuan: str) -> StatuteBook:
    shipped = load_statutes(demo=True)
    key = ("lease_subsidy", "monthly_cap.year_1", "330500")
    old = next(row for row in shipped.provisions if (row.programme, row.key, row.place) == key)
    new = msgspec.structs.replace(old, value=yuan, valid_from=day, published_on=day)
    return StatuteBook((*shipped.provisions, new))


def test_a_new_cap_counts_from_its_month_on() -> None:
    law = book_with_a_new_cap_from(date(2024, 3, 1), "1200.00").law("lease_subsidy", "330500", KNOWN_ON)
    decision = decide(rents(Month(2024, 2), Month(2024, 3)), law)
    assert decision.amount == 100000 + 120000
    assert decision.law_day == date(2024, 2, 1)


def test_a_new_cap_in_the_middle_of_a_month_counts_from_the_next() -> None:
    law = book_with_a_new_cap_from(date(2024, 3, 2), "1200.00").law("lease_subsidy", "330500", KNOWN_ON)
    assert decide(rents(Month(2024, 3)), law).amount == 100000


def test_a_cap_is_cited_once_however_many_months_it_rules() -> None:
    law = load_statutes(demo=True).law("lease_subsidy", "330500", KNOWN_ON)
    decision = decide(rents(*(Month(2024, month) for month in range(1, 13))), law)
    assert [step.label for step in decision.steps].count("第 1 年每月上限") == 1
    assert len([step for step in decision.steps if step.label.endswith(" 补贴")]) == 12
