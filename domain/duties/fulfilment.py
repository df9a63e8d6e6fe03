"""What was done for a duty in one period: fulfilments, each with its document, withdrawn ones, and a waiver."""

from datetime import date
from typing import ClassVar, Literal

import msgspec

from domain.act import Act
from domain.actor import authorise, must_be_another
from domain.duties.schedule import Duty, Period
from domain.errors import Refusal
from domain.events import Event, Recorded
from domain.stated import positive, sha256_of_file

ROLE = "duty_officer"
"""Who records what was done."""
WAIVER_ROLE = "duty_supervisor"
"""Who may record that a duty was waived: never somebody who recorded its fulfilment."""

Standing = Literal["open", "fulfilled", "late", "overdue", "waived", "recorded", "unrecorded"]
"""Where a duty stands; the last two where the text says no day, so that nothing can be overdue."""


class DoneBeforePeriod(Refusal):
    """履行日 {on} 早于该期开始({begins}),不能算作本期履行。

    It was done on {on}, before the period began ({begins}), and does not count for it.
    """


class DocumentUsedAlready(Refusal):
    """文件「{document}」已登记为该职责本期的第 {number} 次履行。

    The document "{document}" already stands as fulfilment {number} of this duty in this period.
    """


class NoSuchFulfilment(Refusal):
    """该职责本期没有第 {number} 次履行,或已撤销。

    This duty has no fulfilment {number} in this period, or it was withdrawn.
    """


class DutyWaived(Refusal):
    """该职责本期已依「{document}」免除。

    This duty was waived for the period by "{document}".
    """


class SamePersonWaives(Refusal):
    """{actor} 登记过该职责本期的履行,不得由其登记免除。

    {actor} recorded what was done for this duty in the period and may not record its waiver.
    """


class Fulfilled(Event, frozen=True, kw_only=True):
    """The duty was done `count` times; the document proves it, `digest` (SHA-256, or empty) is of its file."""

    topic: ClassVar[str] = "duty.Fulfilled"
    duty: str
    name_zh: str
    name_en: str
    place: str
    period: str
    number: int
    count: int
    least: int
    due: date | None
    document: str
    digest: str
    authority: str


class Retracted(Event, frozen=True, kw_only=True):
    """A fulfilment was recorded wrongly and does not count any more."""

    topic: ClassVar[str] = "duty.Retracted"
    duty: str
    place: str
    period: str
    number: int
    ground: str


class Waived(Event, frozen=True, kw_only=True):
    """The duty was waived for the period, by a document of whoever may."""

    topic: ClassVar[str] = "duty.Waived"
    duty: str
    name_zh: str
    name_en: str
    place: str
    period: str
    least: int
    due: date | None
    document: str


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """One fulfilment that stands."""

    number: int
    on: date
    count: int
    document: str


class Fulfilment(msgspec.Struct, frozen=True, kw_only=True):
    """One duty of one place in one period."""

    duty: str
    place: str
    period: str
    done: tuple[Done, ...] = ()
    last_number: int = 0
    waived_by: str = ""
    recorded_by: tuple[str, ...] = ()


def stream_of(code: str, place: str, period: str) -> str:
    """The stream of a duty in a period."""
    return f"duty:{code}:{place}:{period}"


def evolve(state: Fulfilment | None, recorded: Recorded) -> Fulfilment | None:
    """Fold one event into the fulfilment."""
    event = recorded.event
    if not isinstance(event, Fulfilled | Retracted | Waived):
        return state
    known = state or Fulfilment(duty=event.duty, place=event.place, period=event.period)
    match event:
        case Fulfilled():
            done = Done(number=event.number, on=recorded.meta.effective_on, count=event.count, document=event.document)
            return msgspec.structs.replace(
                known,
                done=(*known.done, done),
                last_number=event.number,
                recorded_by=(*known.recorded_by, recorded.meta.actor),
            )
        case Retracted():
            return msgspec.structs.replace(known, done=tuple(d for d in known.done if d.number != event.number))
        case Waived():
            return msgspec.structs.replace(known, waived_by=event.document)


def fulfil(
    state: Fulfilment | None,
    *,
    duty: Duty,
    place: str,
    period: Period,
    count: int,
    document: str,
    digest: str,
    act: Act,
) -> Event:
    """Record that the duty was done on the value date; done late it still counts, and shows as late."""
    authorise(act.actor, "duty", ROLE, place)
    known = state or Fulfilment(duty=duty.code, place=place, period=period.id)
    _not_waived(known)
    if act.on < period.begins:
        raise DoneBeforePeriod(field="on", rule=duty.authority, on=act.on, begins=period.begins)
    positive(count)
    if digest:
        sha256_of_file(digest)
    for done in known.done:
        if done.document == document:
            raise DocumentUsedAlready(field="document", document=document, number=done.number)
    return Fulfilled(
        duty=duty.code,
        name_zh=duty.zh,
        name_en=duty.en,
        place=place,
        period=period.id,
        number=known.last_number + 1,
        count=count,
        least=duty.least,
        due=period.due,
        document=document,
        digest=digest,
        authority=duty.authority,
    )


def retract(state: Fulfilment, *, number: int, ground: str, act: Act) -> Event:
    """Withdraw a fulfilment that was recorded wrongly; the number is never used again."""
    authorise(act.actor, "duty", ROLE, state.place)
    if number not in {done.number for done in state.done}:
        raise NoSuchFulfilment(field="number", number=number)
    return Retracted(duty=state.duty, place=state.place, period=state.period, number=number, ground=ground)


def waive(state: Fulfilment | None, *, duty: Duty, place: str, period: Period, document: str, act: Act) -> Event:
    """Record that the duty is waived for the period, by somebody else than who recorded what was done."""
    authorise(act.actor, "waiver", WAIVER_ROLE, place)
    known = state or Fulfilment(duty=duty.code, place=place, period=period.id)
    _not_waived(known)
    must_be_another(act.actor, known.recorded_by, SamePersonWaives(field="actor", actor=act.actor.id))
    return Waived(
        duty=duty.code,
        name_zh=duty.zh,
        name_en=duty.en,
        place=place,
        period=period.id,
        least=duty.least,
        due=period.due,
        document=document,
    )


def standing(*, least: int, due: date | None, done: tuple[Done, ...], waived: bool, as_of: date) -> Standing:
    """Where the duty stands at the end of a day: done often enough in time, late, still open, or overdue."""
    if waived:
        return "waived"
    completed = completed_on(least=least, done=tuple(each for each in done if each.on <= as_of))
    if due is None:
        return "recorded" if completed else "unrecorded"
    if completed is None:
        return "overdue" if as_of > due else "open"
    return "fulfilled" if completed <= due else "late"


def completed_on(*, least: int, done: tuple[Done, ...]) -> date | None:
    """The day on which it had been done often enough; None while it has not."""
    times = 0
    for each in sorted(done, key=lambda each: (each.on, each.number)):
        times += each.count
        if times >= least:
            return each.on
    return None


def _not_waived(state: Fulfilment) -> None:
    if state.waived_by:
        raise DutyWaived(field="period", document=state.waived_by)
