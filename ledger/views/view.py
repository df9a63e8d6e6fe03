"""What a view is: a table of the book, the rows that it holds, and what an event does to them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta, timezone
from operator import attrgetter
from typing import Any, Generic, NamedTuple, TypeVar, get_type_hints

import msgspec
from sqlalchemy import BigInteger, Column, Index, PrimaryKeyConstraint, Table

from domain.events import Recorded
from ledger.journal import Posting
from ledger.tables import Code, metadata

CHINA = timezone(timedelta(hours=8))
"""The day on which an event became known is the day in China."""

Value = str | int | None
Values = tuple[Value, ...]
Key = tuple[str | int, ...]


class Entry(NamedTuple):
    """An event with its postings, and the place where it happened (filled in before views fold it)."""

    recorded: Recorded
    postings: tuple[Posting, ...]
    place: str = ""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a view. The fields are the table's columns behind book and generation, in that order."""


R = TypeVar("R", bound=Row)
Fold = Callable[[Mapping[str, R], Entry], Iterable[R]]
"""From the rows known so far, by id, and an event to the rows that it adds or changes."""


class View(Generic[R]):
    """A view: either its rows are only added (`needs` is None), or each has an id and follows what happens to it.

    `needs` names the ids whose rows the fold of an event has to know.
    """

    def __init__(
        self,
        name: str,
        row: type[R],
        *,
        key: tuple[str, ...],
        fold: Fold[R],
        needs: Callable[[Entry], Iterable[str]] | None = None,
        indexes: Sequence[tuple[str, ...]] = (),
    ) -> None:
        self.name = name
        self.row = row
        self.key = key
        self.fold = fold
        self.needs = needs
        self.table = _table(f"view_{name}", row, key, indexes)
        self._conversions = tuple(_conversions(row))
        self._lists = tuple(name for name, kind in get_type_hints(row).items() if kind == tuple[str, ...])
        self._key = attrgetter(*key)

    def key_of(self, row: Row) -> Key:
        """The row's place in the view."""
        return (self._key(row),) if len(self.key) == 1 else self._key(row)

    def values_of(self, row: Row) -> Values:
        """The columns of a row: whole numbers, text and nothing else, so that both stores keep them alike."""
        values = list(msgspec.structs.astuple(row))
        for index, convert in self._conversions:
            values[index] = convert(values[index])
        return tuple(values)

    def row_of(self, values: Iterable[Any]) -> R:
        """The row behind its columns."""
        named = dict(zip(self.row.__struct_fields__, values, strict=True))
        for name in self._lists:
            named[name] = tuple(named[name].split(",")) if named[name] else ()
        return msgspec.convert(named, self.row, strict=False)


def _conversions(row: type[Row]) -> Iterator[tuple[int, Callable[[Any], Value]]]:
    """Which fields are not kept as they are, and how they are kept."""
    for index, kind in enumerate(get_type_hints(row).values()):
        if kind is bool:
            yield index, int
        elif kind == tuple[str, ...]:
            yield index, ",".join
        elif kind not in (int, str):
            yield index, msgspec.to_builtins


def case_of(recorded: Recorded) -> str:
    """The case that an event belongs to; empty for what concerns none."""
    if recorded.event.topic.startswith("application."):
        return recorded.stream
    return str(getattr(recorded.event, "case", ""))


def _table(name: str, row: type[Row], key: tuple[str, ...], indexes: Sequence[tuple[str, ...]]) -> Table:
    """The book and the generation come first in every key: books share tables, a rebuild makes a new generation."""
    return Table(
        name,
        metadata,
        Column("book", Code, nullable=False),
        Column("generation", BigInteger, nullable=False),
        *(_column(field, kind) for field, kind in get_type_hints(row).items()),
        PrimaryKeyConstraint("book", "generation", *key),
        *(Index(_index_name(name, columns), "book", "generation", *columns) for columns in indexes),
        comment=" ".join((row.__doc__ or "").split()),
        sqlite_with_rowid=False,
    )


def _index_name(table: str, columns: tuple[str, ...]) -> str:
    """PostgreSQL takes names of at most 63 characters."""
    return f"{table}_{'_'.join(columns)}"[:63]


def _column(name: str, kind: object) -> Column[Any]:
    nullable = kind not in (int, bool, str) and type(None) in getattr(kind, "__args__", ())
    return Column(name, BigInteger if kind in (int, bool) else Code, nullable=nullable)
