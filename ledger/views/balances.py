"""Balances as of a value date and as known on a day: what stood on which account, as seen when."""

from datetime import date
from typing import Literal

import msgspec
from sqlalchemy import BigInteger, cast, func, select

from ledger.book import Book
from ledger.chart import ACCOUNTS
from ledger.views.postings import POSTINGS
from ledger.views.queries import reading

Dimension = Literal["account", "commodity", "line", "case"]

_ORDER = {account.code: number for number, account in enumerate(ACCOUNTS)}


class Balance(msgspec.Struct, frozen=True, kw_only=True):
    """A sum (fen, debit positive); the dimensions that were not asked for are empty."""

    account: str = ""
    commodity: str = ""
    line: str = ""
    case: str = ""
    amount: int


def balances(
    book: Book,
    *,
    as_of: date | None = None,
    known_on: date | None = None,
    group_by: tuple[Dimension, ...] = ("account", "commodity"),
    account: str | None = None,
    commodity: str | None = None,
    line: str | None = None,
    case: str | None = None,
) -> list[Balance]:
    """What is not zero, in the order of the chart of accounts.

    `as_of` takes in what has its value date up to that day, `known_on` what was recorded up to that day (in China).
    """
    at = POSTINGS.table.c
    amount = cast(func.sum(at.amount), BigInteger)
    wanted = {"account": account, "commodity": commodity, "line": line, "case": case}
    conditions = [at[name] == value for name, value in wanted.items() if value is not None]
    if as_of is not None:
        conditions.append(at.effective_on <= as_of.isoformat())
    if known_on is not None:
        conditions.append(at.known_on <= known_on.isoformat())
    with reading(book) as (connection, generation):
        asked = (
            select(*(at[name] for name in group_by), amount)
            .where(at.book == book.place, at.generation == generation, *conditions)
            .group_by(*(at[name] for name in group_by))
            .having(amount != 0)
        )
        found = [_balance(group_by, tuple(row)) for row in connection.execute(asked)]
    return sorted(found, key=_place)


def _balance(group_by: tuple[Dimension, ...], row: tuple[str | int, ...]) -> Balance:
    named: dict[str, str | int] = dict(zip((*group_by, "amount"), row, strict=True))
    return msgspec.convert(named, Balance)


def _place(balance: Balance) -> tuple[int, str, str, str]:
    return _ORDER.get(balance.account, 0), balance.commodity, balance.line, balance.case
