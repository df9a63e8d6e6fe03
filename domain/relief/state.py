"""The state of a relief, folded from its events."""

import re
from datetime import date
from enum import StrEnum
from typing import Any, Literal

import msgspec

from domain.calendar import Month
from domain.events import Recorded
from domain.relief import events as e
from domain.working import Instalment

_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")


class Status(StrEnum):
    """Where a relief stands; a renewal in hand is a flag beside it."""

    REQUESTED = "relief_requested"
    GRANTED = "relief_granted"
    REFUSED = "relief_refused"
    ENDED = "relief_ended"


class Setback(msgspec.Struct, frozen=True, kw_only=True):
    """The last refusal or end, who decided it, and what it took away, until a review of it is decided or too late."""

    kind: Literal["refusal", "end"]
    by: str
    review_until: date
    claims: tuple[str, ...]
    facts: dict[str, Any] | None
    parts: tuple[Instalment, ...]
    ends_on: date | None
    under_review: bool = False


class ReliefCase(msgspec.Struct, frozen=True, kw_only=True):
    """One relief. `pending` are the facts of an undecided request, `pending_claims` what only it claims."""

    id: str
    relief: str
    place: str
    beneficiary: str
    status: Status
    facts: dict[str, Any]
    pending: dict[str, Any] | None
    claims: tuple[str, ...]
    pending_claims: tuple[str, ...]
    requested_by: str
    parts: tuple[Instalment, ...] = ()
    begins_on: date | None = None
    ends_on: date | None = None
    cause: e.Cause | None = None
    setback: Setback | None = None
    last_on: date

    @property
    def amount(self) -> int:
        """What is not charged or not counted so far (fen)."""
        return sum(part.amount for part in self.parts)


def evolve(state: ReliefCase | None, recorded: Recorded) -> ReliefCase | None:
    """Fold one event into the relief."""
    event, day = recorded.event, recorded.meta.effective_on
    if isinstance(event, e.Requested):
        return _requested(state, recorded, event)
    if state is None:
        return None
    state = msgspec.structs.replace(state, last_on=max(state.last_on, day))
    match event:
        case e.Granted() | e.Renewed():
            return _granted(state, event)
        case e.Refused():
            return _refused(state, event, recorded.meta.actor)
        case e.Ended():
            return _ended(state, event, recorded.meta.actor)
        case e.ReviewRequested() if state.setback:
            return msgspec.structs.replace(state, setback=msgspec.structs.replace(state.setback, under_review=True))
        case e.ReviewDecided() if state.setback:
            return _reviewed(state, state.setback, event)
    return state


def _requested(state: ReliefCase | None, recorded: Recorded, event: e.Requested) -> ReliefCase:
    if state is None:
        return ReliefCase(
            id=recorded.stream,
            relief=event.relief,
            place=event.place,
            beneficiary=event.beneficiary,
            status=Status.REQUESTED,
            facts=event.facts,
            pending=event.facts,
            claims=event.claims,
            pending_claims=event.claims,
            requested_by=recorded.meta.actor,
            last_on=recorded.meta.effective_on,
        )
    return msgspec.structs.replace(
        state,
        pending=event.facts,
        claims=(*state.claims, *event.claims),
        pending_claims=event.claims,
        requested_by=recorded.meta.actor,
        setback=None,
        last_on=max(state.last_on, recorded.meta.effective_on),
    )


def _granted(state: ReliefCase, event: e.Granted | e.Renewed) -> ReliefCase:
    return msgspec.structs.replace(
        state,
        status=Status.GRANTED,
        facts=event.facts,
        pending=None,
        pending_claims=(),
        parts=(*state.parts, *event.decision.instalments),
        begins_on=min(state.begins_on or event.begins_on, event.begins_on),
        ends_on=event.ends_on,
        cause=None,
        setback=None,
    )


def _refused(state: ReliefCase, event: e.Refused, by: str) -> ReliefCase:
    setback = Setback(
        kind="refusal",
        by=by,
        review_until=event.review_until,
        claims=event.claims_released,
        facts=state.pending,
        parts=state.parts,
        ends_on=state.ends_on,
    )
    return msgspec.structs.replace(
        state,
        status=Status.REFUSED if state.status is Status.REQUESTED else state.status,
        pending=None,
        pending_claims=(),
        claims=tuple(claim for claim in state.claims if claim not in event.claims_released),
        setback=setback,
    )


def _ended(state: ReliefCase, event: e.Ended, by: str) -> ReliefCase:
    setback = Setback(
        kind="end",
        by=by,
        review_until=event.review_until,
        claims=event.claims_released,
        facts=None,
        parts=state.parts,
        ends_on=state.ends_on,
    )
    return msgspec.structs.replace(
        state,
        status=Status.ENDED,
        parts=tuple(part for part in state.parts if not lies_behind(part.label, event.ends_on)),
        ends_on=event.ends_on,
        cause=event.cause,
        claims=tuple(claim for claim in state.claims if claim not in event.claims_released),
        setback=setback,
    )


def _reviewed(state: ReliefCase, setback: Setback, event: e.ReviewDecided) -> ReliefCase:
    replace = msgspec.structs.replace
    state = replace(state, setback=None, claims=(*state.claims, *event.claims_taken))
    if event.undone == "refusal":
        status = Status.REQUESTED if state.status is Status.REFUSED else state.status
        return replace(state, status=status, pending=setback.facts, pending_claims=event.claims_taken)
    if event.undone == "end":
        return replace(state, status=Status.GRANTED, parts=setback.parts, ends_on=event.ends_on, cause=None)
    return state


def bound_until(state: ReliefCase, claim: str) -> date | None:
    """The last day of the months that the relief's choice binds; None where it binds once for good."""
    choice = claim.rpartition(":")[0]
    periods = [held.rpartition(":")[2] for held in state.claims if held.rpartition(":")[0] == choice]
    last = max(periods, default="")
    return Month.parse(last).last_day if _MONTH.fullmatch(last) else None


def lies_behind(period: str, ends_on: date) -> bool:
    """Whether a month begins after the last day of the relief; other periods never do."""
    return _MONTH.fullmatch(period) is not None and period > str(Month.of(ends_on))
