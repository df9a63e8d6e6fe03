"""What happens in an investigation."""

from collections.abc import Collection
from datetime import date
from typing import ClassVar, Literal, get_args

import msgspec

from domain.alert import Finding
from domain.events import Event

Title = Literal[
    "sham_placement",
    "rented_certificate",
    "ghost_worker",
    "returned_wages",
    "double_claim",
    "false_training",
    "shell_chain",
    "insider",
    "payment_error",
    "other",
]
"""What is suspected, in one word."""

Measure = Literal["hold", "suspend", "recover", "refer"]
"""What a finding asks for: the money held, the case suspended, what was paid recovered, another body told."""

Undoing = Literal["resume", "give_back"]
"""What is to be undone where a finding falls: a suspended case resumed, what was recovered given back."""

Task = Literal["hold", "suspend", "recover", "refer", "resume", "give_back"]
"""What somebody may be told to do: a measure, or to undo one."""

Outcome = Literal["upheld", "changed", "revoked"]


class Joined(msgspec.Struct, frozen=True, kw_only=True):
    """An alert as it joined: `parties` are all who can be asked, its subject, or whom a thing leads to, and applicants.

    `applicants` are those of the `cases`, one by one.
    """

    alert: str
    subject: str
    parties: tuple[str, ...]
    cases: tuple[str, ...]
    amount: int
    applicants: tuple[str, ...] = ()

    def must_hear(self, cases: Collection[str]) -> tuple[str, ...]:
        """Without whom nothing is found that touches these cases; of those whom a thing leads to, applicants only."""
        if self.subject in self.parties or len(self.applicants) != len(self.cases) or len(self.parties) == 1:
            return self.parties
        return tuple(who for case, who in zip(self.cases, self.applicants, strict=True) if case in cases)


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What the officer who is competent for a case is to do, because of the finding with this number, or its fall."""

    number: int
    measure: Task
    case: str

    @property
    def undoes(self) -> bool:
        """Whether it is to undo a measure: then it outlives its finding."""
        return self.measure in get_args(Undoing)

    @property
    def key(self) -> str:
        """The order in one word."""
        return f"{self.number}:{self.measure}:{self.case}"

    @classmethod
    def of(cls, key: str) -> "Order":
        """The order that a word stands for."""
        number, measure, case = key.split(":", 2)
        return msgspec.convert({"number": int(number), "measure": measure, "case": case}, cls)


class Opened(Event, frozen=True, kw_only=True):
    """An analyst begins to look into alerts together; `severity` is the gravest of them."""

    topic: ClassVar[str] = "investigation.Opened"
    schema: ClassVar[int] = 2
    place: str
    title: Title
    severity: str
    alerts: tuple[Joined, ...]


class AlertJoined(Event, frozen=True, kw_only=True):
    """More alerts are looked into with the others."""

    topic: ClassVar[str] = "investigation.AlertJoined"
    schema: ClassVar[int] = 2
    severity: str
    alerts: tuple[Joined, ...]


class CaseAdded(Event, frozen=True, kw_only=True):
    """A case is looked into as well, though no alert names it; its applicant becomes a party."""

    topic: ClassVar[str] = "investigation.CaseAdded"
    case: str
    party: str


class Assigned(Event, frozen=True, kw_only=True):
    """An analyst has it in hand, and is due within so many working days by this row of the statute book."""

    topic: ClassVar[str] = "investigation.Assigned"
    analyst: str
    days: int
    due: date
    authority: str


class StatementRequested(Event, frozen=True, kw_only=True):
    """A party is asked what it says, by a paper, and may answer until a day."""

    topic: ClassVar[str] = "investigation.StatementRequested"
    party: str
    questions: tuple[str, ...]
    until: date
    document: str
    authority: str


class StatementReceived(Event, frozen=True, kw_only=True):
    """The party answered: in documents of the book, or as the paper with this reference says; never in the event."""

    topic: ClassVar[str] = "investigation.StatementReceived"
    party: str
    documents: tuple[str, ...]
    reference: str


class NoStatement(Event, frozen=True, kw_only=True):
    """The term ran out, and the party said nothing."""

    topic: ClassVar[str] = "investigation.NoStatement"
    party: str
    until: date


class Cleared(Event, frozen=True, kw_only=True):
    """Some alerts were innocent, for the reason with this code."""

    topic: ClassVar[str] = "investigation.Cleared"
    alerts: tuple[str, ...]
    code: str
    note: str


class FindingProposed(Event, frozen=True, kw_only=True):
    """The analyst proposes what was found, how much (fen) it comes to, and what should follow for which cases."""

    topic: ClassVar[str] = "investigation.FindingProposed"
    number: int
    alerts: tuple[str, ...]
    finding: Finding
    amount: int
    measures: tuple[Measure, ...]
    cases: tuple[str, ...]
    reasons: str


class FindingConfirmed(Event, frozen=True, kw_only=True):
    """Another person confirms it. These cases were suspended at once, and the orders are for others to carry out."""

    topic: ClassVar[str] = "investigation.FindingConfirmed"
    number: int
    alerts: tuple[str, ...]
    finding: Finding
    amount: int
    suspended: tuple[str, ...]
    orders: tuple[Order, ...]


class FindingRejected(Event, frozen=True, kw_only=True):
    """Another person does not confirm it; the alerts are open as before."""

    topic: ClassVar[str] = "investigation.FindingRejected"
    number: int
    ground: str


class MeasureTaken(Event, frozen=True, kw_only=True):
    """The competent officer did what was ordered; `stream` is where that stands.

    A recovery of an `amount` (fen) counts towards the finding with this `number`, of which so much is `left`; there is
    no number (0) where doing it once is enough, or where a recovery is given back: then `left` (fen) are the others.
    """

    topic: ClassVar[str] = "investigation.MeasureTaken"
    schema: ClassVar[int] = 2
    measure: Task
    case: str
    stream: str
    number: int = 0
    amount: int = 0
    left: int = 0

    def meets(self, order: Order) -> bool:
        """Whether an order stands no more: all that comes to a finding is one sum, whichever case it is in."""
        if self.left:
            return False
        if not self.number:
            return (order.measure, order.case) == (self.measure, self.case)
        return (order.number, order.measure) == (self.number, self.measure)


class MeasureLifted(Event, frozen=True, kw_only=True):
    """What a finding ordered for a case stands no more: another person lifts it, or the finding fell on appeal.

    What was done already is to be undone by these orders (`undo`).
    """

    topic: ClassVar[str] = "investigation.MeasureLifted"
    schema: ClassVar[int] = 2
    number: int
    measure: Task
    case: str
    ground: str
    undo: tuple[Order, ...] = ()


class Referred(Event, frozen=True, kw_only=True):
    """Another body was told, by a paper."""

    topic: ClassVar[str] = "investigation.Referred"
    body: str
    document: str


class AppealDecided(Event, frozen=True, kw_only=True):
    """An appeal against a finding was decided: upheld, changed to another finding, or revoked as innocent (`code`).

    `fallen` (fen) is what of its amount is found no more, `undo` what is to be undone of what was done on it.
    """

    topic: ClassVar[str] = "investigation.AppealDecided"
    schema: ClassVar[int] = 2
    number: int
    alerts: tuple[str, ...]
    outcome: Outcome
    finding: Finding | None
    code: str
    fallen: int
    reference: str
    undo: tuple[Order, ...] = ()


class Closed(Event, frozen=True, kw_only=True):
    """Every alert was disposed of."""

    topic: ClassVar[str] = "investigation.Closed"
