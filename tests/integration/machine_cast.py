"""Who plays in the state machine: officers, applicants, and what they apply for with the amounts that it must give."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from domain.actor import Actor
from domain.details import Details, EmployerDetails, PersonDetails
from domain.money import yuan
from domain.statutes.book import StatuteBook
from domain.statutes.loader import load_statutes
from ledger import law
from ledger.commands import open_book
from ledger.store import sqlite
from tests.factories import bank_card, disability_certificate, resident_id, uscc

BOOK = "430000"
CASE_PLACES = ("430102", "430104", "430202")

ELSEWHERE = "330502"
LEVY, JOBS = "employment_security_fund", "employment_subsidy_fund"
SYMBOLS = {LEVY: "LEVY", JOBS: "JOBS"}
USES = {LEVY: {"startup_grant", "lease_subsidy", "over_quota_reward"}, JOBS: {"startup_grant"}}
LEVY_FIRST_UNTIL = date(2024, 12, 31)
"""The last day on which Hunan's plan puts the levy fund before the others."""
YEARS = (2024, 2025)
NEWS_ON = date(2024, 12, 20)
"""The day on which a law is published that changes amounts of the same year, from its first day on."""

ROLE_OF_ACT = {
    "intake": "intake_officer",
    "completeness": "intake_officer",
    "first_review": "first_reviewer",
    "on_site_check": "site_inspector",
    "public_notice": "first_reviewer",
    "objection": "second_reviewer",
    "second_review": "second_reviewer",
    "approval": "approver",
    "payment": "finance_officer",
    "suspension": "second_reviewer",
    "appeal": "appeal_officer",
}
STAGES = ("completeness", "first_review", "on_site_check", "public_notice", "second_review", "approval")
SEPARATE = (
    {"first_review", "second_review", "approval", "payment"},
    {"on_site_check", "approval"},
    *({"appeal", act} for act in ("completeness", "first_review", "second_review", "approval", "rejection")),
    *({"appeal", act} for act in ("suspension", "objection")),
)
NOTICE_DAYS, APPEAL_DAYS, HOLD_DAYS, ONE_SIGNER_UP_TO = 7, 60, 30, 5_000_000

ROLES = (*sorted(set(ROLE_OF_ACT.values())), "budget_officer", "privacy_officer", "fraud_analyst", "fraud_reviewer")
PROPER = {role: Actor(id=f"officer-{role}", roles=(role,), place=BOOK) for role in ROLES}
"""For every role somebody who holds only this one."""
SECOND_APPROVER = Actor(id="officer-approver-2", roles=("approver",), place=BOOK)
VISITOR = Actor(id="officer-from-elsewhere", roles=("intake_officer",), place="330000")
ALL_ROUNDER = Actor(id="officer-of-all-work", roles=ROLES, place=BOOK)

Parts = tuple[int, ...]


@dataclass(frozen=True)
class Wish:
    """What is applied for: the facts, the claims they take, and the instalments (fen) they give as known on a day.

    No instalments mean that nothing is granted; before `last_day` nothing can be said.
    """

    programme: str
    facts: dict[str, Any]
    claims: frozenset[str]
    parts: Callable[[date], Parts]
    last_day: date


class Applicant(NamedTuple):
    """Somebody who applies."""

    party: str
    details: Details


def person(seed: int, card: int = 0) -> PersonDetails:
    """A certified person; `card` numbers the bank card."""
    number = resident_id(f"19{80 + seed}0101", "430102")
    return PersonDetails(
        resident_id=number,
        name=f"申请人{seed}",
        certificate=disability_certificate(number),
        account=bank_card(100 * seed + card),
    )


def employer(seed: int, card: int = 0) -> EmployerDetails:
    """An employer; `card` numbers the account."""
    account = f"43010000{100 * seed + card:08d}"
    return EmployerDetails(uscc=uscc(seed, "430102"), name=f"用人单位{seed}", account=account)


def startup(party: str, applied_on: date, *, business: int, joint: bool, running: bool) -> Wish:
    """A start-up grant, for one founder or three."""

    def parts(known_on: date) -> Parts:
        single = 880_000 if known_on >= NEWS_ON else 800_000
        return ((1_200_000 if joint else single),) if running else ()

    company = uscc(business, "430102")
    facts = {
        "applied_on": applied_on.isoformat(),
        "business_uscc": company,
        "registered_on": "2024-01-10",
        "running_since": "2024-01-10",
        "still_running": running,
        "founders": 3 if joint else 1,
        "certificate_valid": True,
        "age_in_years_on_application": 35,
        "reached_retirement": False,
        "grants_received": 0,
    }
    claims = frozenset(f"cost:{subject}:startup_grant:once" for subject in (party, company))
    return Wish("startup_grant", facts, claims, parts, applied_on)


def lease(party: str, first: int, count: int, rent: int, *, own: bool) -> Wish:
    """The rent (fen) of `count` months of 2024 from the month `first` on, paid by the quarter."""
    months = range(first, min(first + count, 13))

    def parts(known_on: date) -> Parts:
        each = min(rent, 70_000 if known_on >= NEWS_ON else 80_000)
        quarters = [sum(1 for month in months if (month + 2) // 3 == quarter) for quarter in range(1, 5)]
        return () if own else tuple(each * number for number in quarters if number)

    facts = {
        "lease_begins_on": "2024-01-01",
        "lease_ends_on": "2024-12-31",
        "first_subsidised": {"year": 2024, "month": 1},
        "months": [{"month": {"year": 2024, "month": month}, "rent_paid": rent} for month in months],
        "certificate_valid": True,
        "still_running": True,
        "own_premises": own,
        "related_landlord": False,
    }
    claims = frozenset(f"cost:{party}:premises_lease:2024-{month:02d}" for month in months)
    return Wish("lease_subsidy", facts, claims, parts, date(2024, months[-1], 1))


def reward(party: str, place: str, workers: tuple[int, ...], months: int, staff: int) -> Wish:
    """The reward for 2023: each worker weighs two and worked `months` months; 1.5 % of the staff are owed."""
    wage = 210_000 if place.startswith("4301") else 190_000
    twelfths_in_thousandths = 2 * months * len(workers) * 1000 - 12 * staff * 15

    def parts(_: date) -> Parts:
        thousandths = twelfths_in_thousandths * 6 * wage
        return ((thousandths + 6000) // 12_000,) if twelfths_in_thousandths > 0 else ()

    names = [f"p_worker_{worker}" for worker in workers]
    spans = [{"year": 2023, "month": month} for month in range(1, months + 1)]
    facts = {
        "year": 2023,
        "staff_by_month": [staff] * 12,
        "placements": [{"person": name, "weight": 2, "months": spans} for name in names],
    }
    counted = {f"count:{name}:counted_headcount:2023-{month:02d}" for name in names for month in range(1, months + 1)}
    claims = frozenset({f"cost:{party}:over_quota_reward:2023", *counted})
    return Wish("over_quota_reward", facts, claims, parts, date(2023, 12, 31))


def _with_news(*, demo: bool) -> StatuteBook:
    assert demo
    return statutes_with_news()


@cache
def statutes_with_news() -> StatuteBook:
    """The shipped demonstration book, and a law published late: a higher grant, a lower cap on rent."""
    shipped = load_statutes(demo=True)
    first = date(2024, 1, 1)
    news = [
        msgspec.structs.replace(
            shipped.at(programme, key, first, BOOK, first), value=yuan(fen), valid_from=first, published_on=NEWS_ON
        )
        for programme, key, fen in (
            ("startup_grant", "amount.single", 880_000),
            ("lease_subsidy", "monthly_cap.year_1", 70_000),
        )
    ]
    return StatuteBook((*shipped.provisions, *news))


@contextmanager
def late_news() -> Iterator[None]:
    """Let books be kept under the statute book with the late law, and without waiting for the disk."""
    connect = sqlite._connect

    def hasty(path: Path, create: bool) -> sqlite3.Connection:
        driver = connect(path, create)
        driver.execute("PRAGMA synchronous = OFF")
        return driver

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite, "_connect", hasty)
        for module in (law, open_book):
            patch.setattr(module, "load_statutes", _with_news)
        yield
