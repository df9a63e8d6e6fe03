"""Evidence commands: confirm or discard what waits, withdraw an import by two people, sweep what broken ones left."""

from domain import evidence
from domain.act import Act
from domain.evidence import Evidence, Staged
from ledger.book import Book
from ledger.commands.base import Command, Plan, Receipt, Request, filed, run
from ledger.commands.evidence_refusals import LacksMoreByNow
from ledger.commands.load import load_evidence
from ledger.evidence.current import evidence_in, named_by, replaced_by
from ledger.evidence.missing import lacking
from ledger.evidence.store import EvidenceStore
from ledger.guards import ordinal_claim


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


def confirm_evidence(book: Book, store: EvidenceStore, command: ConfirmEvidence, request: Request) -> Receipt:
    """Accept, as another person, what is left out or lacks; the file counts.

    Raises LacksMoreByNow where more would go than it says, since evidence came in while it waited.
    """

    def decide(act: Act) -> Plan:
        watch = {ordinal_claim(): tuple(book.claims(ordinal_claim()))}
        state, version = load_evidence(book, command.evidence)
        event = evidence.confirm(state, act)
        source = state.brought.dataset, state.brought.source
        same = (each.id for each in evidence_in(book).values() if (each.brought.dataset, each.brought.source) == source)
        expect = {rival: book.version(rival) for rival in same if rival != state.id}
        _must_lack_no_more(book, store, state)
        return filed(state.id, version, event, expect=expect, watch=watch)

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


def _must_lack_no_more(book: Book, store: EvidenceStore, state: Evidence) -> None:
    """Refuse where a second person would accept that more goes than the file says; it is read where that may be."""
    (staged,) = book.events(state.id)
    known = evidence_in(book).values()
    then = replaced_by(state.brought, evidence_in(book, staged.position).values())
    if all(each in then for each in replaced_by(state.brought, known)):
        return
    said = state.brought.fewer if isinstance(state.brought, Staged) else 0
    if (fewer := lacking(store, state.brought, known).fewer) > said:
        raise LacksMoreByNow(field="evidence", fewer=fewer, said=said)
