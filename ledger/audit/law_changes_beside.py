"""What a change of law does to reliefs and levies: no money of the fund follows, so each line says what to do."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Final, Literal

import msgspec

from domain.adjustment import Cause
from domain.calendar import Month
from domain.errors import Refusal
from domain.relief.state import Status
from domain.statutes.book import Provision, StatuteBook
from domain.statutes.reading import Name, ReadBook, name_of
from domain.working import Decision
from ledger.audit.beside import Beside, Kind, beside
from ledger.audit.law_changes import named, reach_of, reached
from ledger.audit.recalculation import News
from ledger.book import Book
from ledger.law import statutes_of
from ledger.retroactive import cause_of, news

Todo = Literal["", "reassess", "redo", "end", "request", "renew", "outside"]

ADVICE: Final[dict[Todo, str]] = {
    "": "不能重算,先查明原因 · it cannot be recomputed: find out why",
    "reassess": "按现行规定重新核定,多缴的退还:levy apply-law {subject}"
    " · assess it anew by the law of today, refund what was too much",
    "redo": "以 {ends_on} 为最后一日终止,再续期申请其后的月份:relief end {subject} --last-day {ends_on},"
    "relief request --renews {subject} · end it with that day, then ask for the later months anew",
    "end": "不再符合条件,应予终止:relief end {subject} · the conditions are not met any more: end it",
    "request": "可以重新申请:relief request · it may be requested anew",
    "renew": "可以再次申请续期:relief request --renews {subject} · its renewal may be requested anew",
    "outside": "已经终止,由收费(征税)单位补收或者退还 · it has ended: whoever charges settles the difference",
}
"""What to do about a line, with the command that does it."""


class TouchedBeside(msgspec.Struct, frozen=True, kw_only=True):
    """A decision on a relief or a levy that the law known now gives differently (fen), and the rows that do it.

    `ends_on` is the last day with which a relief must end so that the months that change can be asked for anew;
    `problem` says why it cannot be recomputed, if so: then there is no difference.
    """

    kind: Kind
    case: str
    subject: str
    programme: str
    place: str
    year: int
    status: str
    decided_on: date
    before: int
    after: int
    difference: int
    granted_before: bool
    granted_after: bool
    causes: tuple[Cause, ...] = ()
    todo: Todo = ""
    ends_on: date | None = None
    problem: str = ""

    @property
    def advice(self) -> str:
        """What to do, in both languages."""
        return ADVICE[self.todo].format(subject=self.subject, ends_on=self.ends_on)


def touched_beside(book: Book, rows: Collection[Provision], today: date) -> tuple[TouchedBeside, ...]:
    """Every decision on a relief or a levy of the book that one of these rows changes."""
    statutes, reach, names = statutes_of(book), reach_of(rows), {name_of(row) for row in rows}
    known = News(statutes, today)
    return tuple(
        line
        for each in beside(book)
        if reached(reach, each.programme, each.place) and not known.stands(each)
        for line in _compared(each, statutes, names, today)
    )


def _compared(each: Beside, statutes: StatuteBook, names: Collection[Name], today: date) -> Iterator[TouchedBeside]:
    reading = ReadBook(statutes)
    try:
        again = each.decide(reading, today)
    except Refusal as refusal:
        yield _line(each, each.amount, granted=each.granted, problem=f"{refusal.zh} {refusal.en}")
        return
    after = each.holds(again)
    if (after, again.granted) == (each.amount, each.granted):
        return
    causes = tuple(map(cause_of, news(reading.read, each.decision)))
    if named(causes, names):
        todo = _todo(each, again)
        ends_on = _ends_on(each, again) if todo == "redo" else None
        yield _line(each, after, granted=again.granted, causes=causes, todo=todo, ends_on=ends_on)


def _line(
    each: Beside,
    after: int,
    *,
    granted: bool,
    causes: tuple[Cause, ...] = (),
    todo: Todo = "",
    ends_on: date | None = None,
    problem: str = "",
) -> TouchedBeside:
    return TouchedBeside(
        kind=each.kind,
        case=each.case,
        subject=each.subject,
        programme=each.programme,
        place=each.place,
        year=each.year,
        status=each.status,
        decided_on=each.known_on,
        before=each.amount,
        after=after,
        difference=after - each.amount,
        granted_before=each.granted,
        granted_after=granted,
        causes=causes,
        todo=todo,
        ends_on=ends_on,
        problem=problem,
    )


def _todo(each: Beside, again: Decision) -> Todo:
    if each.kind == "levy":
        return "reassess"
    if not each.granted:
        return "request" if each.status == Status.REFUSED else "renew"
    if each.status == Status.ENDED:
        return "outside"
    return "redo" if again.granted else "end"


def _ends_on(each: Beside, again: Decision) -> date | None:
    """The day before the first month that changes; None where there are no months."""
    before, after = ({part.label: part.amount for part in each.parts(known)} for known in (each.decision, again))
    months = [label for label in before.keys() | after.keys() if before.get(label) != after.get(label)]
    return Month.parse(min(months)).first_day - timedelta(days=1) if months else None
