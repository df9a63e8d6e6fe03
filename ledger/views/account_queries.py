"""What readers ask about accounts: one of them, or those of a place."""

from ledger.book import Book
from ledger.views.accounts import ACCOUNTS, AccountRow
from ledger.views.asking import one, rows, within


def account(book: Book, id: str) -> AccountRow:
    """One account."""
    return one(book, ACCOUNTS, id, "account")


def accounts(book: Book, *, place: str | None = None, standing: str | None = None) -> list[AccountRow]:
    """Accounts by id; `place` takes in everything below it."""
    lying = within(ACCOUNTS.table.c.place, place) if place else []
    return rows(book, ACCOUNTS, ("id",), {"standing": standing}, lying)
