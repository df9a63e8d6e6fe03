"""Making the tables of a book, once and on purpose, and finding a book that was made."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Literal, NamedTuple

from sqlalchemy import Connection, create_mock_engine, insert, inspect, select, update
from sqlalchemy.engine.mock import MockConnection
from sqlalchemy.exc import DatabaseError

from domain.errors import Refusal
from ledger import tables
from ledger.store.append import Append
from ledger.store.database import BookUnreachable, Database, driver_of
from ledger.store.transaction import Outcome, append_within

Mode = Literal["demo", "production"]
PART = "book"
_OF_BOOK = tables.store_schema.c.part == PART
VIEW_PREFIX, VIEW_POSITIONS = "view_", "view_positions"


class NoBook(Refusal):
    """{url} 中没有账套,请先用 book init 建立。

    There is no book at {url}; make one first with `book init`.
    """


class BookExists(Refusal):
    """{url} 中已有 {place} 的账套,不能重复建立。

    {url} holds a book of {place} already; it is not made twice.
    """


class WhichBook(Refusal):
    """{url} 中有多个账套({places}),请指明地区代码。

    {url} holds several books ({places}); say which place is meant.
    """


class BookSchemaTooNew(Refusal):
    """账套由更新版本的程序建立(表结构第 {found} 版),本程序只支持第 {known} 版。

    The book was made by a newer program (tables version {found}); this one knows version {known}.
    """


class BookSchemaTooOld(Refusal):
    """账套的表结构是第 {found} 版,须先用 book upgrade 升级到第 {known} 版。

    The tables of the book have version {found}; bring them to version {known} first, with `book upgrade`.
    """


class BookSchemaCurrent(Refusal):
    """账套的表结构已是第 {known} 版,无须升级。

    The tables of the book have version {known} already; there is nothing to upgrade.
    """


class Kept(NamedTuple):
    """A book that a database holds."""

    place: str
    mode: Mode


def create_book(database: Database, place: str, mode: Mode, opening: Append | None) -> Kept:
    """Make the tables where they are missing and the head of one book, with its first events, in one transaction."""
    with _reaching(database), database.writing() as connection:
        database.claim_schema(connection)
        _make_tables(database, connection)
        if any(kept.place == place for kept in _books(connection)):
            raise BookExists(field="place", url=database.shown, place=place)
        connection.execute(insert(tables.book_head).values(book=place, mode=mode, position=0))
        if opening:
            _raise_refusal(append_within(database, connection, place, [opening]))
        else:
            connection.commit()
    return Kept(place, mode)


def upgrade_tables(database: Database) -> tuple[int, int]:
    """Bring the tables of all books of a database to the known version, in one transaction; returns both versions.

    Events, guards and sealed data stay as they are. Views are dropped and made empty: the next reader folds them anew.
    """
    with _reaching(database), database.writing() as connection:
        database.claim_schema(connection)
        if not _has_tables(connection):
            raise NoBook(field="url", url=database.shown)
        found, known = _version(connection), tables.SCHEMA_VERSION
        if found > known:
            raise BookSchemaTooNew(found=found, known=known)
        if found == known:
            raise BookSchemaCurrent(known=known)
        _make_views_empty(connection)
        connection.execute(update(tables.store_schema).where(_OF_BOOK).values(version=known))
        connection.commit()
    return found, known


def _make_views_empty(connection: Connection) -> None:
    """Every view's table in its present shape, without rows, and every book's views at its beginning."""
    views = [table for table in tables.metadata.sorted_tables if table.name.startswith(VIEW_PREFIX)]
    positions = tables.metadata.tables[VIEW_POSITIONS]
    tables.metadata.drop_all(connection, tables=[table for table in views if table is not positions])
    tables.metadata.create_all(connection)
    connection.execute(update(positions).values(position=0))


def find_book(database: Database, place: str | None) -> Kept:
    """The book of a place, or the only one; refuses a database without it or with tables of another version."""
    with _reaching(database), database.snapshot() as connection:
        if not _has_tables(connection):
            raise NoBook(field="url", url=database.shown)
        _check_version(connection)
        found = [kept for kept in _books(connection) if place in (None, kept.place)]
    if not found:
        raise NoBook(field="url", url=database.shown)
    if len(found) > 1:
        raise WhichBook(field="place", url=database.shown, places=", ".join(kept.place for kept in found))
    return found[0]


def _make_tables(database: Database, connection: Connection) -> None:
    if _has_tables(connection):
        _check_version(connection)
        return
    driver = driver_of(connection)
    # None of them is there, so that nothing need be asked between them: a server is told all at once.
    with database.together(driver):
        for statement in _script(connection.engine.url.drivername, tuple(tables.metadata.tables)):
            driver.execute(statement)
    connection.execute(insert(tables.store_schema).values(part=PART, version=tables.SCHEMA_VERSION))


@cache
def _script(driver: str, known: tuple[str, ...]) -> list[str]:
    """What makes the known tables; a process that makes many books writes it once."""
    said: list[str] = []
    writer: MockConnection = create_mock_engine(
        f"{driver}://", lambda part, *_: said.append(str(part.compile(dialect=writer.dialect)))
    )
    tables.metadata.create_all(writer, tables=[tables.metadata.tables[name] for name in known], checkfirst=False)
    return said


def _has_tables(connection: Connection) -> bool:
    return inspect(connection).has_table(tables.store_schema.name)


def _check_version(connection: Connection) -> None:
    found, known = _version(connection), tables.SCHEMA_VERSION
    if found > known:
        raise BookSchemaTooNew(found=found, known=known)
    if found < known:
        raise BookSchemaTooOld(found=found, known=known)


def _version(connection: Connection) -> int:
    return int(connection.execute(select(tables.store_schema.c.version).where(_OF_BOOK)).scalar_one())


def _books(connection: Connection) -> list[Kept]:
    head = tables.book_head.c
    return [Kept(*row) for row in connection.execute(select(head.book, head.mode).order_by(head.book))]


def _raise_refusal(outcomes: Sequence[Outcome]) -> None:
    for outcome in outcomes:
        if isinstance(outcome, Exception):
            raise outcome


@contextmanager
def _reaching(database: Database) -> Iterator[None]:
    try:
        yield
    except DatabaseError as error:
        raise BookUnreachable(field="url", url=database.shown, problem=_first_line(error.orig)) from error


def _first_line(error: BaseException | None) -> str:
    return str(error).strip().partition("\n")[0]
