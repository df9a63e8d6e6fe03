"""A random inspection list: drawn from everything by a rule that anybody can repeat, and what was found on each."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from hashlib import sha256
from typing import ClassVar, Final, Literal

import msgspec

from domain.act import Act
from domain.actor import Actor, authorise, must_be_another
from domain.errors import Refusal
from domain.events import Event, Recorded
from domain.inspection_population import Kind
from domain.places import covers
from domain.wording import clean, identifier

DRAWER_ROLE: Final = "fraud_analyst"
INSPECTOR_ROLES: Final = ("site_inspector", "fraud_analyst")
DRAWING: Final = "inspection_drawing"
FINDING: Final = "inspection_finding"
"""What is done with a list, by its name in `names`."""

Finding = Literal["in_order", "error", "fraud_suspected"]


class PeriodTurnedAround(Refusal):
    """抽查期间的开始日 {first} 晚于结束日 {last}。

    The period begins on {first}, after its end on {last}.
    """


class NothingToInspect(Refusal):
    """{place} 在 {first} 至 {last} 没有可抽查的「{kind}」。

    There is nothing of the kind "{kind}" to inspect at {place} from {first} to {last}.
    """


class ShareOrNumber(Refusal):
    """抽查比例(1–100)与抽查数(1 以上)须且只须写一项,现为比例 {share}、数量 {number}。

    Give either a share of 1 to 100 per cent or a number of at least 1, not share {share} with number {number}.
    """


class NotOnTheList(Refusal):
    """{item} 不在抽查单 {sample} 中。

    {item} is not on the list {sample}.
    """

    ids = Refusal.ids | {"item", "sample"}


class InspectsOwnDecision(Refusal):
    """{actor} 参与办理过 {item},不得登记对它的抽查结果。

    {actor} took part in {item} and may not record what its inspection found.
    """

    ids = Refusal.ids | {"item"}


class Drawn(Event, frozen=True, kw_only=True):
    """A list was drawn from all of a kind in a place and period, as the book stood at `position`.

    `share_pct` or `number` said how many, the other is 0. `population` were there; `digest` is the SHA-256 of their
    sorted ids, one to a line. Of them the `items` have the smallest SHA-256 of "seed|id".
    """

    topic: ClassVar[str] = "sample.Drawn"
    kind: Kind
    place: str
    first: date
    last: date
    share_pct: int
    number: int
    seed: str
    position: int
    population: int
    digest: str
    items: tuple[str, ...]


class FindingRecorded(Event, frozen=True, kw_only=True):
    """What the inspection of one item found; a later finding on the same item stands in for it."""

    topic: ClassVar[str] = "sample.FindingRecorded"
    place: str
    item: str
    finding: Finding
    note: str


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """A list and its findings by item."""

    id: str
    kind: Kind
    place: str
    items: tuple[str, ...]
    last_on: date
    findings: dict[str, Finding] = {}


def evolve(state: Sample | None, recorded: Recorded) -> Sample | None:
    """Fold one event into the list."""
    on = recorded.meta.effective_on
    match recorded.event:
        case Drawn() as event:
            return Sample(id=recorded.stream, kind=event.kind, place=event.place, items=event.items, last_on=on)
        case FindingRecorded() as event if state is not None:
            findings = state.findings | {event.item: event.finding}
            return msgspec.structs.replace(state, findings=findings, last_on=max(state.last_on, on))
    return state


def must_be_drawable(actor: Actor, *, place: str, first: date, last: date, share_pct: int, number: int) -> None:
    """Refuse before anybody reads the whole book for it."""
    authorise(actor, DRAWING, DRAWER_ROLE, place)
    if first > last:
        raise PeriodTurnedAround(field="first", first=first, last=last)
    if not (1 <= share_pct <= 100 and number == 0) and not (share_pct == 0 and number >= 1):
        raise ShareOrNumber(field="share", share=share_pct, number=number)


def draw(
    population: Iterable[str],
    *,
    kind: Kind,
    place: str,
    first: date,
    last: date,
    share_pct: int,
    number: int,
    seed: str,
    position: int,
    act: Act,
) -> Event:
    """Draw from a population of ids."""
    must_be_drawable(act.actor, place=place, first=first, last=last, share_pct=share_pct, number=number)
    ids = sorted(population)
    if not ids:
        raise NothingToInspect(field="population", kind=kind, place=place, first=first, last=last)
    return Drawn(
        kind=kind,
        place=place,
        first=first,
        last=last,
        share_pct=share_pct,
        number=number,
        seed=identifier(seed, "seed"),
        position=position,
        population=len(ids),
        digest=digest_of(ids),
        items=chosen(ids, seed, how_many(len(ids), share_pct, number)),
    )


def how_many(population: int, share_pct: int, number: int) -> int:
    """So many, or so many per cent, rounded up; never more than there are."""
    return min(population, number or -(-population * share_pct // 100))


def chosen(ids: Iterable[str], seed: str, many: int) -> tuple[str, ...]:
    """The ids with the smallest SHA-256 of "seed|id", in that order."""
    return tuple(sorted(ids, key=lambda id: sha256(f"{seed}|{id}".encode()).digest())[:many])


def digest_of(ids: Sequence[str]) -> str:
    """SHA-256 of sorted ids, one to a line."""
    return sha256("".join(f"{id}\n" for id in ids).encode()).hexdigest()


def record(state: Sample, *, item: str, finding: Finding, note: str, decided_by: Collection[str], act: Act) -> Event:
    """Record what was found, by somebody who had no hand in the item; `decided_by` are those who had."""
    _must_inspect(act.actor, state.place)
    if item not in state.items:
        raise NotOnTheList(field="item", item=item, sample=state.id)
    must_be_another(act.actor, decided_by, InspectsOwnDecision(field="actor", actor=act.actor.id, item=item))
    act.must_not_precede(state.last_on)
    return FindingRecorded(place=state.place, item=item, finding=finding, note=clean(note, "note"))


def _must_inspect(actor: Actor, place: str) -> None:
    """Either role will do, where it is held for the place."""
    held = [role for role in INSPECTOR_ROLES if actor.places_of(role)] or [*INSPECTOR_ROLES]
    here = (role for role in held if any(covers(known, place) for known in actor.places_of(role)))
    authorise(actor, FINDING, next(here, held[0]), place)
