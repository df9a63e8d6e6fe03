"""Verify a whole book: every invariant of the log, the money, the duties, the law, the views and what is sealed."""

from collections.abc import Sequence

from sqlalchemy import Connection

from domain.application.state import Application, evolve
from domain.events import Recorded
from ledger.audit.adjustment_probe import AdjustmentsInOrder
from ledger.audit.alert_probes import ALERT_PROBES
from ledger.audit.authority_probe import AuthorityHeld
from ledger.audit.bank_probes import BANK_PROBES
from ledger.audit.case_probes import CASE_PROBES
from ledger.audit.certification_probes import CertificationsRecompute, RewardsRestOnCertifications
from ledger.audit.credential_probe import CredentialsAsLogged
from ledger.audit.cross_use_probe import NoCrossUse
from ledger.audit.decision_probe import DecisionsRecompute
from ledger.audit.document_probes import DocumentsAsFiled, DocumentsInOrder
from ledger.audit.duty_probes import DUTY_PROBES
from ledger.audit.evidence_probes import EvidenceAsImported, EvidenceInOrder, EvidenceReplacedByTwo
from ledger.audit.hold_probes import HOLD_PROBES
from ledger.audit.identity_probe import IdentitiesByTwo
from ledger.audit.import_probes import ImportsConfirmed, StagedFiles
from ledger.audit.inspection_probe import InspectionsRedrawn
from ledger.audit.levy_probes import CreditByAnother, LeviesRecompute, LevyByAnother, LevyEqualsTreasury
from ledger.audit.log_probes import LOG_PROBES
from ledger.audit.money_probes import MONEY_PROBES
from ledger.audit.probe import Probe, Seen, Tables
from ledger.audit.relief_probe import RELIEF_PROBES
from ledger.audit.report import Report
from ledger.audit.screening_probes import SCREENING_PROBES
from ledger.audit.undoing_probes import UNDOING_PROBES
from ledger.audit.vault_probe import Commitments
from ledger.audit.view_probe import ViewsAsRebuilt
from ledger.book import Book
from ledger.documents.store import DocumentStore
from ledger.evidence.store import EvidenceStore
from ledger.guards import Guards, guards_of
from ledger.journal import postings
from ledger.recorder import StoredRow
from ledger.vault import Vault
from ledger.views.projection import BATCH, Progress
from ledger.views.stream import UNUSABLE, recorded_of
from ledger.views.view import case_of

_NOTHING = Guards(reserve={}, take={}, release={})


def verify(
    book: Book,
    *,
    vault: Vault | None = None,
    documents: DocumentStore | None = None,
    evidence: EvidenceStore | None = None,
    progress: Progress | None = None,
    batch: int = BATCH,
) -> Report:
    """Check everything, never stopping at the first fault; the book may be written to meanwhile.

    With a vault the commitments in party events are compared with what is sealed, with the stores every
    document and every part of the evidence is.
    """
    with book.database.snapshot() as views:
        probes = _probes(book, vault, documents, evidence, views)
        guards = book.guard_tables()
        reader = _Reader(book)
        for after in range(0, guards.position, batch):
            for row in book.raw(after, batch, guards.position):
                _show(probes, reader.seen(row))
            if progress:
                progress(min(after + batch, guards.position), guards.position)
        _finish(probes, Tables(book, guards, guards.position))
    return Report(book=book.place, position=guards.position, checks=tuple(probe.check() for probe in probes))


def _probes(
    book: Book,
    vault: Vault | None,
    documents: DocumentStore | None,
    evidence: EvidenceStore | None,
    views: Connection,
) -> list[Probe]:
    return [
        *(kind() for kind in (*LOG_PROBES, *MONEY_PROBES, *BANK_PROBES, *HOLD_PROBES, *DUTY_PROBES, *CASE_PROBES)),
        AdjustmentsInOrder(),
        DecisionsRecompute(book),
        LeviesRecompute(book),
        LevyEqualsTreasury(),
        LevyByAnother(),
        CreditByAnother(),
        NoCrossUse(book),
        *(kind(book) for kind in RELIEF_PROBES),
        CertificationsRecompute(book),
        RewardsRestOnCertifications(),
        AuthorityHeld(),
        DocumentsInOrder(),
        ImportsConfirmed(),
        StagedFiles(vault),
        *(kind() for kind in (*ALERT_PROBES, *UNDOING_PROBES, *SCREENING_PROBES)),
        InspectionsRedrawn(book),
        IdentitiesByTwo(),
        ViewsAsRebuilt(book, views),
        Commitments(book, vault),
        DocumentsAsFiled(documents),
        EvidenceInOrder(),
        EvidenceAsImported(evidence),
        EvidenceReplacedByTwo(evidence),
        CredentialsAsLogged(book),
    ]


def _show(probes: Sequence[Probe], seen: Seen) -> None:
    for probe in probes:
        try:
            probe.see(seen)
        except UNUSABLE as error:
            probe.fault(seen.row.position, seen.row.stream, f"无法检查:{error!r}", f"cannot be checked: {error!r}")


def _finish(probes: Sequence[Probe], tables: Tables) -> None:
    for probe in probes:
        try:
            probe.end(tables)
        except UNUSABLE as error:
            probe.fault(0, tables.book.place, f"无法检查:{error!r}", f"cannot be checked: {error!r}")


class _Reader:
    """Turns stored rows into what the probes see, following every case."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._cases: dict[str, Application | None] = {}

    def seen(self, row: StoredRow) -> Seen:
        """The row with the event behind it, or with the problem that it makes."""
        try:
            recorded = recorded_of(self._book, row)
            posted, guards = postings(recorded), guards_of([recorded])
        except UNUSABLE as error:
            return Seen(row, None, (), _NOTHING, None, None, f"{type(error).__name__}: {error}")
        before, after, problem = self._follow(recorded)
        if recorded.meta.book != self._book.place:
            problem = f"book {recorded.meta.book}"
        return Seen(row, recorded, posted, guards, before, after, problem)

    def _follow(self, recorded: Recorded) -> tuple[Application | None, Application | None, str]:
        """The case of the event before and after it."""
        case = case_of(recorded)
        before = self._cases.get(case)
        after, problem = before, ""
        if recorded.event.topic.startswith("application."):
            try:
                after = evolve(before, recorded)
            except UNUSABLE as error:
                problem = f"{type(error).__name__}: {error}"
            self._cases[case] = after
        if case and after is None:
            problem = f"no such case: {case}"
        return before, after, problem
