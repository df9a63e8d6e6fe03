"""Rings: those that alerts name, their members and ties with the evidence that shows them, and a picture."""

from typing import Any, Final

import msgspec

from api.http.at import At
from api.http.lists import PageQuery, answered, asked_place
from api.http.resource import Resource
from api.http.shapes import page_of, shape_of
from api.resources.alerts import READERS
from domain.errors import NotFound
from ledger.checks.check import Words
from ledger.checks.network_told import NetworkTold, told
from ledger.checks.picture import picture
from ledger.checks.whole_evidence import WholeEvidence
from ledger.views import alert_queries, listing_alerts
from ledger.views.alert_sentence import sentence_of
from ledger.views.alerts import AlertRow

networks: Final = Resource("networks", "关系网:成员、联系和证据、图。 Rings, what ties them, and their pictures.")

PATH: Final = "/networks"
ONE: Final = f"{PATH}/<ring>"


class RingNamed(msgspec.Struct, frozen=True, kw_only=True):
    """A ring and an alert that names it; `amount` (fen) is at risk."""

    ring: str
    alert: str
    check: str
    severity: str
    amount: int
    place: str
    status: str
    finding: str
    code: str
    investigation: str
    cases: tuple[str, ...]
    sentence: Words


class RingShown(NetworkTold, frozen=True, kw_only=True):
    """The ring as the evidence shows it now, and the alerts that name it."""

    alerts: tuple[RingNamed, ...]


class NetworksQuery(PageQuery):
    """Which rings."""

    place = asked_place()


NAMED_SHAPE: Final = shape_of(RingNamed)
RING_SHAPE: Final = shape_of(RingShown, name="Network")


@networks.reads(PATH, page_of(NAMED_SHAPE), roles=READERS, query=NetworksQuery)
def list_networks(at: At, asked: dict[str, Any]) -> Any:
    """疑点所指的关系网。 The rings that alerts name; one for each alert."""
    page = answered(at, listing_alerts.alerts, asked | {"subject_kind": "ring"})
    return page | {"items": [_named(row) for row in page["items"]]}


@networks.reads(ONE, RING_SHAPE, roles=READERS)
def show_network(at: At, ring: str) -> Any:
    """一个关系网:成员和联系,强者在前,各附证据行。 A ring: its members, and what ties them, the strongest first."""
    named, evidence = _alerts(at, ring), WholeEvidence(at.book, at.evidence, waits=False)
    found = told(ring, evidence.network(ring), evidence.held.cited)
    return RingShown(**msgspec.structs.asdict(found), alerts=tuple(_named(row) for row in named))


@networks.draws(f"{ONE}.svg", roles=READERS)
def draw_network(at: At, ring: str) -> str:
    """关系网的图。 The picture of a ring."""
    _alerts(at, ring)
    return picture(WholeEvidence(at.book, at.evidence, waits=False).network(ring))


def _alerts(at: At, ring: str) -> list[AlertRow]:
    """The alerts that name a ring; who sees none of them is not told whether there is such a ring."""
    found = alert_queries.alerts(at.book, subject=ring, sees=at.sees)
    if not any(row.subject_kind == "ring" for row in found):
        raise NotFound(field="ring", what="ring", key=ring)
    return found


def _named(row: AlertRow) -> RingNamed:
    return RingNamed(
        ring=row.subject,
        alert=row.id,
        check=row.check,
        severity=row.severity,
        amount=row.amount,
        place=row.place,
        status=row.status,
        finding=row.finding,
        code=row.code,
        investigation=row.investigation,
        cases=row.cases,
        sentence=sentence_of(row),
    )
