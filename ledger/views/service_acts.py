"""The view of what was done for people on the service register, one row an act, by kind, place and day."""

from collections.abc import Iterable, Mapping
from datetime import date

from domain.service import events
from domain.service.kinds import OFFER, REFERRAL, TRAINING
from domain.service.state import EMPLOYED
from ledger.views.view import Entry, Row, View


class ServiceActRow(Row, frozen=True, kw_only=True):
    """One act for one person: provider, how (of a course: type, mode, outcome), and the course, employer or result."""

    position: int
    person: str
    place: str
    kind: str
    on_day: date
    provider: str
    how: str
    detail: str
    actor: str


def fold(_: Mapping[str, ServiceActRow], entry: Entry) -> Iterable[ServiceActRow]:
    """The event's row, if it is such an act."""
    recorded = entry.recorded
    event = recorded.event
    if not isinstance(event, events.PersonEvent) or (act := _act(event)) is None:
        return ()
    kind, provider, how, detail = act
    return (
        ServiceActRow(
            position=recorded.position,
            person=event.person,
            place=event.place,
            kind=kind,
            on_day=recorded.meta.effective_on,
            provider=provider,
            how=how,
            detail=detail,
            actor=recorded.meta.actor,
        ),
    )


def _act(event: events.PersonEvent) -> tuple[str, str, str, str] | None:
    match event:
        case events.Served():
            return event.kind, event.provider, "", event.reference
        case events.OfferMade():
            return OFFER, "", "", event.employer
        case events.Referred():
            return REFERRAL, "", "", event.employer
        case events.ReferralAnswered():
            return "referral_answer", "", "", event.result
        case events.Trained():
            return TRAINING, event.provider, f"{event.type} {event.mode} {event.outcome}", event.course
        case events.DifficultyRecognised():
            return "recognition", "", "", event.ground
        case events.HandedOver() | events.HandoverReceived():
            return ("handover" if isinstance(event, events.HandedOver) else "handover_receipt"), "", "", event.reference
        case events.SituationChanged() if began_work(event):
            return "employment", "", event.situation.employment, ""
    return None


def began_work(event: events.SituationChanged) -> bool:
    """Whether the person was out of work before, and is in work now."""
    return event.situation.employment in EMPLOYED and event.before.employment not in EMPLOYED


SERVICE_ACTS = View(
    "service_acts", ServiceActRow, key=("position",), fold=fold, indexes=[("person",), ("kind", "on_day")]
)
