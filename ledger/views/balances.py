"""Balances as of a value date and as known on a day: what stood on which account, as seen when."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final, Literal

import msgspec
from sqlalchemy import BigInteger, Select, case, cast, func, literal, select

from domain.errors import Refusal
from domain.places import WHOLE_COUNTRY
from ledger.book import Book
from ledger.chart import ACCOUNTS
from ledger.views.asking import reading
from ledger.views.journal import Posted, conditions_of
from ledger.views.postings import POSTINGS

Dimension = Literal["account", "commodity", "line", "case"]

GROUPINGS: Final[dict[str, tuple[Dimension, ...]]] = {
    "account": ("account", "commodity"),
    "line": ("line", "account", "commodity"),
    "case": ("case", "account", "commodity"),
}
"""What balances are summed by, beside account and commodity."""

_ORDER = {account.code: number for number, account in enumerate(ACCOUNTS)}


class TooManyBalances(Refusal):
    """余额超过 {most} 条,请按科目、预算科目或案件缩小范围,或下载余额表。

    There are more than {most} balances: narrow the question by account, line or case, or download the table.
    """


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
    sees: Sequence[str] = (WHOLE_COUNTRY,),
    most: int | None = None,
) -> list[Balance]:
    """What is not zero, in the order of the chart of accounts.

    `as_of` takes in what has its value date up to that day, `known_on` what was recorded up to that day (in China);
    only events of the places in `sees` count. Raises TooManyBalances where there are more than `most`.
    """
    asked = Posted(account=account, commodity=commodity, line=line, case=case, effective_to=as_of, known_on=known_on)
    with reading(book) as (connection, generation):
        limit = None if most is None else most + 1
        found = connection.execute(sums(book, generation, asked, group_by, sees).limit(limit)).all()
    if most is not None and len(found) > most:
        raise TooManyBalances(field="by", most=most)
    return [Balance(**dict(zip(Balance.__struct_fields__, row, strict=True))) for row in found]


def sums(
    book: Book, generation: int, asked: Posted, group_by: tuple[Dimension, ...], sees: Sequence[str]
) -> Select[tuple[Any, ...]]:
    """What is not zero as `Balance` names it, in the order of the chart of accounts."""
    at = POSTINGS.table.c
    amount = cast(func.sum(at.amount), BigInteger)
    dimensions = [at[name] if name in group_by else literal("").label(name) for name in Balance.__struct_fields__[:-1]]
    by_chart = [case(_ORDER, value=at.account, else_=len(_ORDER))] if "account" in group_by else []
    return (
        select(*dimensions, amount.label("amount"))
        .where(at.book == book.place, at.generation == generation, *conditions_of(book, asked, sees))
        .group_by(*(at[name] for name in group_by))
        .having(amount != 0)
        .order_by(*by_chart, *(at[name] for name in Balance.__struct_fields__[1:-1] if name in group_by))
    )
