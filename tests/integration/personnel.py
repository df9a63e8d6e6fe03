"""A book with accounts, and the people who act in it by them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from domain.actor import Actor
from ledger.authority import actor_of
from ledger.book import Book
from ledger.commands import accounts
from ledger.commands.base import Receipt, Request
from ledger.commands.open_book import create_book

PLACE = "330500"
DAY = date(2024, 3, 1)
DOCUMENT = "湖残联人〔2024〕1号"
CHIEF = "administrator"


def empty_book(url: str, folder: Path) -> Book:
    """A new book without accounts."""
    operator = Actor(id="operator", roles=("budget_officer",), place=PLACE)
    opening = Request(actor=operator, now=datetime(2024, 3, 1, tzinfo=UTC), key="open", reason="开立账套")
    return create_book(url, place=PLACE, mode="demo", key_file=folder / "keys.json", request=opening)[0]


class Office:
    """A book whose officers act by their accounts, a second after the one before."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.today = DAY
        self.number = 0

    def request(self, actor: Actor) -> Request:
        self.number += 1
        noon = datetime(self.today.year, self.today.month, self.today.day, 4, tzinfo=UTC)
        now = noon + timedelta(seconds=self.number)
        return Request(actor=actor, now=now, key=f"account-{self.number}", reason="依规定办理")

    def by(self, account: str) -> Request:
        return self.request(actor_of(self.book, account, self.today))

    def by_operator(self) -> Request:
        return self.request(Actor(id="operator", roles=(), place=PLACE))

    def bootstrap(self, account: str = CHIEF) -> Receipt:
        command = accounts.Bootstrap(account=account, unit="市残联", document=DOCUMENT)
        return accounts.bootstrap(self.book, command, self.by_operator())

    def open(self, account: str, role: str = "", at: str = PLACE) -> None:
        command = accounts.OpenAccount(account=account, kind="officer", unit="市残联", place=PLACE)
        accounts.open_account(self.book, command, self.by(CHIEF))
        if role:
            self.appoint(account, role, at)

    def appoint(
        self, account: str, role: str, at: str = PLACE, verb: Callable[..., Receipt] = accounts.appoint
    ) -> None:
        command = accounts.Appoint(account=account, role=role, place=at, document=DOCUMENT)
        verb(self.book, command, self.by(CHIEF))

    def delegation(self, account: str, to: str, role: str) -> accounts.Delegate:
        last = self.today + timedelta(days=6)
        return accounts.Delegate(
            account=account, role=role, place=PLACE, to=to, first_day=self.today, last_day=last, ground="休假"
        )

    def delegate(self, account: str, to: str, role: str) -> Receipt:
        return accounts.delegate(self.book, self.delegation(account, to, role), self.by(account))
