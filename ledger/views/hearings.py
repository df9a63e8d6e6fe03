"""The views of what is said against a case: objections during its notice, and the last appeal against its end."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from domain.application import events as e
from ledger.views.view import Entry, Row, View


class ObjectionRow(Row, frozen=True, kw_only=True):
    """Objection `number` of a case: open, upheld or dismissed. One that is open when its case ends stays so."""

    id: str
    case: str
    place: str
    number: int
    status: str
    reference: str
    ground: str
    filed_on: date
    resolved_on: date | None
    resolved_by: str
    finding: str
    last_position: int


class AppealRow(Row, frozen=True, kw_only=True):
    """The last appeal in a case, its `number`-th: open, upheld, changed or revoked."""

    id: str
    place: str
    number: int
    status: str
    reference: str
    filed_on: date
    deadline: date
    decided_on: date | None
    decided_by: str
    finding: str
    last_position: int


def needs_objection(entry: Entry) -> Iterable[str]:
    """The objection of the event."""
    match entry.recorded.event:
        case e.ObjectionFiled(number=number) | e.ObjectionResolved(number=number):
            return (_id(entry, number),)
    return ()


def fold_objection(known: Mapping[str, ObjectionRow], entry: Entry) -> Iterable[ObjectionRow]:
    """Follow the objection."""
    meta, position = entry.recorded.meta, entry.recorded.position
    match entry.recorded.event:
        case e.ObjectionFiled() as event:
            yield ObjectionRow(
                id=_id(entry, event.number),
                case=entry.recorded.stream,
                place=entry.place,
                number=event.number,
                status="open",
                reference=event.reference,
                ground=event.ground,
                filed_on=meta.effective_on,
                resolved_on=None,
                resolved_by="",
                finding="",
                last_position=position,
            )
        case e.ObjectionResolved() as event:
            yield msgspec.structs.replace(
                known[_id(entry, event.number)],
                status="upheld" if event.upheld else "dismissed",
                resolved_on=meta.effective_on,
                resolved_by=meta.actor,
                finding=event.finding,
                last_position=position,
            )


def needs_appeal(entry: Entry) -> Iterable[str]:
    """The case of the event."""
    return (entry.recorded.stream,) if isinstance(entry.recorded.event, e.Appealed | e.AppealDecided) else ()


def fold_appeal(known: Mapping[str, AppealRow], entry: Entry) -> Iterable[AppealRow]:
    """Follow the appeal; a new one stands in for the one before it."""
    stream, meta, position = entry.recorded.stream, entry.recorded.meta, entry.recorded.position
    match entry.recorded.event:
        case e.Appealed() as event:
            yield AppealRow(
                id=stream,
                place=entry.place,
                number=known[stream].number + 1 if stream in known else 1,
                status="open",
                reference=event.reference,
                filed_on=meta.effective_on,
                deadline=event.deadline,
                decided_on=None,
                decided_by="",
                finding="",
                last_position=position,
            )
        case e.AppealDecided() as event:
            yield msgspec.structs.replace(
                known[stream],
                status=event.outcome,
                decided_on=meta.effective_on,
                decided_by=meta.actor,
                finding=event.finding,
                last_position=position,
            )


def _id(entry: Entry, number: int) -> str:
    return f"{entry.recorded.stream}-O{number}"


OBJECTIONS = View(
    "objections",
    ObjectionRow,
    key=("id",),
    fold=fold_objection,
    needs=needs_objection,
    indexes=[("case",), ("status",), ("place",)],
)
APPEALS = View(
    "appeals", AppealRow, key=("id",), fold=fold_appeal, needs=needs_appeal, indexes=[("status",), ("place",)]
)
