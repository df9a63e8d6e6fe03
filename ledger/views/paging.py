"""Lists page by page: each page begins behind the last row of the one before it, so that all pages cost the same."""

from base64 import b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any, Final, Generic, NamedTuple, TypeVar

import msgspec
from sqlalchemy import ColumnElement, literal, select, tuple_

from domain.errors import Refusal
from ledger.book import Book
from ledger.views.asking import Condition, reading
from ledger.views.view import Row, View

R = TypeVar("R", bound=Row)
Value = str | int | date | None

LIMIT_DEFAULT: Final = 50
LIMIT_MOST: Final = 200
"""How many rows a page has unless told otherwise, and at most."""

CURSOR_LENGTH: Final = 2000
"""No cursor of ours is longer: the longest key is an id of a few hundred characters."""

_WHOLE = range(-(2**63), 2**63)


class PageSizeOutOfRange(Refusal):
    """每页行数应为 1 至 {most}。

    A page has 1 to {most} rows.
    """


class CursorMalformed(Refusal):
    """翻页标记无法识别;请原样使用上一页返回的标记。

    The cursor is not one of ours: give back the one that the page before this answered, as it was.
    """


class CursorOfAnotherList(Refusal):
    """翻页标记属于另一份清单:筛选条件、排序或管辖范围已不同;请从第一页重新读取。

    The cursor belongs to another list: the filters, the order or the jurisdiction were others; begin at the first page.
    """


class Turn(NamedTuple):
    """Which page of a list is asked for: at most `limit` rows behind the cursor `after`, in which direction."""

    after: str | None = None
    limit: int = LIMIT_DEFAULT
    descending: bool = False


FIRST: Final = Turn()


class Page(NamedTuple, Generic[R]):
    """Some rows of a list, and the cursor behind the last of them; None where nothing follows."""

    rows: tuple[R, ...]
    next: str | None


def page(
    book: Book,
    view: View[R],
    order: Sequence[str],
    turn: Turn = FIRST,
    *,
    equal: Mapping[str, Value] = {},
    conditions: Sequence[Condition] = (),
) -> Page[R]:
    """The rows of a view that meet the conditions, a page of them; None in `equal` asks for nothing.

    The order ends with the view's key, so that no two rows share a place in it. Its columns must not change while a
    row lives: then a row that was there when the first page was read stands on exactly one page. Raises
    PageSizeOutOfRange, CursorMalformed and CursorOfAnotherList.
    """
    if not 1 <= turn.limit <= LIMIT_MOST:
        raise PageSizeOutOfRange(field="limit", most=LIMIT_MOST)
    at = view.table.c
    columns = [at[name] for name in dict.fromkeys((*order, *view.key))]
    asked = [*(at[name] == _kept(value) for name, value in equal.items() if value is not None), *conditions]
    question = _question(book, columns, asked, descending=turn.descending)
    behind = [] if turn.after is None else [_behind(columns, turn.after, question, descending=turn.descending)]
    with reading(book) as (connection, generation):
        found = connection.execute(
            select(*(at[name] for name in view.row.__struct_fields__))
            .where(at.book == book.place, at.generation == generation, *asked, *behind)
            .order_by(*(column.desc() if turn.descending else column for column in columns))
            .limit(turn.limit + 1)
        ).all()
    rows = tuple(view.row_of(row) for row in found[: turn.limit])
    last = found[turn.limit - 1]._mapping if len(found) > turn.limit else None
    return Page(rows, _cursor(question, [last[column.name] for column in columns]) if last else None)


def between(day: ColumnElement[Any], first: date | None, last: date | None) -> list[Condition]:
    """The conditions that a day lies between two others, both included; None sets no bound."""
    return [
        *([] if first is None else [day >= first.isoformat()]),
        *([] if last is None else [day <= last.isoformat()]),
    ]


def _kept(value: Value) -> str | int:
    """A value as the store keeps it: a truth as a number, a day as text."""
    return int(value) if isinstance(value, int) else str(value)


def _question(
    book: Book, columns: Sequence[ColumnElement[Any]], asked: Sequence[Condition], *, descending: bool
) -> str:
    """What a cursor belongs to, in a few characters. The generation is no part of it: a rebuild changes no list."""
    shown = [str(one.compile(compile_kwargs={"literal_binds": True})) for one in (*columns, *asked)]
    digest = sha256(msgspec.json.encode([book.place, descending, shown])).digest()
    return urlsafe_b64encode(digest[:9]).decode()


def _behind(columns: Sequence[ColumnElement[Any]], after: str, question: str, *, descending: bool) -> Condition:
    values = _values(after, question)
    if len(values) != len(columns) or any(
        not isinstance(value, column.type.python_type) for value, column in zip(values, columns, strict=True)
    ):
        raise CursorMalformed(field="after")
    here = tuple_(*columns)
    there = tuple_(*(literal(value, column.type) for value, column in zip(values, columns, strict=True)))
    return here < there if descending else here > there


def _cursor(question: str, values: Sequence[str | int]) -> str:
    return urlsafe_b64encode(msgspec.json.encode([question, *values])).decode().rstrip("=")


def _values(cursor: str, question: str) -> list[str | int]:
    try:
        if len(cursor) > CURSOR_LENGTH:
            raise ValueError
        padded = cursor + "=" * (-len(cursor) % 4)
        asked, *values = msgspec.json.decode(b64decode(padded, altchars=b"-_", validate=True), type=list[str | int])
    except ValueError as error:
        raise CursorMalformed(field="after") from error
    if asked != question:
        raise CursorOfAnotherList(field="after")
    if any("\0" in value if isinstance(value, str) else value not in _WHOLE for value in values):
        raise CursorMalformed(field="after")
    return values
