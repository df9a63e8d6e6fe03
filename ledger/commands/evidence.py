"""Evidence commands: confirm or discard what waits, withdraw an import by two people, sweep what broken ones left."""

from domain import evidence
from domain.act import Act
from ledger.book import Book
from ledger.commands.base import Command, Plan, Receipt, Request, filed, run
from ledger.commands.load import load_evidence
from ledger.evidence.current import evidence_in, named_by
from ledger.evidence.store import EvidenceStore


class ConfirmEvidence(Command, frozen=True, kw_only=True):
    """Which import that waits counts."""

    evidence: str


class DiscardEvidence(Command, frozen=True, kw_only=True):
    """Which import that waits is taken away, and why."""

    evidence: str
    ground: str


class WithdrawEvidence(Command, frozen=True, kw_only=True):
    """Which import was wrong, and why."""

    evidence: str
    ground: str


class ConfirmWithdrawal(Command, frozen=True, kw_only=True):
    """Which import counts no longer."""

    evidence: str


class KeepEvidence(Command, frozen=True, kw_only=True):
    """Which import is not withdrawn, and why."""

    evidence: str
    ground: str


def confirm_evidence(book: Book, command: ConfirmEvidence, request: Request) -> Receipt:
    """Accept, as another person, what is left out or lacks; the file counts."""

    def decide(act: Act) -> Plan:
        state, version = load_evidence(book, command.evidence)
        return filed(state.id, version, evidence.confirm(state, act))

    return run(book, "confirm_evidence", command, request, decide)


def discard_evidence(book: Book, command: DiscardEvidence, request: Request) -> Receipt:
    """Take away a file that waits."""

    def decide(act: Act) -> Plan:
        state, version = load_evidence(book, command.evidence)
        return filed(state.id, version, evidence.discard(state, ground=command.ground, act=act))

    return run(book, "discard_evidence", command, request, decide)


def withdraw_evidence(book: Book, command: WithdrawEvidence, request: Request) -> Receipt:
    """Propose that an import that was wrong count no longer; until another person agrees, it counts."""

    def decide(act: Act) -> Plan:
        state, version = load_evidence(book, command.evidence)
        return filed(state.id, version, evidence.withdraw(state, ground=command.ground, act=act))

    return run(book, "withdraw_evidence", command, request, decide)


def confirm_withdrawal(book: Book, command: ConfirmWithdrawal, request: Request) -> Receipt:
    """Agree, as another person, that an import counts no longer; what it had replaced counts again."""

    def decide(act: Act) -> Plan:
        state, version = load_evidence(book, command.evidence)
        return filed(state.id, version, evidence.confirm_withdrawal(state, act))

    return run(book, "confirm_evidence_withdrawal", command, request, decide)


def keep_evidence(book: Book, command: KeepEvidence, request: Request) -> Receipt:
    """Do not withdraw an import; it counts as before."""

    def decide(act: Act) -> Plan:
        state, version = load_evidence(book, command.evidence)
        return filed(state.id, version, evidence.keep(state, ground=command.ground, act=act))

    return run(book, "keep_evidence", command, request, decide)


def sweep(book: Book, store: EvidenceStore) -> int:
    """Remove what killed imports left and files that no event names; how many."""
    return store.sweep(lambda: named_by(evidence_in(book).values(), store))
