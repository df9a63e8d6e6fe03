"""The view of the service register: one row a person."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from domain.service import events
from ledger.views.view import Entry, Row, View


class FileRow(Row, frozen=True, kw_only=True):
    """A person on the register; `failed_referrals` counts the last ones in a row."""

    id: str
    place: str
    basis: str
    employment: str
    university: str
    since: date
    enrolled_on: date
    last_position: int
    recognised_on: date | None = None
    officer: str = ""
    plan_open: bool = False
    handover: str = "none"
    services: int = 0
    offers: int = 0
    failed_referrals: int = 0
    closed: bool = False


def needs(entry: Entry) -> Iterable[str]:
    """The person of the event."""
    event = entry.recorded.event
    return (event.person,) if isinstance(event, events.PersonEvent) else ()


def fold(known: Mapping[str, FileRow], entry: Entry) -> Iterable[FileRow]:
    """Follow the person."""
    event, on = entry.recorded.event, entry.recorded.meta.effective_on
    if isinstance(event, events.Enrolled):
        return (_enrolled(known.get(event.person), event, on, entry.recorded.position),)
    if not isinstance(event, events.PersonEvent):
        return ()
    changed = _followed(known[event.person], event, on)
    return (msgspec.structs.replace(changed, last_position=entry.recorded.position),)


def _enrolled(before: FileRow | None, event: events.Enrolled, on: date, position: int) -> FileRow:
    """A new row; who comes back keeps the counts of what was done."""
    return FileRow(
        id=event.person,
        place=event.place,
        basis=event.basis,
        employment=event.situation.employment,
        university=event.situation.university,
        since=on,
        enrolled_on=on,
        last_position=position,
        services=before.services if before else 0,
        offers=before.offers if before else 0,
        failed_referrals=before.failed_referrals if before else 0,
    )


def _followed(row: FileRow, event: events.PersonEvent, on: date) -> FileRow:
    match event:
        case events.SituationChanged(situation=now):
            since = row.since if now.employment == row.employment else on
            return _changed(row, employment=now.employment, university=now.university, since=since)
        case events.DifficultyRecognised():
            return _changed(row, recognised_on=on)
        case events.DifficultyEnded():
            return _changed(row, recognised_on=None)
        case events.OfficerAssigned():
            return _changed(row, officer=event.officer)
        case events.PlanOpened() | events.PlanClosed():
            return _changed(row, plan_open=isinstance(event, events.PlanOpened))
        case events.HandedOver():
            return _changed(row, handover="handed_over")
        case events.HandoverReceived():
            return _changed(row, handover="received")
        case events.Closed():
            return _changed(row, closed=True)
    return _counted(row, event)


def _counted(row: FileRow, event: events.PersonEvent) -> FileRow:
    match event:
        case events.Served() | events.Trained():
            return _changed(row, services=row.services + 1)
        case events.OfferMade():
            return _changed(row, offers=event.number)
        case events.ReferralAnswered(result="placed"):
            return _changed(row, failed_referrals=0)
        case events.ReferralAnswered(result="not_placed"):
            return _changed(row, failed_referrals=row.failed_referrals + 1)
    return row


def _changed(row: FileRow, **fields: object) -> FileRow:
    return msgspec.structs.replace(row, **fields)


SERVICE_FILES = View("service_files", FileRow, key=("id",), fold=fold, needs=needs, indexes=[("place",)])
