"""Two entries that may be one person: a suggestion with its grounds, and what people judged. Nothing is ever merged."""

from base64 import b32encode
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import ClassVar, Final, Literal

import msgspec

from domain.act import Act
from domain.actor import authorise, must_be_another
from domain.alert import EvidenceRow
from domain.errors import Refusal
from domain.events import Event, Recorded
from domain.wording import clean

ANALYST: Final = "fraud_analyst"
REVIEWER: Final = "fraud_reviewer"
SUGGESTING: Final = "identity_suggesting"
JUDGING: Final = "identity_judging"
CONFIRMING: Final = "identity_confirming"
"""What is done with a pair, by its name in `names`."""

Verdict = Literal["same_person", "different_persons", "identity_unclear"]


class NothingToConfirm(Refusal):
    """{pair} 的状态是「{status}」,没有待复核的「同一人」判断。

    {pair} is "{status}": nobody judged it to be one person and waits for a second one.
    """

    ids = Refusal.ids | {"pair"}


class SamePersonJudges(Refusal):
    """{actor} 已判断 {pair} 为同一人,须由另一人复核。

    {actor} judged {pair} to be one person; another officer confirms that.
    """

    ids = Refusal.ids | {"pair"}


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """How alike the two are in one column (names of the model), and what that weighs (hundredths of a bit)."""

    column: str
    level: str
    weight: int


class Suggested(Event, frozen=True, kw_only=True):
    """Record linkage found that two pseudonyms may stand for one person.

    `weight` (hundredths of a bit) and `grounds` follow from the `model` of that SHA-256; `evidence` are both entries.
    """

    topic: ClassVar[str] = "identity.Suggested"
    place: str
    left: str
    right: str
    weight: int
    grounds: tuple[Ground, ...]
    evidence: tuple[EvidenceRow, ...]
    model: str


class Completed(Event, frozen=True, kw_only=True):
    """The entries of the register of identities were compared by a model (SHA-256); `known` pairs were told before."""

    topic: ClassVar[str] = "linkage.Completed"
    place: str
    model: str
    entries: int
    suggested: int
    known: int


class Judged(Event, frozen=True, kw_only=True):
    """Somebody looked: one person, two persons, or unclear. One person counts when a second officer confirms it."""

    topic: ClassVar[str] = "identity.Judged"
    place: str
    left: str
    right: str
    verdict: Verdict
    ground: str


class Confirmed(Event, frozen=True, kw_only=True):
    """A second officer confirmed that both are one person: from now on each is shown with the other."""

    topic: ClassVar[str] = "identity.Confirmed"
    place: str
    left: str
    right: str
    ground: str


class PairStatus(StrEnum):
    """Where a pair stands."""

    SUGGESTED = "identity_suggested"
    PROPOSED = "same_person_proposed"
    SAME = "same_person"
    DIFFERENT = "different_persons"
    UNCLEAR = "identity_unclear"


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """One pair of pseudonyms."""

    id: str
    place: str
    left: str
    right: str
    last_on: date
    judged_by: str = ""
    status: PairStatus = PairStatus.SUGGESTED


def stream_of(left: str, right: str) -> str:
    """The stream of a pair, whichever is named first."""
    digest = sha256("|".join(sorted((left, right))).encode()).digest()
    return f"identity:{b32encode(digest)[:16].decode()}"


def evolve(state: Pair | None, recorded: Recorded) -> Pair | None:
    """Fold one event into the pair."""
    event, meta = recorded.event, recorded.meta
    match event:
        case Suggested() if state is None:
            return Pair(
                id=recorded.stream, place=event.place, left=event.left, right=event.right, last_on=meta.effective_on
            )
        case Judged() | Confirmed() if state is not None:
            last_on = max(state.last_on, meta.effective_on)
            by = meta.actor if isinstance(event, Judged) else state.judged_by
            return msgspec.structs.replace(state, status=status_after(event), judged_by=by, last_on=last_on)
    return state


def status_after(event: Event) -> PairStatus:
    """Where an event leaves a pair."""
    match event:
        case Confirmed():
            return PairStatus.SAME
        case Judged(verdict="same_person"):
            return PairStatus.PROPOSED
        case Judged(verdict="different_persons"):
            return PairStatus.DIFFERENT
        case Judged(verdict="identity_unclear"):
            return PairStatus.UNCLEAR
    return PairStatus.SUGGESTED


def complete(place: str, model: str, *, entries: int, suggested: int, known: int, act: Act) -> Event:
    """Say that entries were compared, and how many pairs were found; refuses who is no analyst of the place."""
    authorise(act.actor, SUGGESTING, ANALYST, place)
    return Completed(place=place, model=model, entries=entries, suggested=suggested, known=known)


def judge(state: Pair, *, verdict: Verdict, ground: str, act: Act) -> Event:
    """Say what a pair is, and why; what was said before may be said anew."""
    authorise(act.actor, JUDGING, ANALYST, state.place, state)
    act.must_not_precede(state.last_on)
    return Judged(
        place=state.place, left=state.left, right=state.right, verdict=verdict, ground=clean(ground, "ground")
    )


def confirm(state: Pair, *, ground: str, act: Act) -> Event:
    """Confirm, as a second officer, that both are one person."""
    authorise(act.actor, CONFIRMING, REVIEWER, state.place, state)
    if state.status is not PairStatus.PROPOSED:
        raise NothingToConfirm(field="pair", pair=state.id, status=state.status.value)
    same = SamePersonJudges(field="actor", actor=act.actor.id, pair=state.id)
    must_be_another(act.actor, (state.judged_by,), same)
    act.must_not_precede(state.last_on)
    return Confirmed(place=state.place, left=state.left, right=state.right, ground=clean(ground, "ground"))
