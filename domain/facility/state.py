"""A carrier on the register, folded from its events."""

from datetime import date
from typing import Literal

import msgspec

from domain.events import Recorded
from domain.facility import events


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """A course on the public list."""

    course: str
    title: str
    type: str
    mode: str
    certificate: str


class Recognition(msgspec.Struct, frozen=True, kw_only=True):
    """A standard that the carrier meets; `passed` is what the last check found."""

    standard: str
    level: str
    stars: int
    on: date
    passed: bool = True


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A request to enter."""

    number: int
    priority: bool
    state: Literal["waiting", "admitted", "refused", "left"] = "waiting"


class Facility(msgspec.Struct, frozen=True, kw_only=True):
    """One carrier. The four counts are those of its last report; `reported_on` is None before the first."""

    id: str
    kind: str
    place: str
    name: str
    operator: str
    capacity: int
    registered_by: str
    last_on: date
    recognitions: tuple[Recognition, ...] = ()
    courses: tuple[Course, ...] = ()
    entries: tuple[Entry, ...] = ()
    reported_on: date | None = None
    served: int = 0
    auxiliary_workers: int = 0
    social_work_posts: int = 0
    job_coaches: int = 0
    closed: bool = False

    def recognition(self, standard: str) -> Recognition | None:
        """The recognition of a standard, if there is one."""
        return next((each for each in self.recognitions if each.standard == standard), None)

    @property
    def admitted(self) -> int:
        """How many are in."""
        return sum(each.state == "admitted" for each in self.entries)

    @property
    def priority_waits(self) -> bool:
        """Whether somebody waits who goes before others."""
        return any(each.priority and each.state == "waiting" for each in self.entries)


def evolve(state: Facility | None, recorded: Recorded) -> Facility | None:
    """Fold one event into the carrier."""
    event, on = recorded.event, recorded.meta.effective_on
    if isinstance(event, events.Registered):
        return Facility(
            id=recorded.stream,
            kind=event.kind,
            place=event.place,
            name=event.name,
            operator=event.operator,
            capacity=event.capacity,
            registered_by=recorded.meta.actor,
            last_on=on,
        )
    return None if state is None else msgspec.structs.replace(_followed(state, event, on), last_on=on)


def _followed(state: Facility, event: object, on: date) -> Facility:
    match event:
        case events.Recognised():
            new = Recognition(standard=event.standard, level=event.level, stars=event.stars, on=on)
            return _changed(state, recognitions=(*_others(state, event.standard), new))
        case events.Rechecked():
            return _rechecked(state, event)
        case events.RecognitionWithdrawn():
            return _changed(state, recognitions=_others(state, event.standard))
        case events.Reported():
            counts = {name: getattr(event, name) for name in COUNTS}
            return _changed(state, reported_on=on, **counts)
        case events.CourseListed():
            listed = Course(**{name: getattr(event, name) for name in Course.__struct_fields__})
            others = tuple(each for each in state.courses if each.course != listed.course)
            return _changed(state, courses=(*others, listed))
        case events.EntryRequested():
            return _changed(state, entries=(*state.entries, Entry(number=event.number, priority=event.priority)))
        case events.Admitted():
            return _entry(state, event.number, "admitted")
        case events.EntryRefused():
            return _entry(state, event.number, "refused")
        case events.Left():
            return _entry(state, event.number, "left")
        case events.Closed():
            return _changed(state, closed=True)
    return state


COUNTS = ("served", "auxiliary_workers", "social_work_posts", "job_coaches")


def _rechecked(state: Facility, event: events.Rechecked) -> Facility:
    checked = tuple(
        msgspec.structs.replace(each, passed=event.passed) if each.standard == event.standard else each
        for each in state.recognitions
    )
    return _changed(state, recognitions=checked)


def _others(state: Facility, standard: str) -> tuple[Recognition, ...]:
    return tuple(each for each in state.recognitions if each.standard != standard)


def _entry(state: Facility, number: int, becomes: str) -> Facility:
    entries = list(state.entries)
    entries[number - 1] = msgspec.structs.replace(entries[number - 1], state=becomes)
    return _changed(state, entries=tuple(entries))


def _changed(state: Facility, **fields: object) -> Facility:
    return msgspec.structs.replace(state, **fields)
