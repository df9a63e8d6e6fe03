"""The view of places: where each stream belongs, so that each place finds what happens in it."""

from collections.abc import Iterable, Mapping

from domain.events import Event, Recorded
from ledger.views.view import Entry, Row, View, case_of


class StreamPlaceRow(Row, frozen=True, kw_only=True):
    """The place (GB/T 2260) that a stream belongs to."""

    id: str
    place: str


def needs(entry: Entry) -> Iterable[str]:
    """The stream of the event and its case."""
    case = case_of(entry.recorded)
    return (entry.recorded.stream, case) if case else (entry.recorded.stream,)


def place_of(known: Mapping[str, StreamPlaceRow], recorded: Recorded) -> str:
    """The place of an event: that of its case, else the one it names, else that of its stream, else the book's own.

    The case goes first because money often lies on the budget line of a higher place than the one that decides.
    """
    if (case := known.get(case_of(recorded))) is not None:
        return case.place
    if named := _named(recorded.event) or _of_line(recorded.event):
        return named
    stream = known.get(recorded.stream)
    return recorded.meta.book if stream is None else stream.place


def fold(known: Mapping[str, StreamPlaceRow], entry: Entry) -> Iterable[StreamPlaceRow]:
    """A stream begins somewhere and may move; a budget line of a lower place does not move its fund."""
    recorded = entry.recorded
    before = known.get(recorded.stream)
    if before is None or (entry.place != before.place and _named(recorded.event)):
        return (StreamPlaceRow(id=recorded.stream, place=entry.place),)
    return ()


def _named(event: Event) -> str:
    """The place that an event names, itself or in the terms of a placement; accounts are the whole book's business."""
    if event.topic.startswith("account."):
        return ""
    return str(getattr(event, "place", "") or getattr(getattr(event, "terms", None), "place", ""))


def _of_line(event: Event) -> str:
    return str(getattr(getattr(event, "line", None), "place", ""))


STREAM_PLACES = View("stream_places", StreamPlaceRow, key=("id",), fold=fold, needs=needs)
