"""Officers who act on accounts at once: never two first administrators, never two roles that may not meet."""

from pathlib import Path

from ledger.audit.verify import verify
from ledger.authority import actor_of
from ledger.commands import accounts
from ledger.commands.base import Receipt
from tests.integration.clerks import at_once, order
from tests.integration.personnel import CHIEF, DAY, DOCUMENT, PLACE, Office, empty_book


def taken(answers: list[Receipt | str]) -> list[str]:
    return [answer.subject for answer in answers if isinstance(answer, Receipt)]


def test_of_many_first_administrators_there_is_one(book_url: str, tmp_path: Path) -> None:
    with empty_book(book_url, tmp_path) as book:
        office = Office(book)
        commands = [accounts.Bootstrap(account=f"chief-{n}", unit="市残联", document=DOCUMENT) for n in range(4)]
        shares = [[order(accounts.bootstrap, each, office.by_operator())] for each in commands]
        answers = at_once(book_url, tmp_path, shares)
        assert len(taken(answers)) == 1
        assert answers.count("AccountsExist") == 3
        assert len(book.claims("account:")) == 1


def test_an_appointment_and_a_delegation_at_once_never_join_what_may_not_meet(book_url: str, tmp_path: Path) -> None:
    with empty_book(book_url, tmp_path) as book:
        office = Office(book)
        office.bootstrap()
        for n in range(4):
            office.open(f"lender-{n}", "approver")
            office.open(f"deputy-{n}")
        lending = [
            order(
                accounts.delegate, office.delegation(f"lender-{n}", f"deputy-{n}", "approver"), office.by(f"lender-{n}")
            )
            for n in range(4)
        ]
        appointing = [
            order(
                accounts.appoint,
                accounts.Appoint(account=f"deputy-{n}", role="finance_officer", place=PLACE, document=DOCUMENT),
                office.by(CHIEF),
            )
            for n in range(4)
        ]
        answers = at_once(book_url, tmp_path, [lending, appointing])
        assert len(taken(answers)) == 4
        assert answers.count("RolesIncompatible") == 4
        for n in range(4):
            (held,) = actor_of(book, f"deputy-{n}", DAY).appointments
            assert held.role in ("approver", "finance_officer")
        assert verify(book).ok


def test_who_is_suspended_at_once_does_nothing_afterwards(book_url: str, tmp_path: Path) -> None:
    with empty_book(book_url, tmp_path) as book:
        office = Office(book)
        office.bootstrap()
        office.open("second", "account_administrator")
        opening = [
            order(
                accounts.open_account,
                accounts.OpenAccount(account=f"new-{n}", kind="officer", unit="市残联", place=PLACE),
                office.by("second"),
            )
            for n in range(6)
        ]
        suspended = accounts.Standing(account="second", ground="接受调查")
        answers = at_once(book_url, tmp_path, [opening, [order(accounts.suspend, suspended, office.by(CHIEF))]])
        assert {each for each in answers if isinstance(each, str)} <= {"AuthorityChanged"}
        events = book.read(limit=100)
        last = max(event.position for event in events if event.stream == "account:second")
        assert not [event for event in events if event.meta.actor == "second" and event.position > last]
        assert verify(book).ok
