"""Accounts on the command line: named at the machine, proved by an API key, with the roles that they hold today."""

import json
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import pytest

from api.cli.standing import API_KEY
from domain.access.scope import Scope
from ledger.authority import actor_of
from ledger.book import Book
from ledger.commands import credentials, passwords
from ledger.commands.base import Request
from tests.integration.desk import Desk

CHIEF = "chief"
PASSWORD = "correct horse battery staple"
PAPER = ("--document", "湖残联人〔2024〕1号")


class Office(Desk):
    """A desk in a book with accounts; whoever types has an API key in the environment."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(folder)
        self.environment = monkeypatch
        self.keys: dict[str, str] = {}

    def as_account(self, account: str) -> None:
        """Let an account type from now on."""
        self.environment.setenv(API_KEY, self.keys[account])

    def enrolled(self, account: str, role: str) -> None:
        """Give an account a password and a key of its own, and let it type from now on."""
        with Book.open(self.url) as book:
            asked = credentials.OfAccount(account=account)
            enrol = credentials.enrol_at_the_machine if account == CHIEF else credentials.issue_enrolment
            _, token = enrol(book, asked, self.asking(book, CHIEF))
            passwords.set_password(book, account=account, token=token, password=PASSWORD, now=self.now)
            scope = (Scope(role=role, place=self.place),)
            wanted = credentials.IssueKey(account=account, purpose="测试", scope=scope, days=30)
            _, self.keys[account] = credentials.issue_own_key(book, wanted, PASSWORD, self.asking(book, account))
        self.as_account(account)

    def asking(self, book: Book, account: str) -> Request:
        """A request of an account."""
        self.now += timedelta(minutes=1)
        actor = actor_of(book, account, self.now.date())
        number = book.head.position
        return Request(actor=actor, now=self.now.astimezone(UTC), key=f"asked-{number}", reason="测试")

    def opened(self, account: str, role: str) -> None:
        """An account with one role in the whole book; it types next."""
        self.as_account(CHIEF)
        self.typed("account", "open", account, "--unit", "市残联", "--place", self.place)
        self.typed("account", "appoint", account, role, self.place, *PAPER)
        self.enrolled(account, role)

    def typed(self, *words: object) -> dict[str, Any]:
        """Type a command by the key in the environment, which must succeed."""
        result = self.type("--now", self.now.isoformat(), *words)
        assert result.exit_code == 0, result.output
        answer: dict[str, Any] = json.loads(result.stdout)
        return answer

    def denied(self, *words: object) -> dict[str, Any]:
        """Type a command by the key in the environment, which must be refused and leave the log as it was."""
        length = self.length
        result = self.type("--now", self.now.isoformat(), *words)
        assert result.exit_code == 1, result.output
        assert self.length == length
        error: dict[str, Any] = json.loads(result.stdout)["error"]
        return error


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    here = Office(tmp_path, monkeypatch)
    here.typed("account", "bootstrap", CHIEF, "--unit", "市残联", *PAPER)
    return here


@pytest.fixture
def staffed(office: Office) -> Office:
    office.enrolled(CHIEF, "account_administrator")
    return office


def test_the_first_administrator_is_named_at_the_machine_and_once(office: Office) -> None:
    assert office.denied("account", "bootstrap", "other", "--unit", "市残联", *PAPER)["code"] == "accounts-exist"
    (account,) = office.read("account", "list")["accounts"]
    assert (account["id"], account["appointments"]) == (CHIEF, [f"account_administrator@{office.place}"])


def test_in_a_book_with_accounts_nobody_says_who_they_are(office: Office) -> None:
    error = office.denied("--actor", CHIEF, "account", "open", "anna", "--unit", "市残联", "--place", office.place)
    assert error["code"] == "api-key-not-said"
    office.environment.setenv(API_KEY, "slk_aaaaaaaaaaaa_bbbb")
    error = office.denied("account", "open", "anna", "--unit", "市残联", "--place", office.place)
    assert error["code"] == "api-key-refused"


def test_the_key_says_who_acts_and_what_else_is_said_must_agree(staffed: Office) -> None:
    staffed.opened("anna", "budget_officer")
    staffed.as_account("anna")
    line = ("--fund", "employment_security_fund", "--year", 2024, "--amount", "100.00", "--document", "财社1号")
    assert staffed.denied("--actor", "bela", "fund", "appropriate", *line)["code"] == "actor-of-another-key"
    assert staffed.denied("--role", "approver", "fund", "appropriate", *line)["code"] == "role-not-allowed"
    error = staffed.denied("--jurisdiction", staffed.place, "fund", "appropriate", *line)
    assert error["code"] == "jurisdiction-from-account"
    staffed.typed("--actor", "anna", "--role", "budget_officer", "fund", "appropriate", *line)
    with Book.open(staffed.url) as book:
        (last,) = book.read(after=book.head.position - 1)
    assert (last.meta.actor, last.meta.roles) == ("anna", ("budget_officer",))


def test_a_key_carries_no_more_than_its_account_holds_today(staffed: Office) -> None:
    staffed.opened("anna", "budget_officer")
    staffed.as_account(CHIEF)
    staffed.typed("account", "end-appointment", "anna", "budget_officer", staffed.place, *PAPER)
    staffed.as_account("anna")
    line = ("--fund", "employment_security_fund", "--year", 2024, "--amount", "100.00", "--document", "财社1号")
    assert staffed.denied("fund", "appropriate", *line)["code"] == "role-not-allowed"
    staffed.as_account(CHIEF)
    staffed.typed("account", "suspend", "anna", "--ground", "接受调查")
    staffed.as_account("anna")
    assert staffed.denied("fund", "appropriate", *line)["code"] == "account-suspended"


def test_every_act_on_an_account_has_a_command(staffed: Office) -> None:
    staffed.opened("anna", "approver")
    staffed.opened("bela", "second_reviewer")
    last = f"{staffed.now + timedelta(days=6):%Y-%m-%d}"
    lent = ("--to", "bela", "--first-day", f"{staffed.now:%Y-%m-%d}", "--last-day", last, "--ground", "休假")
    staffed.as_account("anna")
    number = staffed.typed("account", "delegate", "anna", "approver", staffed.place, *lent)["outcome"]["number"]
    staffed.typed("account", "declare-interest", "anna", "--party", "p_kin", "--relation", "spouse")
    shown = staffed.read("account", "show", "anna")["account"]
    assert shown["lent"] == [f"1:approver@{staffed.place}>bela:2024-03-01..{last}"]
    assert shown["interests"] == ["p_kin:spouse"]
    assert len(staffed.read("account", "show", "bela")["account"]["borrowed"]) == 1
    staffed.typed("account", "end-delegation", "anna", "--number", number)
    staffed.as_account(CHIEF)
    staffed.typed("account", "end-interest", "anna", "--party", "p_kin", "--finding", "已离婚")
    for verb in ("suspend", "reinstate", "close"):
        staffed.typed("account", verb, "anna", "--ground", "依规定办理")
    shown = staffed.read("account", "show", "anna")["account"]
    assert (shown["standing"], shown["lent"], shown["interests"]) == ("closed", [], [])
    assert [row["id"] for row in staffed.read("account", "list", "--standing", "active")["accounts"]] == ["bela", CHIEF]
    assert staffed.read("account", "list", "--place", "330502")["accounts"] == []
    assert staffed.read("verify")["ok"]


def test_what_is_asked_about_an_account_that_is_not_there_is_refused(office: Office) -> None:
    assert office.denied("account", "show", "nobody")["code"] == "not-found"


def test_incompatible_roles_are_listed_with_their_clause(office: Office) -> None:
    listed = office.read("account", "incompatible-roles")["incompatible_roles"]
    assert any("approver" in rule["one"] and "finance_officer" in rule["other"] for rule in listed)
    shown = office.type("account", "incompatible-roles", as_json=False)
    assert "财会〔2012〕21号" in shown.output.replace("\n", "")
