"""Public-welfare posts 公益性岗位 of one kind at one place: opened when none is vacant, filled in the plan's order."""

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar, Final

import msgspec

from domain import welfare_post_refusals as r
from domain.act import Act
from domain.actor import authorise
from domain.events import Event, Recorded
from domain.names import zh
from domain.party import is_pseudonym
from domain.plans.implementer import Implementer
from domain.register_names import POST_KINDS
from domain.stated import positive
from domain.statutes.book import Law
from domain.wording import clean, identifier

ROLE: Final = "post_officer"
RECRUITER_ROLE: Final = "recruitment_officer"


class Candidate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody who applied for a post: a pseudonym for a person with disabilities, any label for others."""

    person: str
    score: int
    suitable: bool = True
    pwd: bool = False
    difficulty: bool = False


class Opened(Event, frozen=True, kw_only=True):
    """An employer opened posts; the document says by whose decision."""

    topic: ClassVar[str] = "welfare_post.Opened"
    place: str
    kind: str
    employer: str
    seats: int
    run_by_grass_roots: bool
    otherwise_funded: bool
    document: str


class Recruited(Event, frozen=True, kw_only=True):
    """A candidate got a post; `order` is the rule of priority that the place had, blank where it had none."""

    topic: ClassVar[str] = "welfare_post.Recruited"
    place: str
    kind: str
    employer: str
    person: str
    candidates: tuple[Candidate, ...]
    order: str
    authority: str


class Vacated(Event, frozen=True, kw_only=True):
    """A holder left the post."""

    topic: ClassVar[str] = "welfare_post.Vacated"
    place: str
    kind: str
    employer: str
    person: str
    ground: str


class Closed(Event, frozen=True, kw_only=True):
    """Vacant posts were given up."""

    topic: ClassVar[str] = "welfare_post.Closed"
    place: str
    kind: str
    employer: str
    seats: int
    ground: str


class Posts(msgspec.Struct, frozen=True, kw_only=True):
    """The posts of one kind at one place: how many each employer has, and who holds them."""

    place: str
    kind: str
    seats: dict[str, int] = {}
    holders: dict[str, tuple[str, ...]] = {}
    last_on: date = date.min

    def vacant_at(self, employer: str) -> int:
        """How many posts of the employer nobody holds."""
        return self.seats.get(employer, 0) - len(self.holders.get(employer, ()))

    @property
    def vacant(self) -> int:
        """How many posts nobody holds."""
        return sum(self.vacant_at(employer) for employer in self.seats)


def stream_of(place: str, kind: str) -> str:
    """The id of the posts of a kind at a place."""
    if kind not in POST_KINDS:
        raise r.UnknownPostKind(field="kind", kind=kind, known="、".join(POST_KINDS))
    return f"W-{place}-{kind}"


def evolve(state: Posts | None, recorded: Recorded) -> Posts | None:
    """Fold one event into the posts."""
    match recorded.event:
        case Opened() as event:
            known = state or Posts(place=event.place, kind=event.kind)
            return _changed(known, recorded, event.employer, seats=event.seats)
        case Recruited() as event if state is not None:
            return _changed(state, recorded, event.employer, joins=(event.person,))
        case Vacated() as event if state is not None:
            return _changed(state, recorded, event.employer, leaves=event.person)
        case Closed() as event if state is not None:
            return _changed(state, recorded, event.employer, seats=-event.seats)
    return state


def _changed(
    state: Posts, recorded: Recorded, employer: str, *, seats: int = 0, joins: tuple[str, ...] = (), leaves: str = ""
) -> Posts:
    stay = tuple(person for person in state.holders.get(employer, ()) if person != leaves)
    return msgspec.structs.replace(
        state,
        seats={**state.seats, employer: state.seats.get(employer, 0) + seats},
        holders={**state.holders, employer: (*stay, *joins)},
        last_on=max(state.last_on, recorded.meta.effective_on),
    )


def open_posts(
    state: Posts,
    *,
    employer: str,
    seats: int,
    run_by_grass_roots: bool,
    otherwise_funded: bool,
    document: str,
    law: Law,
    act: Act,
) -> Event:
    """Open posts: of a kind that the place lists, not paid by another fund, and none while others stand vacant."""
    _may(state, ROLE, act, employer)
    positive(seats, "seats")
    kinds = law.find("post_kinds", act.on)
    if kinds is not None and state.kind not in kinds.table["names"]:
        raise r.PostKindNotListed(field="kind", rule=kinds.authority, kind=state.kind, place=state.place)
    auxiliary = law.find("grass_roots_auxiliary_only", act.on) if state.kind == "auxiliary_post" else None
    if auxiliary is not None and auxiliary.flag and (otherwise_funded or not run_by_grass_roots):
        raise r.PostOtherwiseFunded(field="otherwise_funded", rule=auxiliary.authority)
    existing = law.find("use_existing_first", act.on)
    if existing is not None and existing.flag and state.vacant:
        raise r.ExistingPostsVacant(
            field="seats", rule=existing.authority, place=state.place, kind=state.kind, vacant=state.vacant
        )
    return Opened(
        place=state.place,
        kind=state.kind,
        employer=employer,
        seats=seats,
        run_by_grass_roots=run_by_grass_roots,
        otherwise_funded=otherwise_funded,
        document=clean(document, "document"),
    )


def recruit(
    state: Posts, *, employer: str, person: str, candidates: tuple[Candidate, ...], law: Law, act: Act
) -> Event:
    """Give a vacant post to a candidate, whom nobody may precede by the order of the place."""
    _may(state, RECRUITER_ROLE, act, employer, person, candidates)
    if not state.vacant_at(employer):
        raise r.NoVacantPost(field="employer", employer=employer, kind=state.kind)
    chosen = _chosen(person, candidates)
    if any(person in holders for holders in state.holders.values()):
        raise r.PersonHoldsPost(field="person", person=person, kind=state.kind)
    priority = law.find("priority", act.on)
    if priority is not None:
        rank = _ORDERS[priority.text]
        first = max((each for each in candidates if each.suitable), key=rank)
        if rank(chosen) < rank(first):
            raise r.PriorityPassedOver(
                field="person", rule=priority.authority, first=first.person, order=zh(priority.text)
            )
    return Recruited(
        place=state.place,
        kind=state.kind,
        employer=employer,
        person=person,
        candidates=candidates,
        order=priority.text if priority else "",
        authority=priority.authority if priority else "",
    )


def _chosen(person: str, candidates: tuple[Candidate, ...]) -> Candidate:
    known: dict[str, Candidate] = {}
    for each in candidates:
        if identifier(each.person, "candidates") in known:
            raise r.CandidateTwice(field="candidates", person=each.person)
        known[each.person] = each
    if person not in known:
        raise r.NotACandidate(field="person", person=person)
    chosen = known[person]
    if not chosen.suitable or (chosen.pwd and not is_pseudonym(person)):
        raise r.CandidateNotSuitable(field="person", person=person)
    return chosen


def vacate(state: Posts, *, employer: str, person: str, ground: str, act: Act) -> Event:
    """A holder leaves; the post is vacant again."""
    _may(state, ROLE, act, employer, person)
    if person not in state.holders.get(employer, ()):
        raise r.PersonNotInPost(field="person", person=person, employer=employer, kind=state.kind)
    return Vacated(place=state.place, kind=state.kind, employer=employer, person=person, ground=clean(ground, "ground"))


def close(state: Posts, *, employer: str, seats: int, ground: str, act: Act) -> Event:
    """Give vacant posts up; one that somebody holds is vacated first."""
    _may(state, ROLE, act, employer)
    positive(seats, "seats")
    if seats > (vacant := state.vacant_at(employer)):
        raise r.FewerVacant(field="seats", seats=seats, vacant=vacant)
    return Closed(place=state.place, kind=state.kind, employer=employer, seats=seats, ground=clean(ground, "ground"))


def _may(state: Posts, role: str, act: Act, *concerning: object) -> None:
    authorise(act.actor, "welfare_post", role, state.place, *concerning)
    act.must_not_precede(state.last_on)


_ORDERS: Final[dict[str, Callable[[Candidate], Any]]] = {
    "suitable_pwd_first": lambda each: (each.pwd, each.score),
    "difficulty_first": lambda each: (each.pwd and each.difficulty, each.pwd, each.score),
    "pwd_under_equal_conditions": lambda each: (each.score, each.pwd),
}

IMPLEMENTERS: Final[tuple[Implementer, ...]] = (
    Implementer(
        kind="register",
        code="welfare_posts",
        name_zh="公益性岗位台账",
        name_en="register of public-welfare posts",
        rules=("P1-021", "P2-008", "P2-035", "P3-026", "P4-018", "P5-029"),
    ),
)
