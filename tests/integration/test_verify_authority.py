"""Verification of authority: who acted without an account, a role, a place, or although recused, is found by name."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ledger.audit.report import Report
from ledger.audit.verify import verify
from ledger.book import Book
from tests.integration.tampering import as_another, copy_of_the_world, find, forge, setting, wrong
from tests.integration.world_accounts import DEPUTY, LEAVER, LENDER, SECOND

CODE = "authority-held"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with copy_of_the_world(tmp_path) as here:
        yield here


def said(report: Report) -> str:
    return "\n".join(finding.en for finding in report.check(CODE).findings)


def test_the_accounts_of_the_world_did_only_what_they_might(book: Book) -> None:
    check = verify(book).check(CODE)
    assert check.ok
    assert check.counted > 15


EDITS: dict[str, tuple[str, int, Callable[[dict[str, Any]], None], str]] = {
    "a stranger": ("account.Suspended", 1, setting("actor", to="stranger"), "stranger has no account"),
    "a role that was never given": (
        "account.Suspended",
        1,
        setting("actor", to=LENDER),
        "did not hold ['account_administrator']",
    ),
    "a role beside the real one": (
        "account.Suspended",
        1,
        setting("roles", to=["account_administrator", "approver"]),
        "did not hold ['approver']",
    ),
    "an account that is closed": ("account.AppointmentEnded", 1, setting("actor", to=LEAVER), "did not hold"),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_act_without_authority_is_found(book: Book, name: str) -> None:
    topic, number, edit, words = EDITS[name]
    forge(book, find(book, topic, number), edit)
    report = verify(book)
    assert CODE in wrong(report)
    assert words in said(report)


def test_roles_that_may_not_meet_are_found(book: Book) -> None:
    # The deputy holds a lent approver's role; as an intake officer it would approve what it takes in.
    forge(book, find(book, "account.Appointed", 4), setting("data", "role", to="intake_officer"))
    report = verify(book)
    assert "incompatible roles" in said(report)


def test_an_act_of_somebody_who_is_recused_is_found(book: Book) -> None:
    position = find(book, "account.InterestEnded")
    forge(book, position, as_another("account.InterestDeclared", {"party": "p_kin", "relation": "spouse"}))
    forge(book, position, setting("actor", to=DEPUTY))
    assert f"{DEPUTY} was recused from p_kin" in said(verify(book))


def test_an_account_out_of_nothing_is_found(book: Book) -> None:
    forge(book, find(book, "account.Opened", 2), setting("data", "account", to="somebody"))
    assert "no such account was opened here" in said(verify(book))


def test_an_act_that_follows_the_suspension_of_its_account_is_found(book: Book) -> None:
    # The suspension of the leaver becomes that of the administrator who decided it and went on to decide.
    position = find(book, "account.Suspended")
    forge(book, position, setting("stream", to=f"account:{SECOND}"))
    assert f"account {SECOND} is suspended" in said(verify(book))
