"""The view of the timeline: every event as one line, who did it in which role, when and why."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from ledger.views.summaries import summary
from ledger.views.view import Entry, Row, View, case_of


class TimelineRow(Row, frozen=True, kw_only=True):
    """An event for people. It counts from `effective_on`, is known since `recorded_at` and concerns `place`."""

    position: int
    stream: str
    version: int
    case: str
    place: str
    topic: str
    effective_on: date
    recorded_at: datetime
    actor: str
    roles: tuple[str, ...]
    reason: str
    command_id: str
    zh: str
    en: str


def fold(_: Mapping[str, TimelineRow], entry: Entry) -> Iterable[TimelineRow]:
    """The event's line."""
    recorded = entry.recorded
    meta, (zh, en) = recorded.meta, summary(recorded.event)
    return (
        TimelineRow(
            position=recorded.position,
            stream=recorded.stream,
            version=recorded.version,
            case=case_of(recorded),
            place=entry.place,
            topic=recorded.event.topic,
            effective_on=meta.effective_on,
            recorded_at=meta.recorded_at,
            actor=meta.actor,
            roles=meta.roles,
            reason=meta.reason,
            command_id=meta.command_id,
            zh=zh,
            en=en,
        ),
    )


TIMELINE = View(
    "timeline",
    TimelineRow,
    key=("position",),
    fold=fold,
    indexes=[("case",), ("stream",), ("actor",), ("place", "position")],
)
