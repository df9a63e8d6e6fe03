"""The views of public bodies, of the posts that they offered, and of centralised employers' head-counts."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from domain import headcount, public_body
from ledger.views.view import Entry, Row, View


class BodyRow(Row, frozen=True, kw_only=True):
    """A public body or state-owned enterprise by its latest record."""

    id: str
    uscc: str
    place: str
    as_of: date
    kind: str
    level: str
    establishment_posts: int
    posts_filled: int
    school_or_kindergarten: bool
    committee_member: bool
    cadres: int
    pwd_cadres: int
    control_number: int
    non_establishment_staff: int
    reserved_non_establishment: int


class OfferRow(Row, frozen=True, kw_only=True):
    """Posts offered to persons with disabilities."""

    position: int
    uscc: str
    place: str
    post: str
    way: str
    posts: int
    offered_on: date
    document: str


class HeadcountRow(Row, frozen=True, kw_only=True):
    """A centralised employer's month as filed; `channels` have verified it, `disagreeing` found something else."""

    id: str
    employer: str
    place: str
    month: str
    staff: int
    disability_certificates: int
    soldier_certificates: int
    channels: tuple[str, ...]
    disagreeing: tuple[str, ...]


def needs_body(entry: Entry) -> Iterable[str]:
    """No row before the record matters: a record says everything."""
    return ()


def fold_body(_: Mapping[str, BodyRow], entry: Entry) -> Iterable[BodyRow]:
    """Keep the latest record."""
    match entry.recorded.event:
        case public_body.BodyRecorded() as event:
            fields = msgspec.structs.asdict(event.body)
            row = BodyRow(id=entry.recorded.stream, uscc=event.uscc, place=event.place, as_of=event.as_of, **fields)
            return (row,)
    return ()


def fold_offer(_: Mapping[str, OfferRow], entry: Entry) -> Iterable[OfferRow]:
    """Every offer."""
    match entry.recorded.event:
        case public_body.PostsOffered() as event:
            return (OfferRow(position=entry.recorded.position, **msgspec.structs.asdict(event)),)
    return ()


def needs_headcount(entry: Entry) -> Iterable[str]:
    """The head-count of the event."""
    return (entry.recorded.stream,) if entry.recorded.event.topic.startswith("headcount.") else ()


def fold_headcount(known: Mapping[str, HeadcountRow], entry: Entry) -> Iterable[HeadcountRow]:
    """Follow the head-count."""
    match entry.recorded.event:
        case headcount.HeadcountFiled() as event:
            row = HeadcountRow(
                id=entry.recorded.stream,
                employer=event.employer,
                place=event.place,
                month=event.month,
                channels=(),
                disagreeing=(),
                **msgspec.structs.asdict(event.count),
            )
            return (row,)
        case headcount.HeadcountVerified() as event:
            before = known[entry.recorded.stream]
            other = before.disagreeing if event.agrees else (*before.disagreeing, event.channel)
            row = msgspec.structs.replace(before, channels=(*before.channels, event.channel), disagreeing=other)
            return (row,)
    return ()


BODIES = View("public_bodies", BodyRow, key=("id",), fold=fold_body, needs=needs_body, indexes=[("place",)])
OFFERS = View("offered_posts", OfferRow, key=("position",), fold=fold_offer, indexes=[("uscc",)])
HEADCOUNTS = View(
    "headcounts", HeadcountRow, key=("id",), fold=fold_headcount, needs=needs_headcount, indexes=[("employer",)]
)
