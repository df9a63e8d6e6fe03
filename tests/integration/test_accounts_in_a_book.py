"""Accounts in a book: the first administrator, authority read back, and acts that lose it in between."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from domain.access.refusals import (
    AccountExists,
    AccountsExist,
    AccountSuspended,
    RolesIncompatible,
)
from domain.errors import NotFound
from ledger.audit.verify import verify
from ledger.authority import actor_of, has_accounts
from ledger.book import Book
from ledger.commands import accounts, place
from ledger.commands.base import AuthorityChanged
from tests.integration.personnel import CHIEF, DAY, DOCUMENT, PLACE, Office, empty_book


@pytest.fixture
def book(book_url: str, tmp_path: Path) -> Iterator[Book]:
    with empty_book(book_url, tmp_path) as made:
        yield made


@pytest.fixture
def office(book: Book) -> Office:
    here = Office(book)
    here.bootstrap()
    return here


def test_the_first_administrator_is_named_once(book: Book) -> None:
    office = Office(book)
    assert not has_accounts(book)
    office.bootstrap()
    assert has_accounts(book)
    assert actor_of(book, CHIEF, DAY).roles == ("account_administrator",)
    head = book.head
    with pytest.raises(AccountsExist):
        office.bootstrap("second")
    assert book.head == head


def test_a_command_that_is_repeated_under_its_key_names_one_administrator(book: Book) -> None:
    office = Office(book)
    first = office.bootstrap()
    office.number -= 1
    assert office.bootstrap() == first


def test_an_account_is_opened_once_and_lies_in_the_book(office: Office) -> None:
    office.open("anna")
    with pytest.raises(AccountExists):
        office.open("anna")
    with pytest.raises(NotFound):
        actor_of(office.book, "bela", DAY)
    with pytest.raises(place.PlaceOutsideBook):
        office.appoint("anna", "approver", "330600")


def test_a_delegation_is_written_down_with_both_accounts_and_seen_from_both(office: Office) -> None:
    office.open("anna", "approver")
    office.open("bela", "second_reviewer")
    receipt = office.delegate("anna", "bela", "approver")
    assert receipt.versions == {"account:anna": 3, "account:bela": 3}
    assert receipt.outcome == {"number": "1"}
    deputy, principal = actor_of(office.book, "bela", DAY), actor_of(office.book, "anna", DAY)
    assert deputy.roles == ("approver", "second_reviewer")
    assert deputy.counts_as == {"anna"}
    assert principal.counts_as == {"bela"}
    assert deputy.rests_on == {"account:bela": 3, "account:anna": 3}
    assert verify(office.book).ok


def test_a_delegation_that_is_over_stands_in_nobodys_way(office: Office) -> None:
    office.open("anna", "approver")
    office.open("bela")
    office.delegate("anna", "bela", "approver")
    with pytest.raises(RolesIncompatible):
        office.appoint("bela", "finance_officer")
    office.today += timedelta(days=7)
    office.appoint("bela", "finance_officer")


def test_a_deputy_acts_no_more_once_the_principal_is_suspended_in_between(office: Office) -> None:
    office.open("anna", "account_administrator")
    office.open("bela")
    office.open("cora")
    office.delegate("anna", "bela", "account_administrator")
    before = office.by("bela")
    ground = accounts.Standing(account="anna", ground="接受调查")
    accounts.suspend(office.book, ground, office.by(CHIEF))
    head = office.book.head
    command = accounts.Appoint(account="cora", role="approver", place=PLACE, document=DOCUMENT)
    with pytest.raises(AuthorityChanged):
        accounts.appoint(office.book, command, before)
    assert office.book.head == head
    with pytest.raises(AccountSuspended):
        office.by("anna")


def test_an_officer_acts_no_more_once_the_appointment_ended_in_between(office: Office) -> None:
    office.open("anna", "account_administrator")
    office.open("bela")
    before = office.by("anna")
    office.appoint("anna", "account_administrator", verb=accounts.end_appointment)
    command = accounts.Appoint(account="bela", role="approver", place=PLACE, document=DOCUMENT)
    with pytest.raises(AuthorityChanged):
        accounts.appoint(office.book, command, before)


def test_every_command_on_an_account_leaves_what_it_says(office: Office) -> None:
    book = office.book
    office.open("anna", "approver")
    office.open("bela")
    office.delegate("anna", "bela", "approver")
    kin = accounts.DeclareInterest(account="anna", party="p_kin", relation="spouse")
    accounts.declare_interest(book, kin, office.by("anna"))
    assert actor_of(book, "bela", DAY).kin == {"p_kin"}
    ended = accounts.EndDelegation(account="anna", number=1)
    accounts.end_delegation(book, ended, office.by("anna"))
    assert actor_of(book, "bela", DAY).roles == ()
    accounts.end_interest(book, accounts.EndInterest(account="anna", party="p_kin", finding="已离婚"), office.by(CHIEF))
    assert actor_of(book, "anna", DAY).kin == frozenset()
    ground = accounts.Standing(account="anna", ground="依规定办理")
    for verb in (accounts.suspend, accounts.reinstate, accounts.close):
        verb(book, ground, office.by(CHIEF))
    topics = [recorded.event.topic.partition(".")[2] for recorded in book.events("account:anna")]
    assert topics == [
        "Opened",
        "Appointed",
        "Delegated",
        "InterestDeclared",
        "DelegationEnded",
        "InterestEnded",
        "Suspended",
        "Reinstated",
        "Closed",
    ]
    assert verify(book).ok
