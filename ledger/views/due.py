"""Which duties are owed at a place, and where each stands at the end of a day."""

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from domain.duties.fulfilment import Done, Standing, completed_on, standing, stream_of
from domain.duties.schedule import Duty, Period, duties_of
from domain.places import covers, places_within
from ledger.book import Book
from ledger.law import statutes_of
from ledger.views import queries
from ledger.views.duties import DutyRow


class Owed(msgspec.Struct, frozen=True, kw_only=True):
    """A duty of a place in a period; `times` of `least`, done often enough on `completed_on`."""

    duty: Duty
    place: str
    period: Period
    standing: Standing
    times: int
    completed_on: date | None
    documents: tuple[str, ...]
    waived_by: str


def owed(book: Book, *, as_of: date, place: str | None = None) -> list[Owed]:
    """Every duty of the book's places (or of those in `place`) whose period has begun by the day, by place and due."""
    outer = place or book.place
    known = {row.id: row for row in queries.duties(book)}
    duties = duties_of(statutes_of(book), as_of)
    found = [
        _owed(duty, each, period, known.get(stream_of(duty.code, each, period.id)), as_of)
        for each in places_within(outer)
        if covers(book.place, each)
        for duty, period in _periods(duties, each, as_of)
    ]
    return sorted(found, key=lambda one: (one.place, one.period.due or date.max, one.duty.code, one.period.id))


def _periods(duties: Iterable[Duty], place: str, as_of: date) -> Iterator[tuple[Duty, Period]]:
    for duty in duties:
        if duty.owed_by(place):
            yield from ((duty, period) for period in duty.periods() if period.begins <= as_of)


def _owed(duty: Duty, place: str, period: Period, row: DutyRow | None, as_of: date) -> Owed:
    done = tuple(each for each in row.fulfilments() if each.on <= as_of) if row else ()
    waived_by = row.waived_by if row else ""
    return Owed(
        duty=duty,
        place=place,
        period=period,
        standing=standing(least=duty.least, due=period.due, done=done, waived=bool(waived_by), as_of=as_of),
        times=_times(done),
        completed_on=completed_on(least=duty.least, done=done),
        documents=tuple(each.document for each in done),
        waived_by=waived_by,
    )


def _times(done: tuple[Done, ...]) -> int:
    return sum(each.count for each in done)
