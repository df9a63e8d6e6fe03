"""The events of a levy: what is owed for a year, what came in, what was charged, deferred, waived and refunded."""

from datetime import date
from typing import Any, ClassVar, Literal

import msgspec

from domain.bank import BankLine
from domain.events import Event
from domain.levy.surcharge import LateFacts
from domain.working import Decision

Waiver = Literal["exemption", "reduction"]


class Cut(msgspec.Struct, frozen=True, kw_only=True):
    """How a levy becomes smaller (fen): by what is still owed, and by what was paid already and must go back."""

    owed: int
    paid: int

    @property
    def amount(self) -> int:
        """The whole of it."""
        return self.owed + self.paid


class Assessed(Event, frozen=True, kw_only=True):
    """The levy of an employer and year was assessed from these facts; it is due on that day."""

    topic: ClassVar[str] = "levy.Assessed"
    uscc: str
    year: int
    place: str
    facts: dict[str, Any]
    decision: Decision
    due_on: date


class Reassessed(Event, frozen=True, kw_only=True):
    """Other facts or a later law gave another levy: `more` (fen) is charged, or the levy and its surcharge are cut."""

    topic: ClassVar[str] = "levy.Reassessed"
    year: int
    facts: dict[str, Any]
    decision: Decision
    ground: str
    more: int
    cut: Cut
    surcharge_cut: Cut


class Waived(Event, frozen=True, kw_only=True):
    """A document exempted the employer from the levy, or reduced it (fen)."""

    topic: ClassVar[str] = "levy.Waived"
    year: int
    kind: Waiver
    amount: int
    document: str
    cut: Cut


class Deferred(Event, frozen=True, kw_only=True):
    """A document put the day on which the levy is due off."""

    topic: ClassVar[str] = "levy.Deferred"
    year: int
    until: date
    document: str


class Received(Event, frozen=True, kw_only=True):
    """The treasury's receipt line shows that the employer paid (fen): levy, surcharge, and what was too much."""

    topic: ClassVar[str] = "levy.Received"
    year: int
    levy: int
    surcharge: int
    overpaid: int
    receipt: BankLine


class ArrearsNoticed(Event, frozen=True, kw_only=True):
    """The employer was warned and ordered to pay what is owed (fen) by a day."""

    topic: ClassVar[str] = "levy.ArrearsNoticed"
    year: int
    outstanding: int
    deadline: date
    document: str


class SurchargeCharged(Event, frozen=True, kw_only=True):
    """The surcharge on late payment was charged up to a day; the decision says how much (fen)."""

    topic: ClassVar[str] = "levy.SurchargeCharged"
    year: int
    facts: LateFacts
    decision: Decision


class Refunded(Event, frozen=True, kw_only=True):
    """The treasury paid back what was too much (fen)."""

    topic: ClassVar[str] = "levy.Refunded"
    year: int
    amount: int
    receipt: BankLine
