"""What can happen to an application."""

from datetime import date
from typing import Any, ClassVar, Literal

import msgspec

from domain.events import Event
from domain.fund import Line
from domain.workflow import Workflow
from domain.working import Decision, Reason

Destination = Literal["allotment", "lapsed"]
"""Where released budget goes: back to its line, or to lapsed where the line's year is closed."""


class Release(msgspec.Struct, frozen=True, kw_only=True):
    """What a case gives back when it ends: budget (fen) of its line, by stage of commitment."""

    line: Line
    pre_encumbered: int
    encumbered: int
    destination: Destination


class Drafted(Event, frozen=True, kw_only=True):
    """An application was written down; facts are those of its programme."""

    topic: ClassVar[str] = "application.Drafted"
    programme: str
    place: str
    applicant: str
    applied_on: date
    facts: dict[str, Any]


class Amended(Event, frozen=True, kw_only=True):
    """The facts were changed, in draft or after a return for correction."""

    topic: ClassVar[str] = "application.Amended"
    facts: dict[str, Any]


class Submitted(Event, frozen=True, kw_only=True):
    """The application was handed in; its claims are taken and its workflow is fixed."""

    topic: ClassVar[str] = "application.Submitted"
    claims: tuple[str, ...]
    workflow: Workflow


class ReturnedForCorrection(Event, frozen=True, kw_only=True):
    """The intake officer returned the application; each finding says what to mend."""

    topic: ClassVar[str] = "application.ReturnedForCorrection"
    findings: tuple[str, ...]


class Resubmitted(Event, frozen=True, kw_only=True):
    """The corrected application came back."""

    topic: ClassVar[str] = "application.Resubmitted"
    claims_taken: tuple[str, ...]
    claims_released: tuple[str, ...]


class Accepted(Event, frozen=True, kw_only=True):
    """Complete and calculated: the amount is pre-encumbered on its line."""

    topic: ClassVar[str] = "application.Accepted"
    schema: ClassVar[int] = 2
    decision: Decision
    facts: dict[str, Any]
    line: Line


class FirstReviewed(Event, frozen=True, kw_only=True):
    """The first reviewer found the facts proven."""

    topic: ClassVar[str] = "application.FirstReviewed"
    opinion: str


class SiteChecked(Event, frozen=True, kw_only=True):
    """Somebody went there; what was found."""

    topic: ClassVar[str] = "application.SiteChecked"
    visited_on: date
    finding: str


class NoticePublished(Event, frozen=True, kw_only=True):
    """The intended grant was put on public notice, masked, until `last_day`."""

    topic: ClassVar[str] = "application.NoticePublished"
    first_day: date
    last_day: date
    days: int
    unit: str
    level: str
    amount: int
    contact: str


class ObjectionFiled(Event, frozen=True, kw_only=True):
    """Somebody objected during the notice; the paper is filed under `reference`."""

    topic: ClassVar[str] = "application.ObjectionFiled"
    number: int
    reference: str
    ground: str


class ObjectionResolved(Event, frozen=True, kw_only=True):
    """The objection was looked into; upheld, it sends the case back to the first review."""

    topic: ClassVar[str] = "application.ObjectionResolved"
    number: int
    upheld: bool
    finding: str


class SecondReviewed(Event, frozen=True, kw_only=True):
    """The second reviewer agreed."""

    topic: ClassVar[str] = "application.SecondReviewed"
    opinion: str


class Recalculated(Event, frozen=True, kw_only=True):
    """The law or the facts gave another amount than the one last calculated; the notice must be repeated.

    `destination` is where budget goes that is not needed any more.
    """

    topic: ClassVar[str] = "application.Recalculated"
    schema: ClassVar[int] = 2
    decision: Decision
    before: int
    line: Line
    destination: Destination


class ApprovalSigned(Event, frozen=True, kw_only=True):
    """One of several signatures that the amount needs."""

    topic: ClassVar[str] = "application.ApprovalSigned"
    amount: int
    signature: int
    needed: int


class Approved(Event, frozen=True, kw_only=True):
    """Approved by the last signer; the amount is encumbered. The decision is kept by value."""

    topic: ClassVar[str] = "application.Approved"
    schema: ClassVar[int] = 2
    decision: Decision
    facts: dict[str, Any]
    line: Line
    party: str


class Rejected(Event, frozen=True, kw_only=True):
    """Refused with every reason and clause; claims and budget are given back."""

    topic: ClassVar[str] = "application.Rejected"
    schema: ClassVar[int] = 2
    stage: str
    reasons: tuple[Reason, ...]
    decision: Decision | None
    claims_released: tuple[str, ...]
    release: Release | None


class Withdrawn(Event, frozen=True, kw_only=True):
    """The applicant took the application back."""

    topic: ClassVar[str] = "application.Withdrawn"
    claims_released: tuple[str, ...]
    release: Release | None


class Suspended(Event, frozen=True, kw_only=True):
    """Payments stop until the ground is cleared."""

    topic: ClassVar[str] = "application.Suspended"
    ground: str


class Resumed(Event, frozen=True, kw_only=True):
    """The ground for the suspension is gone, and (schema 2) no finding that stands asks for it."""

    topic: ClassVar[str] = "application.Resumed"
    schema: ClassVar[int] = 2
    finding: str


class Terminated(Event, frozen=True, kw_only=True):
    """The grant ends; what was not yet instructed is given back."""

    topic: ClassVar[str] = "application.Terminated"
    ground: str
    claims_released: tuple[str, ...]
    release: Release | None


class Appealed(Event, frozen=True, kw_only=True):
    """Administrative review was applied for within the statutory time."""

    topic: ClassVar[str] = "application.Appealed"
    reference: str
    deadline: date


class AppealDecided(Event, frozen=True, kw_only=True):
    """The appeal was decided; changed or revoked, a refused case is taken up again, an ended grant goes on."""

    topic: ClassVar[str] = "application.AppealDecided"
    outcome: Literal["upheld", "changed", "revoked"]
    finding: str
    claims_taken: tuple[str, ...]
    reinstated: Release | None
