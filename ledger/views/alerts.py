"""The view of alerts: what was told about whom, where each stands; and which cases each concerns."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from domain import alert
from domain.alert import AlertStatus
from ledger.views.view import Entry, Row, View


class AlertRow(Row, frozen=True, kw_only=True):
    """An alert as it was told last; `amount` (fen) is at risk, 0 where unknown, `facts` are JSON.

    `content` and `facts_digest` are what a new hit is compared with. It is put aside through `suppressed_until`.
    `finding` is how it was confirmed, `code` why it was innocent; `no_hit_since` the run that hit it no more.
    """

    id: str
    check: str
    check_version: int
    text_digest: str
    subject_kind: str
    subject: str
    period: str
    place: str
    mode: str
    severity: str
    amount: int
    facts: str
    evidence: int
    authority: str
    cases: tuple[str, ...]
    run: str
    status: str
    finding: str
    code: str
    investigation: str
    suppression: str
    suppressed_until: date | None
    no_hit_since: str
    raised_on: date
    last_on: date
    content: str
    facts_digest: str
    version: int
    first_position: int
    last_position: int


class AlertCaseRow(Row, frozen=True, kw_only=True):
    """The telling at a position names a case."""

    position: int
    alert: str
    case: str


def needs(entry: Entry) -> Iterable[str]:
    """The alert of the event."""
    return (entry.recorded.stream,) if entry.recorded.event.topic.startswith("alert.") else ()


def fold(known: Mapping[str, AlertRow], entry: Entry) -> Iterable[AlertRow]:
    """Follow the alert."""
    recorded = entry.recorded
    event, on = recorded.event, recorded.meta.effective_on
    if isinstance(event, alert.Raised):
        return (_new(entry, event),)
    if not event.topic.startswith("alert."):
        return ()
    row = known[recorded.stream]
    row = msgspec.structs.replace(
        row, last_on=max(row.last_on, on), version=recorded.version, last_position=recorded.position
    )
    match event:
        case alert.Refreshed():
            return (msgspec.structs.replace(row, **_told(event)),)
        case alert.NoLongerHit():
            return (msgspec.structs.replace(row, no_hit_since=event.run),)
        case alert.Joined():
            return (msgspec.structs.replace(row, investigation=event.investigation),)
        case alert.Suppressed():
            return (msgspec.structs.replace(row, suppression=event.suppression, suppressed_until=event.until),)
        case alert.Cleared():
            told = {"status": AlertStatus.CLEARED.value, "code": event.code, "finding": ""}
            return (msgspec.structs.replace(row, investigation=event.investigation, **told),)
        case alert.Confirmed():
            told = {"status": AlertStatus.CONFIRMED.value, "code": "", "finding": event.finding}
            return (msgspec.structs.replace(row, investigation=event.investigation, **told),)
        case alert.Reopened():
            status = AlertStatus.OPEN.value
            return (msgspec.structs.replace(row, status=status, code="", finding="", investigation=""),)
    return (row,)


def fold_cases(_: Mapping[str, AlertCaseRow], entry: Entry) -> Iterable[AlertCaseRow]:
    """The cases that a telling names."""
    event, position = entry.recorded.event, entry.recorded.position
    if not isinstance(event, alert.Told):
        return ()
    cases = dict.fromkeys(event.cases)
    return [AlertCaseRow(position=position, alert=entry.recorded.stream, case=case) for case in cases]


def _told(event: alert.Told) -> dict[str, object]:
    return {
        "check_version": event.check_version,
        "text_digest": event.text_digest,
        "place": event.place,
        "mode": event.mode,
        "severity": event.severity,
        "amount": event.amount,
        "facts": msgspec.json.encode(event.facts, order="sorted").decode(),
        "evidence": len(event.evidence),
        "authority": event.authority,
        "cases": event.cases,
        "run": event.run,
        "no_hit_since": "",
        "content": alert.content_of(event.hit),
        "facts_digest": alert.facts_of(event.hit),
    }


def _new(entry: Entry, event: alert.Raised) -> AlertRow:
    recorded = entry.recorded
    told: dict[str, object] = {
        "id": recorded.stream,
        "check": event.check,
        "subject_kind": event.subject_kind,
        "subject": event.subject,
        "period": event.period,
        "status": AlertStatus.OPEN.value,
        "finding": "",
        "code": "",
        "investigation": "",
        "suppression": "",
        "suppressed_until": None,
        "raised_on": recorded.meta.effective_on,
        "last_on": recorded.meta.effective_on,
        "version": recorded.version,
        "first_position": recorded.position,
        "last_position": recorded.position,
        **_told(event),
    }
    return AlertRow(**told)  # type: ignore[arg-type]


ALERTS = View(
    "alerts",
    AlertRow,
    key=("id",),
    fold=fold,
    needs=needs,
    indexes=[("status", "check"), ("subject",), ("place",), ("investigation",)],
)
ALERT_CASES = View("alert_cases", AlertCaseRow, key=("position", "case"), fold=fold_cases, indexes=[("case",)])
