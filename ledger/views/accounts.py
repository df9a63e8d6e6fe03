"""The view of accounts: who may act, with which appointments, delegations and declared interests."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from domain.access import events as access
from domain.events import Recorded
from ledger.views.view import Entry, Row, View


class AccountRow(Row, frozen=True, kw_only=True):
    """An account; `standing` is active, suspended or closed.

    An appointment is `role@place`; a delegation to another `number:role@place>account:first..last`, one from another
    `account:number:role@place:first..last` (whether it still holds is said where it was lent); an interest
    `party:relation`.
    """

    id: str
    kind: str
    unit: str
    place: str
    standing: str
    appointments: tuple[str, ...]
    lent: tuple[str, ...]
    borrowed: tuple[str, ...]
    interests: tuple[str, ...]
    opened_on: date
    last_on: date
    version: int
    last_position: int


def needs(entry: Entry) -> Iterable[str]:
    """The account of the event."""
    recorded = entry.recorded
    return (_id(recorded),) if recorded.event.topic.startswith("account.") else ()


def fold(known: Mapping[str, AccountRow], entry: Entry) -> Iterable[AccountRow]:
    """Follow the account."""
    recorded = entry.recorded
    if isinstance(recorded.event, access.Opened):
        return (_new(recorded, recorded.event),)
    if not recorded.event.topic.startswith("account."):
        return ()
    row = msgspec.structs.replace(
        known[_id(recorded)],
        last_on=recorded.meta.effective_on,
        version=recorded.version,
        last_position=recorded.position,
    )
    return (_changed(row, recorded),)


def _new(recorded: Recorded, event: access.Opened) -> AccountRow:
    return AccountRow(
        id=event.account,
        kind=event.kind,
        unit=event.unit,
        place=event.place,
        standing="active",
        appointments=(),
        lent=(),
        borrowed=(),
        interests=(),
        opened_on=recorded.meta.effective_on,
        last_on=recorded.meta.effective_on,
        version=recorded.version,
        last_position=recorded.position,
    )


def _changed(row: AccountRow, recorded: Recorded) -> AccountRow:
    replace = msgspec.structs.replace
    match recorded.event:
        case access.Appointed() as event:
            return replace(row, appointments=(*row.appointments, f"{event.role}@{event.place}"))
        case access.AppointmentEnded() as event:
            held = f"{event.role}@{event.place}"
            kept = tuple(each for each in row.appointments if each != held)
            return replace(_without(row, *event.delegations_ended), appointments=kept)
        case access.Delegated() | access.DelegationEnded() | access.Deputised() as event:
            return _delegated(row, event)
        case access.InterestDeclared() as event:
            return replace(row, interests=(*row.interests, f"{event.party}:{event.relation}"))
        case access.InterestEnded() as event:
            return replace(row, interests=tuple(each for each in row.interests if _begins(each) != event.party))
        case access.Suspended():
            return replace(row, standing="suspended")
        case access.Reinstated():
            return replace(row, standing="active")
        case access.Closed():
            return replace(row, standing="closed", appointments=(), lent=())
    return row


def _delegated(row: AccountRow, event: access.Delegated | access.DelegationEnded | access.Deputised) -> AccountRow:
    match event:
        case access.Delegated():
            lent = f"{event.number}:{event.role}@{event.place}>{event.to}:{event.first_day}..{event.last_day}"
            return msgspec.structs.replace(row, lent=(*row.lent, lent))
        case access.Deputised():
            lender = f"{event.principal}:{event.number}"
            borrowed = f"{lender}:{event.role}@{event.place}:{event.first_day}..{event.last_day}"
            return msgspec.structs.replace(row, borrowed=(*row.borrowed, borrowed))
        case access.DelegationEnded():
            return _without(row, event.number)


def _without(row: AccountRow, *numbers: int) -> AccountRow:
    return msgspec.structs.replace(row, lent=tuple(each for each in row.lent if int(_begins(each)) not in numbers))


def _begins(text: str) -> str:
    return text.partition(":")[0]


def _id(recorded: Recorded) -> str:
    return recorded.stream.removeprefix("account:")


ACCOUNTS = View("accounts", AccountRow, key=("id",), fold=fold, needs=needs, indexes=[("place",)])
