"""The view of holds: which approved tranches may not leave, on what grounds and until when, and what came of them."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from domain import hold
from domain.hold import HoldStatus
from ledger.views.view import Entry, Row, View


class HoldRow(Row, frozen=True, kw_only=True):
    """The last hold of a tranche, by the payment that it would be. `amount` (fen) is what is, or was last, held.

    `checks` and `alerts` are those of its grounds, `authority` their clauses. An active one whose last day is over
    counts no more: whoever pays says so. `renewals` and `ended_…` are of this hold, not of an earlier one.
    """

    id: str
    case: str
    place: str
    tranche: int
    line: str
    party: str
    amount: int
    status: str
    checks: tuple[str, ...]
    alerts: tuple[str, ...]
    authority: str
    placed_on: date
    placed_by: str
    until: date
    renewals: int
    renewed_by: str
    ended_on: date | None
    ended_by: str
    ground: str
    version: int
    last_position: int


def needs(entry: Entry) -> Iterable[str]:
    """The hold of the event."""
    of = _id_of(entry)
    return (of,) if of else ()


def fold(known: Mapping[str, HoldRow], entry: Entry) -> Iterable[HoldRow]:
    """Follow the hold; one that is placed again begins anew."""
    of = _id_of(entry)
    if not of:
        return ()
    recorded = entry.recorded
    if isinstance(recorded.event, hold.Placed):
        return (_new(of, entry, recorded.event),)
    changed = _changed(known[of], entry)
    return (msgspec.structs.replace(changed, version=recorded.version, last_position=recorded.position),)


def _id_of(entry: Entry) -> str:
    recorded = entry.recorded
    return recorded.stream.removeprefix(hold.PREFIX) if recorded.event.topic.startswith("hold.") else ""


def _new(of: str, entry: Entry, event: hold.Placed) -> HoldRow:
    grounds, meta = event.grounds, entry.recorded.meta
    return HoldRow(
        id=of,
        case=event.case,
        place=entry.place,
        tranche=event.tranche,
        line=event.line.key,
        party=event.party,
        amount=event.amount + event.returned,
        status=HoldStatus.ACTIVE.value,
        checks=tuple(dict.fromkeys(ground.check for ground in grounds if ground.check)),
        alerts=tuple(dict.fromkeys(ground.alert for ground in grounds if ground.alert)),
        authority="、".join(dict.fromkeys(ground.authority for ground in grounds)),
        placed_on=meta.effective_on,
        placed_by=meta.actor,
        until=event.until,
        renewals=0,
        renewed_by="",
        ended_on=None,
        ended_by="",
        ground="",
        version=entry.recorded.version,
        last_position=entry.recorded.position,
    )


def _changed(row: HoldRow, entry: Entry) -> HoldRow:
    replace = msgspec.structs.replace
    match entry.recorded.event:
        case hold.Renewed() as event:
            by = entry.recorded.meta.actor
            return replace(row, until=event.until, renewals=row.renewals + 1, renewed_by=by)
        case hold.Reduced() as event:
            return replace(row, amount=row.amount - event.amount)
        case hold.Released() as event:
            return _ended(replace(row, ground=event.ground), HoldStatus.RELEASED, entry)
        case hold.Expired():
            return _ended(row, HoldStatus.EXPIRED, entry)
        case hold.Ended():
            return _ended(row, HoldStatus.ENDED, entry)
    return row


def _ended(row: HoldRow, status: HoldStatus, entry: Entry) -> HoldRow:
    meta = entry.recorded.meta
    return msgspec.structs.replace(row, status=status.value, ended_on=meta.effective_on, ended_by=meta.actor)


HOLDS = View(
    "holds",
    HoldRow,
    key=("id",),
    fold=fold,
    needs=needs,
    indexes=[("case",), ("status", "until"), ("party",), ("place",)],
)
