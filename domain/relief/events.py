"""What can happen to a relief."""

from datetime import date
from typing import Any, ClassVar, Literal

from domain.events import Event
from domain.working import Decision, Reason

Cause = Literal["interrupted", "condition_lost", "expired", "given_up"]
"""Why a relief ends. Whatever the cause, a renewal may be asked for: the formula says what is left of it."""


class Requested(Event, frozen=True, kw_only=True):
    """An officer examined a request and put it forward; its claims are taken. A renewal is a further request."""

    topic: ClassVar[str] = "relief.Requested"
    relief: str
    place: str
    beneficiary: str
    requested_on: date
    facts: dict[str, Any]
    claims: tuple[str, ...]
    renewal: bool


class Granted(Event, frozen=True, kw_only=True):
    """Another officer granted it; the amount (fen) is not charged or not counted, and never paid."""

    topic: ClassVar[str] = "relief.Granted"
    relief: str
    beneficiary: str
    facts: dict[str, Any]
    decision: Decision
    begins_on: date
    ends_on: date | None


class Renewed(Event, frozen=True, kw_only=True):
    """A further request was granted: the relief goes on, with what the new facts bring."""

    topic: ClassVar[str] = "relief.Renewed"
    relief: str
    beneficiary: str
    facts: dict[str, Any]
    decision: Decision
    begins_on: date
    ends_on: date | None


class Refused(Event, frozen=True, kw_only=True):
    """The request was refused with every reason; what only it claimed is free again. A review may be asked for."""

    topic: ClassVar[str] = "relief.Refused"
    relief: str
    beneficiary: str
    reasons: tuple[Reason, ...]
    decision: Decision | None
    claims_released: tuple[str, ...]
    review_until: date


class Ended(Event, frozen=True, kw_only=True):
    """The relief ends with `ends_on`; `withdrawn` (fen) is what was granted for later months and is not given."""

    topic: ClassVar[str] = "relief.Ended"
    relief: str
    beneficiary: str
    cause: Cause
    ground: str
    clause: str
    ends_on: date
    withdrawn: int
    claims_released: tuple[str, ...]
    review_until: date


class ReviewRequested(Event, frozen=True, kw_only=True):
    """An administrative review of the last refusal or end was asked for, under this reference."""

    topic: ClassVar[str] = "relief.ReviewRequested"
    relief: str
    beneficiary: str
    reference: str


class ReviewDecided(Event, frozen=True, kw_only=True):
    """What came of the review. Changed or revoked, a refused request is to be decided anew, and what ended goes on.

    `restored` (fen) is what the end had withdrawn; the claims that were given up are taken again.
    """

    topic: ClassVar[str] = "relief.ReviewDecided"
    relief: str
    beneficiary: str
    outcome: Literal["upheld", "changed", "revoked"]
    finding: str
    undone: Literal["", "refusal", "end"]
    claims_taken: tuple[str, ...]
    restored: int
    ends_on: date | None
