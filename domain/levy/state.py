"""The levy of one employer and year, folded from its events."""

from datetime import date
from typing import Any

import msgspec

from domain.events import Recorded
from domain.levy import events as e
from domain.levy.surcharge import Owed
from domain.working import Decision


class Levy(msgspec.Struct, frozen=True, kw_only=True):
    """Amounts in fen. `principal` is the levy after reassessment and waiver; `owed` how the outstanding part moved.

    `due_on` is the day on which it is due, `warned_until` the day up to which a warned employer may pay. `said_by` are
    the officers who ever said how much is owed, `received_by` those who recorded what came in.
    """

    id: str
    uscc: str
    year: int
    place: str
    facts: dict[str, Any]
    decision: Decision
    due_on: date
    principal: int
    outstanding: int
    owed: tuple[Owed, ...]
    said_by: frozenset[str]
    last_on: date
    received_by: frozenset[str] = frozenset()
    waived: int = 0
    received: int = 0
    overpaid: int = 0
    refunded: int = 0
    surcharge: int = 0
    surcharge_due: int = 0
    surcharged_until: date | None = None
    warned_until: date | None = None


def stream_of(uscc: str, year: int) -> str:
    """The stream of an employer's levy of a year."""
    return f"levy:{uscc}:{year}"


def evolve(state: Levy | None, recorded: Recorded) -> Levy | None:
    """Fold one event into the levy."""
    event = recorded.event
    if isinstance(event, e.Assessed):
        return _begun(event, recorded)
    if state is None:
        return None
    state = msgspec.structs.replace(state, last_on=max(state.last_on, recorded.meta.effective_on))
    match event:
        case e.Reassessed():
            return _reassessed(state, event, recorded)
        case e.Waived():
            cut = _cut(state, event.cut)
            return msgspec.structs.replace(cut, waived=cut.waived + event.amount, said_by=_and(cut.said_by, recorded))
        case e.Deferred():
            return msgspec.structs.replace(state, due_on=event.until)
        case e.Received():
            return _received(state, event, recorded)
        case e.ArrearsNoticed():
            return msgspec.structs.replace(state, warned_until=event.deadline)
        case e.SurchargeCharged():
            return _charged(state, event)
        case e.Refunded():
            left = state.overpaid - event.amount
            return msgspec.structs.replace(state, overpaid=left, refunded=state.refunded + event.amount)
    return state


def _begun(event: e.Assessed, recorded: Recorded) -> Levy:
    amount, day = event.decision.amount, recorded.meta.effective_on
    return Levy(
        id=recorded.stream,
        uscc=event.uscc,
        year=event.year,
        place=event.place,
        facts=event.facts,
        decision=event.decision,
        due_on=event.due_on,
        principal=amount,
        outstanding=amount,
        owed=(Owed(since=min(day, event.due_on), amount=amount),),
        said_by=_and(frozenset(), recorded),
        last_on=day,
    )


def _reassessed(state: Levy, event: e.Reassessed, recorded: Recorded) -> Levy:
    cut = _cut(state, event.cut)
    more = cut.outstanding + event.more
    return msgspec.structs.replace(
        cut,
        facts=event.facts,
        decision=event.decision,
        principal=cut.principal + event.more,
        outstanding=more,
        owed=(*cut.owed, Owed(since=recorded.meta.effective_on, amount=more)) if event.more else cut.owed,
        overpaid=cut.overpaid + event.surcharge_cut.paid,
        surcharge=cut.surcharge - event.surcharge_cut.amount,
        surcharge_due=cut.surcharge_due - event.surcharge_cut.owed,
        said_by=_and(cut.said_by, recorded),
    )


def _cut(state: Levy, cut: e.Cut) -> Levy:
    """The levy was never owed to that extent: nothing is late of it either."""
    return msgspec.structs.replace(
        state,
        principal=state.principal - cut.amount,
        outstanding=state.outstanding - cut.owed,
        overpaid=state.overpaid + cut.paid,
        owed=lowered(state.owed, cut.amount),
    )


def lowered(owed: tuple[Owed, ...], amount: int) -> tuple[Owed, ...]:
    """What was owed on each day, had the levy been that much (fen) smaller from the first."""
    return tuple(Owed(since=entry.since, amount=max(0, entry.amount - amount)) for entry in owed)


def _received(state: Levy, event: e.Received, recorded: Recorded) -> Levy:
    left = state.outstanding - event.levy
    entry = Owed(since=recorded.meta.effective_on, amount=left)
    return msgspec.structs.replace(
        state,
        outstanding=left,
        owed=(*state.owed, entry) if event.levy else state.owed,
        received=state.received + event.receipt.amount,
        overpaid=state.overpaid + event.overpaid,
        surcharge_due=state.surcharge_due - event.surcharge,
        received_by=_and(state.received_by, recorded),
    )


def _charged(state: Levy, event: e.SurchargeCharged) -> Levy:
    amount = event.decision.amount
    return msgspec.structs.replace(
        state,
        surcharge=state.surcharge + amount,
        surcharge_due=state.surcharge_due + amount,
        surcharged_until=event.facts.until,
    )


def _and(officers: frozenset[str], recorded: Recorded) -> frozenset[str]:
    return officers | {recorded.meta.actor}
