"""Evidence commands: confirm, discard or withdraw an import, and sweep what broken ones left."""

from domain import evidence
from domain.act import Act
from ledger.book import Book
from ledger.commands.base import Command, Plan, Receipt, Request, filed, run
from ledger.commands.load import load_evidence
from ledger.evidence.current import evidence_in, named_by
from ledger.evidence.store import EvidenceStore


class ConfirmEvidence(Command, frozen=True, kw_only=True):
    """Which import counts without the lines that were left out."""

    evidence: str


class DiscardEvidence(Command, frozen=True, kw_only=True):
    """Which import that waits is taken away, and why."""

    evidence: str
    ground: str


class WithdrawEvidence(Command, frozen=True, kw_only=True):
    """Which import was wrong, and why."""

    evidence: str
    ground: str


def confirm_evidence(book: Book, command: ConfirmEvidence, request: Request) -> Receipt:
    """Accept, as another person, that lines were left out; the rest counts."""

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
    """Let an import that was wrong count no longer; what it had replaced counts again."""

    def decide(act: Act) -> Plan:
        state, version = load_evidence(book, command.evidence)
        return filed(state.id, version, evidence.withdraw(state, ground=command.ground, act=act))

    return run(book, "withdraw_evidence", command, request, decide)


def sweep(book: Book, store: EvidenceStore) -> int:
    """Remove what killed imports left and files that no event names; how many."""
    return store.sweep(lambda: named_by(evidence_in(book).values(), store))
