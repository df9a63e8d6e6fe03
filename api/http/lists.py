"""Lists: what every one of them can be asked for, and how a page is answered."""

import re
from collections.abc import Callable
from typing import Any, ClassVar, Final, TypeVar

from api.http.at import At
from api.http.conditions import etag
from api.http.inputs import Code, Name, Query
from api.http.kinds import Kind
from api.schemas import refusals as r
from api.schemas.fields import FormField, Whole, YesNo
from api.schemas.texts import PlaceCode
from ledger.feed.reading import MOST
from ledger.views.jurisdiction import visible
from ledger.views.paging import CURSOR_LENGTH, LIMIT_DEFAULT, LIMIT_MOST, Page, Turn
from ledger.views.view import Row, View

R = TypeVar("R", bound=Row)

ASCENDING: Final = "ascending"
DESCENDING: Final = "descending"

_YEAR = re.compile(r"20[0-9]{2}")


class Cursor(FormField[str]):
    """Where the page before this one ended."""

    form = "原样填写上一页的 next the `next` of the page before, as it was"

    def parsed(self, value: object) -> str:
        """The cursor; what stands in it is the ledger's affair."""
        if not isinstance(value, str) or not value:
            raise r.NotText(field=str(self.name), longest=CURSOR_LENGTH)
        return value


class Limit(Whole):
    """How many rows a page has."""

    form = f"1–{LIMIT_MOST}"


class FeedLimit(Whole):
    """How many events a page of the feed has."""

    most: ClassVar[int] = MOST
    form = f"1–{MOST}"


class YearAsked(Whole):
    """A calendar year."""

    form = "年份 YYYY"

    def parsed(self, value: object) -> int:
        """The year, of this century as every budget is."""
        if not _YEAR.fullmatch(str(value)):
            raise r.NotAYear(field=str(self.name))
        return super().parsed(value)


class NumberAsked(Whole):
    """A whole number."""


class Flag(YesNo):
    """Whether something is so."""

    form = "true / false"

    def parsed(self, value: object) -> bool:
        """The answer."""
        if value not in ("true", "false"):
            raise r.NotYesOrNo(field=str(self.name))
        return super().parsed(value)


class PageQuery(Query):
    """Which page, and in which direction."""

    after = Cursor("游标", example="", default=None)
    limit = Limit("每页条数", example=LIMIT_DEFAULT, default=LIMIT_DEFAULT)
    order = Code("顺序", {ASCENDING: "升序", DESCENDING: "降序"}, example=ASCENDING, default=ASCENDING)


def asked_place() -> PlaceCode:
    """A filter by place and all below it."""
    return PlaceCode("地区", example="330502", note="含下级 and all below it", default=None)


def asked_id(zh: str, example: str = "") -> Name:
    """A filter by an id or a code."""
    return Name(zh, example=example, default=None)


def answered(at: At, listing: Callable[..., Page[Any]], asked: dict[str, Any]) -> dict[str, Any]:
    """The page of a list that a query asks for, of the places that the account sees."""
    found = listing(at.book, at.sees, turn_of(asked), **asked)
    return {"items": list(found.rows), "next": found.next}


def turn_of(asked: dict[str, Any]) -> Turn:
    """Which page; takes that out of the query."""
    descending = asked.pop("order") == DESCENDING
    return Turn(after=asked.pop("after"), limit=asked.pop("limit"), descending=descending)


def shown(at: At, view: View[R], kind: Kind, id: str) -> tuple[R, int, dict[str, str]]:
    """One row, with the version of its stream; what is out of sight is answered as what is not there."""
    # The version is read first: a row that is newer than its version is refused on an act, one that is older would not.
    version = at.book.version(kind.stream(id))
    return visible(at.book, view, id, at.sees, kind.name), 200, {"ETag": etag(version)}
