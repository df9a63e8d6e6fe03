"""The views of random inspection: the lists that were drawn, and every item with what was found on it."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from domain import inspection_sample
from ledger.views.view import Entry, Row, View


class SampleRow(Row, frozen=True, kw_only=True):
    """A list: what it was drawn from, and how many of its `items` were found to be what so far."""

    id: str
    kind: str
    place: str
    first: date
    last: date
    share_pct: int
    number: int
    seed: str
    position: int
    population: int
    digest: str
    items: int
    drawn_on: date
    drawn_by: str
    version: int
    last_position: int


class SampleItemRow(Row, frozen=True, kw_only=True):
    """An item of a list, in the order of the draw; the finding is blank until somebody looked."""

    id: str
    sample: str
    rank: int
    item: str
    finding: str
    note: str
    found_on: date | None
    found_by: str
    last_position: int


def needs(entry: Entry) -> Iterable[str]:
    """The list of the event."""
    return (entry.recorded.stream,) if entry.recorded.event.topic.startswith("sample.") else ()


def fold(known: Mapping[str, SampleRow], entry: Entry) -> Iterable[SampleRow]:
    """Follow the list."""
    recorded = entry.recorded
    match recorded.event:
        case inspection_sample.Drawn() as event:
            return (_new(entry, event),)
        case inspection_sample.FindingRecorded():
            changed = {"version": recorded.version, "last_position": recorded.position}
            return (msgspec.structs.replace(known[recorded.stream], **changed),)
    return ()


def _new(entry: Entry, event: inspection_sample.Drawn) -> SampleRow:
    recorded = entry.recorded
    return SampleRow(
        id=recorded.stream,
        kind=event.kind,
        place=event.place,
        first=event.first,
        last=event.last,
        share_pct=event.share_pct,
        number=event.number,
        seed=event.seed,
        position=event.position,
        population=event.population,
        digest=event.digest,
        items=len(event.items),
        drawn_on=recorded.meta.effective_on,
        drawn_by=recorded.meta.actor,
        version=recorded.version,
        last_position=recorded.position,
    )


def item_id(sample: str, item: str) -> str:
    """The id of an item of a list."""
    return f"{sample}|{item}"


def needs_items(entry: Entry) -> Iterable[str]:
    """The item that was looked at."""
    event = entry.recorded.event
    return (item_id(entry.recorded.stream, event.item),) if isinstance(event, inspection_sample.FindingRecorded) else ()


def fold_items(known: Mapping[str, SampleItemRow], entry: Entry) -> Iterable[SampleItemRow]:
    """The items as they are drawn, then what was found."""
    recorded = entry.recorded
    match recorded.event:
        case inspection_sample.Drawn() as event:
            return (_item(entry, rank, item) for rank, item in enumerate(event.items, start=1))
        case inspection_sample.FindingRecorded() as event:
            row = msgspec.structs.replace(
                known[item_id(recorded.stream, event.item)],
                finding=event.finding,
                note=event.note,
                found_on=recorded.meta.effective_on,
                found_by=recorded.meta.actor,
                last_position=recorded.position,
            )
            return (row,)
    return ()


def _item(entry: Entry, rank: int, item: str) -> SampleItemRow:
    return SampleItemRow(
        id=item_id(entry.recorded.stream, item),
        sample=entry.recorded.stream,
        rank=rank,
        item=item,
        finding="",
        note="",
        found_on=None,
        found_by="",
        last_position=entry.recorded.position,
    )


SAMPLES = View("samples", SampleRow, key=("id",), fold=fold, needs=needs, indexes=[("place",)])
SAMPLE_ITEMS = View(
    "sample_items", SampleItemRow, key=("id",), fold=fold_items, needs=needs_items, indexes=[("sample",), ("item",)]
)
