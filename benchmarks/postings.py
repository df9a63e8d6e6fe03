"""Balances and downloads of many postings: rows of the view alone, as events would have left them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from benchmarks import world
from ledger import chart
from ledger.book import Book
from ledger.exports.export import export
from ledger.exports.money_tables import JournalQuestion
from ledger.views.balances import balances
from ledger.views.load import add
from ledger.views.postings import POSTINGS, PostingRow

AS_OF = date(2023, 12, 31)
COUNTIES = ("330502", "330503", "330521", "330522", "330523")

_GENERATION = 1
_AT_ONCE = 20_000
_FIRST = datetime(2022, 1, 1, 1, tzinfo=UTC)
_ACCOUNTS = (chart.ALLOTTED, chart.PRE_ENCUMBERED, chart.ENCUMBERED, chart.EXPENDED_UNPAID, chart.EXPENDED_PAID)
_NARROW = sa.table("narrow", sa.column("account"), sa.column("commodity"), sa.column("amount", sa.BigInteger))


def fill(book: Book, count: int) -> None:
    """Put postings into the view: two an event, over three years, on forty lines, in five counties."""
    with book.database.writing() as connection:
        for first in range(0, count, _AT_ONCE):
            rows = _rows(first // 2, min(first + _AT_ONCE, count) // 2)
            add(connection, POSTINGS.table, [(book.place, _GENERATION, *POSTINGS.values_of(row)) for row in rows])
        connection.commit()
    with book.engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE narrow AS SELECT account, commodity, amount FROM view_postings"))
    if book.engine.dialect.name == "postgresql":
        # What the server's autovacuum does within a minute; until then its plans rest on no figures.
        with book.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(sa.text("VACUUM ANALYZE view_postings, narrow"))


def by_account(book: Book) -> None:
    """What stands on every account as of a day."""
    balances(book, as_of=AS_OF)


def of_county(book: Book) -> None:
    """The same for whoever sees one county."""
    balances(book, as_of=AS_OF, sees=COUNTIES[:1])


def by_line(book: Book) -> None:
    """What stands on every account of every line."""
    balances(book, as_of=AS_OF, group_by=("line", "account", "commodity"))


def raw_sums(book: Book) -> None:
    """The sums of a table that holds nothing but account, commodity and amount."""
    at = _NARROW.c
    asked = sa.select(at.account, at.commodity, sa.func.sum(at.amount)).group_by(at.account, at.commodity)
    with book.engine.connect() as connection:
        connection.execute(asked).all()


def download(book: Book, format_: str, path: Path) -> None:
    """The whole journal as a file."""
    with path.open("w+b") as file:
        export(book, JournalQuestion(), (book.place,), format_, file)


def raw_rows(book: Book) -> None:
    """Every row of the journal, read and forgotten."""
    with book.database.snapshot() as connection:
        for _ in connection.execute(sa.select(POSTINGS.table), execution_options={"yield_per": 5_000}):
            pass


def _rows(first: int, last: int) -> Iterator[PostingRow]:
    for number in range(first, last):
        on = _FIRST + timedelta(days=number * 7 % 1_000)
        place, year = COUNTIES[number % 5], 2022 + number % 4
        for n, (account, sign) in enumerate(((number % 4, -1), (number % 4 + 1, 1)), start=1):
            yield PostingRow(
                position=number + 1_000,
                n=n,
                event="application.Approved",
                subject=f"A{year}-{place}-{number // 4:010d}",
                account=_ACCOUNTS[account].code,
                commodity=f"CNY.LEVY{year % 100}B",
                line=f"{world.FUND}:{year}:startup_grant:{place}" if number % 2 else f"{world.FUND}:{year}:x:{place}",
                case=f"A{year}-{place}-{number // 4:010d}",
                place=place,
                amount=sign * (100_000 + number % 1_000),
                effective_on=on.date(),
                known_on=on.date(),
                recorded_at=on,
            )
