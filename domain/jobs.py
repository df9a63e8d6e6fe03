"""Batches of posts and of labour projects that are developed for persons with disabilities, and who takes them up."""

from datetime import date
from typing import ClassVar, Final

import msgspec

from domain.act import Act
from domain.actor import authorise
from domain.errors import Refusal
from domain.events import Event, Recorded
from domain.facility.refusals import FacilityClosed
from domain.facility.state import Facility
from domain.identity import parse_uscc
from domain.places import parse_place
from domain.service.filing import pseudonym
from domain.stated import positive
from domain.wording import clean

ROLE = "jobs_officer"
PROJECT: Final = "auxiliary_project"
KINDS: Final = (
    "public_body",
    "soe_targeted",
    "platform_targeted",
    "private_targeted",
    "love_post",
    "common_wealth_post",
    "hospital_blind_massage",
    PROJECT,
)
"""What is developed: posts for directed recruitment, and projects of labour for auxiliary employment."""


class UnknownBatchKind(Refusal):
    """未知的岗位类型「{kind}」;可用:{known}。

    Unknown kind of posts "{kind}"; known: {known}.
    """


class NoPostLeft(Refusal):
    """批次 {batch} 只剩 {left} 个,本次需要 {wanted} 个。

    Batch {batch} has {left} left; {wanted} are needed.
    """


class PersonOnBatch(Refusal):
    """{person} 已在批次 {batch} 上岗。

    {person} holds a post of batch {batch} already.
    """


class PersonNotOnBatch(Refusal):
    """{person} 没有在批次 {batch} 上岗。

    {person} holds no post of batch {batch}.
    """


class PostsAndProjectsDiffer(Refusal):
    """「{kind}」不能办理「{act}」:岗位由个人上岗,劳动项目调配给机构。

    "{act}" is not possible for "{kind}": people take posts, bodies are given projects.
    """


class BatchEvent(Event, frozen=True, kw_only=True):
    """Something that concerns one batch of a kind at a place."""

    kind: str
    place: str


class Developed(BatchEvent, frozen=True, kw_only=True):
    """An employer (credit code) offers so many posts, or so many units of a labour project."""

    topic: ClassVar[str] = "jobs.Developed"
    developer: str
    title: str
    count: int
    document: str


class Filled(BatchEvent, frozen=True, kw_only=True):
    """A person took one of the posts."""

    topic: ClassVar[str] = "jobs.Filled"
    person: str


class Vacated(BatchEvent, frozen=True, kw_only=True):
    """A person left the post."""

    topic: ClassVar[str] = "jobs.Vacated"
    person: str
    ground: str


class Allocated(BatchEvent, frozen=True, kw_only=True):
    """So many units of a labour project were given to a body of auxiliary employment."""

    topic: ClassVar[str] = "jobs.Allocated"
    facility: str
    count: int


class Withdrawn(BatchEvent, frozen=True, kw_only=True):
    """So many posts or units that nobody had were taken back."""

    topic: ClassVar[str] = "jobs.Withdrawn"
    count: int
    ground: str


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """One batch: `count` are those that were developed and not taken back."""

    id: str
    kind: str
    place: str
    count: int
    developed_on: date
    last_on: date
    holders: tuple[str, ...] = ()
    allocated: int = 0

    @property
    def left(self) -> int:
        """How many nobody has."""
        return self.count - len(self.holders) - self.allocated


def evolve(state: Batch | None, recorded: Recorded) -> Batch | None:
    """Fold one event into the batch."""
    event, on = recorded.event, recorded.meta.effective_on
    if isinstance(event, Developed):
        return Batch(
            id=recorded.stream, kind=event.kind, place=event.place, count=event.count, developed_on=on, last_on=on
        )
    return None if state is None else msgspec.structs.replace(_followed(state, event), last_on=on)


def _followed(state: Batch, event: Event) -> Batch:
    match event:
        case Filled():
            return msgspec.structs.replace(state, holders=(*state.holders, event.person))
        case Vacated():
            return msgspec.structs.replace(state, holders=tuple(each for each in state.holders if each != event.person))
        case Allocated():
            return msgspec.structs.replace(state, allocated=state.allocated + event.count)
        case Withdrawn():
            return msgspec.structs.replace(state, count=state.count - event.count)
    return state


def develop(*, kind: str, place: str, developer: str, title: str, count: int, document: str, act: Act) -> Event:
    """Enter posts, or units of a labour project, that an employer (credit code) offers."""
    authorise(act.actor, "jobs", ROLE, parse_place(place), developer)
    if kind not in KINDS:
        raise UnknownBatchKind(field="kind", kind=kind, known=", ".join(KINDS))
    positive(count)
    return Developed(
        kind=kind,
        place=place,
        developer=parse_uscc(developer, field="developer"),
        title=clean(title, "title"),
        count=count,
        document=clean(document, "document"),
    )


def fill(state: Batch, *, person: str, act: Act) -> Event:
    """Let a person take one of the posts."""
    _may(state, "job_filling", act, person, project=False)
    if person in state.holders:
        raise PersonOnBatch(field="person", person=person, batch=state.id)
    _enough(state, 1)
    return Filled(kind=state.kind, place=state.place, person=pseudonym(person))


def vacate(state: Batch, *, person: str, ground: str, act: Act) -> Event:
    """Let a person leave the post."""
    _may(state, "job_filling", act, person, project=False)
    if person not in state.holders:
        raise PersonNotOnBatch(field="person", person=person, batch=state.id)
    return Vacated(kind=state.kind, place=state.place, person=person, ground=clean(ground, "ground"))


def allocate(state: Batch, *, facility: Facility, count: int, act: Act) -> Event:
    """Give units of a labour project to a body that is open."""
    _may(state, "project_allocation", act, project=True)
    positive(count)
    _enough(state, count)
    if facility.closed:
        raise FacilityClosed(field="facility", facility=facility.id, act="project_allocation")
    return Allocated(kind=state.kind, place=state.place, facility=facility.id, count=count)


def withdraw(state: Batch, *, count: int, ground: str, act: Act) -> Event:
    """Take back what nobody has."""
    authorise(act.actor, "jobs", ROLE, state.place)
    act.must_not_precede(state.last_on)
    positive(count)
    _enough(state, count)
    return Withdrawn(kind=state.kind, place=state.place, count=count, ground=clean(ground, "ground"))


def _may(state: Batch, name: str, act: Act, *concerning: object, project: bool) -> None:
    authorise(act.actor, name, ROLE, state.place, *concerning)
    if (state.kind == PROJECT) is not project:
        raise PostsAndProjectsDiffer(field="kind", kind=state.kind, act=name)
    act.must_not_precede(state.last_on)


def _enough(state: Batch, wanted: int) -> None:
    if wanted > state.left:
        raise NoPostLeft(field="count", batch=state.id, left=state.left, wanted=wanted)
