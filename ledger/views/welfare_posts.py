"""The view of public-welfare posts: how many there are of a kind with an employer, and how many are filled."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from domain import welfare_posts
from ledger.views.view import Entry, Row, View


class WelfarePostRow(Row, frozen=True, kw_only=True):
    """The posts of one kind that one employer has at one place; `opened` counts all that were ever opened."""

    id: str
    place: str
    kind: str
    employer: str
    seats: int
    filled: int
    opened: int
    opened_on: date
    last_position: int


_EVENTS = (welfare_posts.Opened, welfare_posts.Recruited, welfare_posts.Vacated, welfare_posts.Closed)


def needs(entry: Entry) -> Iterable[str]:
    """The posts of the event's employer."""
    event = entry.recorded.event
    return (_id(entry.recorded.stream, event.employer),) if isinstance(event, _EVENTS) else ()


def fold(known: Mapping[str, WelfarePostRow], entry: Entry) -> Iterable[WelfarePostRow]:
    """Follow the posts."""
    event, position = entry.recorded.event, entry.recorded.position
    if not isinstance(event, _EVENTS):
        return ()
    row = known.get(_id(entry.recorded.stream, event.employer)) or _new(entry, event)
    match event:
        case welfare_posts.Opened():
            return (_moved(row, position, seats=event.seats, opened=event.seats),)
        case welfare_posts.Recruited():
            return (_moved(row, position, filled=1),)
        case welfare_posts.Vacated():
            return (_moved(row, position, filled=-1),)
        case welfare_posts.Closed():
            return (_moved(row, position, seats=-event.seats),)


def _moved(row: WelfarePostRow, position: int, *, seats: int = 0, filled: int = 0, opened: int = 0) -> WelfarePostRow:
    return msgspec.structs.replace(
        row,
        seats=row.seats + seats,
        filled=row.filled + filled,
        opened=row.opened + opened,
        last_position=position,
    )


def _new(
    entry: Entry, event: welfare_posts.Opened | welfare_posts.Recruited | welfare_posts.Vacated | welfare_posts.Closed
) -> WelfarePostRow:
    return WelfarePostRow(
        id=_id(entry.recorded.stream, event.employer),
        place=event.place,
        kind=event.kind,
        employer=event.employer,
        seats=0,
        filled=0,
        opened=0,
        opened_on=entry.recorded.meta.effective_on,
        last_position=entry.recorded.position,
    )


def _id(stream: str, employer: str) -> str:
    return f"{stream}-{employer}"


WELFARE_POSTS = View("welfare_posts", WelfarePostRow, key=("id",), fold=fold, needs=needs, indexes=[("kind",)])
