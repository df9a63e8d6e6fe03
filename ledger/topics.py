"""The published event topics: every event class of the domain, imported here by name, and their upcasters."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from domain import (
    adjustment,
    alert,
    check_policy,
    check_run,
    document,
    evidence,
    exchange,
    fund,
    headcount,
    hold,
    identity_link,
    imports,
    inspection_sample,
    jobs,
    opening,
    party,
    payment,
    public_body,
    publication,
    recovery,
    suppression,
    welfare_posts,
)
from domain.access import audit
from domain.access import events as access
from domain.application import events as application
from domain.certification import events as certification
from domain.duties import fulfilment
from domain.events import Event, event_classes
from domain.facility import events as facility
from domain.investigation import events as investigation
from domain.levy import credit
from domain.levy import events as levy
from domain.placement import events as placement
from domain.relief import events as relief
from domain.service import events as service
from domain.targets import figures
from domain.webhook import events as webhook
from ledger.codec import Codec, Upcaster

MODULES = (
    check_policy,
    access,
    adjustment,
    alert,
    application,
    audit,
    check_run,
    credit,
    certification,
    document,
    evidence,
    exchange,
    figures,
    facility,
    identity_link,
    imports,
    investigation,
    inspection_sample,
    jobs,
    fulfilment,
    headcount,
    hold,
    public_body,
    fund,
    levy,
    opening,
    party,
    payment,
    placement,
    publication,
    recovery,
    relief,
    service,
    suppression,
    webhook,
    welfare_posts,
)
"""Where the published events are defined."""


def _with_offsets(data: dict[str, Any]) -> dict[str, Any]:
    """Schema 2: a decision says what is set off against it; before there was an exclusion matrix, nothing was."""
    decision = data["decision"]
    return data if decision is None else {**data, "decision": {**decision, "offsets": []}}


def _with(**more: Any) -> Upcaster:
    """Schema 2: there is more to say, and before that it was this."""
    return lambda data: {**data, **more}


def _each(items: str, **more: Any) -> Upcaster:
    """Schema 2: there is more to say of each item of a list, and before that it was this."""
    return lambda data: {**data, items: [{**item, **more} for item in data[items]]}


def _placed(data: dict[str, Any]) -> dict[str, Any]:
    """Schema 2: a finding may hold money, also what the bank returned."""
    return _with(returned=0)(_each("grounds", investigation="")(data))


def _claiming(data: dict[str, Any]) -> dict[str, Any]:
    """Schema 3 (of a file taken away: 2): what is claimed is told; before that it was the file alone."""
    return {**data, "claim": f"file:{data['digest']}"}


UPCASTERS: Mapping[tuple[str, int], Upcaster] = {
    # Schema 2 of these says nothing more; it tells what was kept to when they were written.
    (application.Resumed.topic, 1): _with(),
    (alert.Raised.topic, 1): _with(parties=[]),
    (alert.Refreshed.topic, 1): _with(parties=[]),
    (check_run.Completed.topic, 1): _each("checks", gone=0),
    (evidence.Imported.topic, 1): _with(),
    (evidence.Imported.topic, 2): _claiming,
    (evidence.Staged.topic, 1): _with(fewer=0),
    (evidence.Staged.topic, 2): _claiming,
    (evidence.Discarded.topic, 1): _claiming,
    (evidence.Withdrawn.topic, 1): _with(),
    (evidence.Withdrawn.topic, 2): _claiming,
    (hold.Placed.topic, 1): _placed,
    (payment.Instructed.topic, 1): _with(screening=None),
    (payment.Reissued.topic, 1): _with(screening=None),
    (investigation.Opened.topic, 1): _each("alerts", applicants=[]),
    (investigation.AlertJoined.topic, 1): _each("alerts", applicants=[]),
    (investigation.MeasureTaken.topic, 1): _with(number=0, amount=0, left=0),
    (investigation.MeasureLifted.topic, 1): _with(undo=[]),
    (investigation.AppealDecided.topic, 1): _with(undo=[]),
} | {
    (event.topic, 1): _with_offsets
    for event in (application.Accepted, application.Recalculated, application.Approved, application.Rejected)
}
"""(topic, schema) → the data of that schema as the data of the next one."""


def published_classes() -> tuple[type[Event], ...]:
    """Every published event class."""
    names = {module.__name__ for module in MODULES}
    return tuple(known for known in event_classes() if known.__module__ in names)


@cache
def published() -> Codec:
    """The codec of all published events."""
    return Codec(published_classes(), UPCASTERS)
