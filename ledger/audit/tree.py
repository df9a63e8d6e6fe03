"""What a trace is made of: budget, case, documents, decisions, officers, notices, payments, levies, bank lines."""

from datetime import date, datetime
from typing import Literal

import msgspec

from domain.working import Reason, Step
from ledger.views.adjustments import AdjustmentRow
from ledger.views.alerts import AlertRow
from ledger.views.balances import Balance
from ledger.views.bank_lines import BankLineRow
from ledger.views.cases import CaseRow
from ledger.views.certifications import CertificationRow
from ledger.views.credits import CreditRow
from ledger.views.documents import DocumentRow
from ledger.views.holds import HoldRow
from ledger.views.investigations import InvestigationRow
from ledger.views.levies import LevyRow
from ledger.views.payments import PaymentRow
from ledger.views.recoveries import RecoveryRow
from ledger.views.timeline import TimelineRow


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a trace; money is fen."""


class BudgetDocument(Node, frozen=True, kw_only=True):
    """A document that moved budget: an appropriation, an allotment, its withdrawal, the year's end, a carry-forward."""

    position: int
    topic: str
    document: str
    amount: int
    line: str
    effective_on: date
    actor: str
    zh: str
    en: str


class Budget(Node, frozen=True, kw_only=True):
    """A fund's year, or one line of it: its documents, and what stands on its accounts now."""

    fund: str
    year: int
    line: str
    documents: tuple[BudgetDocument, ...]
    balances: tuple[Balance, ...]


class DecisionTrace(Node, frozen=True, kw_only=True):
    """A stored decision: by which formula and law, on which facts (their SHA-256), step by step to the amount."""

    position: int
    topic: str
    formula: str
    place: str
    law_day: date
    known_on: date
    statute_digest: str
    facts_digest: str
    amount: int
    steps: tuple[Step, ...]
    reasons: tuple[Reason, ...]


class Officer(Node, frozen=True, kw_only=True):
    """Who passed the case in which stage, in which role, when."""

    position: int
    act: str
    actor: str
    roles: tuple[str, ...]
    effective_on: date
    recorded_at: datetime


class Notice(Node, frozen=True, kw_only=True):
    """A public notice, with the positions of the objections filed against it and of their resolutions."""

    position: int
    first_day: date
    last_day: date
    level: str
    amount: int
    contact: str
    objections: tuple[int, ...]
    resolutions: tuple[int, ...]


class RecoveryTrace(Node, frozen=True, kw_only=True):
    """A recovery with the bank lines that brought money back."""

    recovery: RecoveryRow
    bank_lines: tuple[BankLineRow, ...]
    events: tuple[TimelineRow, ...]


class PaymentTrace(Node, frozen=True, kw_only=True):
    """A payment with its bank lines in order: settled, returned, settled again; and what was recovered of it."""

    payment: PaymentRow
    bank_lines: tuple[BankLineRow, ...]
    events: tuple[TimelineRow, ...]
    recoveries: tuple[RecoveryTrace, ...]


class HoldTrace(Node, frozen=True, kw_only=True):
    """The last hold of a tranche, with all that happened to its holds."""

    hold: HoldRow
    events: tuple[TimelineRow, ...]


class AlertTrace(Node, frozen=True, kw_only=True):
    """An alert that concerns the case, with what became of it."""

    alert: AlertRow
    events: tuple[TimelineRow, ...]


class InvestigationTrace(Node, frozen=True, kw_only=True):
    """An investigation that the case stands in, from its opening to its close."""

    investigation: InvestigationRow
    events: tuple[TimelineRow, ...]


class CaseTrace(Node, frozen=True, kw_only=True):
    """A case from its application to its payments; `handling` is what was done with its documents, looks included.

    `same_persons` are other pseudonyms of the applicant, as two officers found; nothing is merged by that.
    """

    case: CaseRow
    same_persons: tuple[str, ...]
    facts_digest: str
    decisions: tuple[DecisionTrace, ...]
    officers: tuple[Officer, ...]
    notices: tuple[Notice, ...]
    approvals: tuple[Officer, ...]
    payments: tuple[PaymentTrace, ...]
    holds: tuple[HoldTrace, ...]
    adjustments: tuple[AdjustmentRow, ...]
    alerts: tuple[AlertTrace, ...]
    investigations: tuple[InvestigationTrace, ...]
    documents: tuple[DocumentRow, ...]
    handling: tuple[TimelineRow, ...]
    events: tuple[TimelineRow, ...]


class CaseShare(Node, frozen=True, kw_only=True):
    """What a case holds of a budget: with all other shares it makes up the balances of the budget."""

    case: str
    applicant: str
    programme: str
    status: str
    pre_encumbered: int
    encumbered: int
    held: int
    unpaid: int
    paid: int
    payments: tuple[PaymentRow, ...]
    first_position: int
    last_position: int


class LevyTrace(Node, frozen=True, kw_only=True):
    """A levy from what it rests on to the treasury: certification, decisions, receipts and refunds, credit records.

    Each decision is an assessment, a reassessment or a surcharge; `certification` is None where there is none.
    """

    levy: LevyRow
    certification: CertificationRow | None
    decisions: tuple[DecisionTrace, ...]
    bank_lines: tuple[BankLineRow, ...]
    records: tuple[CreditRow, ...]
    events: tuple[TimelineRow, ...]


Kind = Literal["budget", "application", "payment", "hold", "recovery", "adjustment", "levy"]


class Trace(Node, frozen=True, kw_only=True):
    """Upwards to the budget and downwards to the bank. A budget has shares, a levy itself, all else a case."""

    identifier: str
    kind: Kind
    budget: Budget | None
    case: CaseTrace | None
    shares: tuple[CaseShare, ...] = ()
    levy: LevyTrace | None = None
