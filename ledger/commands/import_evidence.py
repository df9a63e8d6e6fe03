"""Import a file of evidence: whole or not at all, or for a second person to accept what is left out or lacks."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec

from domain import evidence
from domain.act import Act
from domain.calendar import Month
from domain.errors import Conflict
from domain.evidence import Content, Evidence, Imported, Staged
from domain.imports import FileTakenAlready
from ledger.book import Book
from ledger.commands.base import ATTEMPTS, Command, Plan, Receipt, Request, answered, filed, new_id, run
from ledger.commands.evidence_refusals import (
    EvidenceInvalid,
    EvidenceMovedOn,
    FewerThanReplaced,
    PeriodNotSaid,
    SnapshotHasNoPeriod,
    TooManyLeftOut,
)
from ledger.commands.place import must_lie_within
from ledger.evidence.current import TOPICS, evidence_in, keys_of
from ledger.evidence.dataset import Dataset, datasets
from ledger.evidence.headings import UnknownDataset
from ledger.evidence.keys import Numbering, keys_in
from ledger.evidence.missing import Compared, compared
from ledger.evidence.reading import MOST_KEPT, Frame, Reading
from ledger.evidence.source_file import SourceFile
from ledger.evidence.store import EvidenceStore
from ledger.evidence.taking import Progress, Taken, Written
from ledger.guards import ordinal_claim
from ledger.vault import Vault

_PIECE = 1024 * 1024


NAME: Final = "import_evidence"
Clock = Callable[[], datetime]
"""Tells this moment, in UTC."""


class ImportEvidence(Command, frozen=True, kw_only=True):
    """What a file is: a dataset of a source and place, for months or as of a day; a keyed digest, a size in bytes."""

    dataset: str
    source: str
    place: str
    first_month: Month | None
    last_month: Month | None
    as_of: date | None
    accept_partial: bool
    accept_fewer: bool
    size: int
    digest: str


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """A file without any mistake, and how many lines and rows it has."""

    lines: int
    rows: int


def command_of(
    vault: Vault,
    path: Path,
    *,
    dataset: str,
    source: str,
    place: str,
    first_month: Month | None = None,
    last_month: Month | None = None,
    as_of: date | None = None,
    accept_partial: bool = False,
    accept_fewer: bool = False,
) -> ImportEvidence:
    """The command for a file; its digest is keyed, since nobody may guess at the content."""
    digest = vault.digesting()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return ImportEvidence(
        dataset=dataset,
        source=source,
        place=place,
        first_month=first_month,
        last_month=last_month,
        as_of=as_of,
        accept_partial=accept_partial,
        accept_fewer=accept_fewer,
        size=path.stat().st_size,
        digest=digest.hexdigest(),
    )


def check_evidence(
    book: Book,
    vault: Vault,
    command: ImportEvidence,
    source: SourceFile,
    request: Request,
    progress: Progress | None = None,
) -> Checked:
    """Read a file as importing does, and keep nothing; raises EvidenceInvalid with what stands against it."""
    content, dataset = _content(book, command, request.act())
    reading = Reading(source, dataset, _frame(content), Numbering(vault))
    for _ in reading.tables():
        if progress:
            progress(*source.read)
    _must_be_taken(reading, in_part=False)
    return Checked(lines=reading.lines, rows=reading.rows)


def import_evidence(
    book: Book,
    vault: Vault,
    store: EvidenceStore,
    command: ImportEvidence,
    source: SourceFile,
    request: Request,
    clock: Clock,
    progress: Progress | None = None,
) -> Receipt:
    """Let a file be evidence, whole or not at all; with `accept_partial` the good lines wait for a second person.

    So does, with `accept_fewer`, a file that lacks keys of what it replaces; without it raises FewerThanReplaced.
    Raises EvidenceInvalid with what stands against it. Whoever may not import it is refused before anything is read.
    Reading takes minutes in which others write to the book: `clock` tells when the event is recorded.
    """
    if receipt := answered(book, NAME, command, request):
        return receipt
    content, dataset = _content(book, command, request.act())
    _must_be_new(evidence_in(book).values(), content)
    store.sweep_drafts()
    with store.drafting() as draft:
        numbering = Numbering(vault)
        reading = Reading(source, dataset, _frame(content), numbering)
        taken = Taken(draft, source, reading, numbering, progress)
        _must_be_taken(reading, in_part=command.accept_partial)
        for _ in range(ATTEMPTS):
            position, ordinal = book.head.position, next_ordinal(book)
            known = evidence_in(book, position)
            _must_be_new(known.values(), content)
            files = taken.written(dataset, ordinal, keys_in(keys_of(known.values(), store)))
            event = _event(content, reading, files, ordinal)
            beside = compared(store, event, files.parts, known.values())
            # What leaves lines out waits for a second person anyway, who is told of both.
            _must_not_lack(beside, accepted=command.accept_fewer or bool(reading.rejected))
            if beside.fewer:
                event = _event(content, reading, files, ordinal, beside.fewer)
            rivals = [each.id for each in known.values() if _may_matter(each, content)]
            now = msgspec.structs.replace(request, now=clock())
            try:
                with store.undisturbed():
                    files.keep(store)
                    if isinstance(event, Staged):
                        store.keep_report(draft, _report(reading))
                    return _recorded(book, command, content, event, now, position, rivals)
            except EvidenceMovedOn:
                continue
    raise Conflict(field="file", stream="evidence")


def _recorded(
    book: Book,
    command: ImportEvidence,
    content: Content,
    event: Imported | Staged,
    request: Request,
    position: int,
    rivals: Sequence[str],
) -> Receipt:
    """Record an import whose files lie in their places; raises EvidenceMovedOn where any came or went since then.

    Of `rivals` it may replace parts: what counts of them must be what the file was compared with.
    """

    def decide(act: Act) -> Plan:
        expect = {rival: book.version(rival) for rival in rivals}
        if book.read(position, 1, topics=TOPICS):
            raise EvidenceMovedOn(field="file")
        evidence.may_bring(content, act)
        stream = new_id("evidence:", book, request, content.place, act.on.year)
        outcome = {"rows": str(event.rows)}
        if isinstance(event, Staged) and event.fewer:
            outcome["fewer"] = str(event.fewer)
        return filed(stream, 0, event, outcome=outcome, expect=expect)

    return run(book, NAME, command, request, decide)


def next_ordinal(book: Book) -> int:
    """The ordinal of the next import: rivals for it are told apart by its claim, and one of them is decided anew."""
    claims = book.claims(ordinal_claim())
    return 1 + max((int(claim.removeprefix(ordinal_claim())) for claim in claims), default=0)


def _content(book: Book, command: ImportEvidence, act: Act) -> tuple[Content, Dataset]:
    """What the file is said to be; refuses what it cannot be, and who may not bring it."""
    dataset = datasets().get(command.dataset)
    if dataset is None:
        raise UnknownDataset(field="dataset", dataset=command.dataset)
    must_lie_within(book, command.place)
    first, last, as_of = _times(dataset, command, act)
    content = Content(
        dataset=dataset.name,
        source=command.source,
        place=command.place,
        first_month=first,
        last_month=last,
        as_of=as_of,
        size=command.size,
        digest=command.digest,
    )
    evidence.may_bring(content, act)
    return content, dataset


def _times(dataset: Dataset, command: ImportEvidence, act: Act) -> tuple[Month, Month, date]:
    """First and last month and the day as of which; what grows by months is known to the end of them, or today."""
    first, last, as_of = command.first_month, command.last_month, command.as_of
    if dataset.sort == "snapshot":
        if first or last:
            raise SnapshotHasNoPeriod(field="period", dataset_zh=dataset.zh, dataset_en=dataset.en)
        as_of = as_of or act.today
        return Month.of(as_of), Month.of(as_of), as_of
    if first is None or last is None:
        raise PeriodNotSaid(field="period", dataset_zh=dataset.zh, dataset_en=dataset.en)
    return first, last, as_of or min(last.last_day, act.today)


def _frame(content: Content) -> Frame:
    return Frame(place=content.place, first=content.first_month, last=content.last_month)


def _must_be_taken(reading: Reading, *, in_part: bool) -> None:
    """Refuse a file with mistakes; one that may be taken in part is refused where nothing or too much stands there."""
    if reading.rejected and not (in_part and reading.rows):
        raise EvidenceInvalid(
            lines=reading.lines, rejected=reading.rejected, found=reading.found, problems=reading.problems
        )
    if reading.found > MOST_KEPT:
        raise TooManyLeftOut(field="file", found=reading.found, most=MOST_KEPT)


def _must_not_lack(beside: Compared, *, accepted: bool) -> None:
    """Refuse a file that takes keys away from what checks see, unless that is meant to be decided by another."""
    if beside.fewer and not accepted:
        raise FewerThanReplaced(field="file", known=beside.known, fewer=beside.fewer)


def _may_matter(each: Evidence, content: Content) -> bool:
    """Whether a file of this content may replace parts of the import, now or once that counts."""
    brought = each.brought
    return (brought.dataset, brought.source) == (content.dataset, content.source) and not each.ended


def _must_be_new(known: Iterable[Evidence], content: Content) -> None:
    """Refuse an import that waits or counts already; the same file as of another day is another one."""
    claim = evidence.claim_of(content)
    if same := [each.id for each in known if not each.ended and evidence.claim_of(each.brought) == claim]:
        raise FileTakenAlready(field="file", holder=same[0])


def _event(content: Content, reading: Reading, files: Written, ordinal: int, fewer: int = 0) -> Imported | Staged:
    """The event of a file: whole, or without the lines whose report is kept, or with `fewer` keys than it replaces."""
    parts, keys = tuple(part for _, part in files.parts), tuple(part for _, part in files.keys)
    lines, rows = reading.lines, reading.rows
    if not reading.rejected and not fewer:
        return evidence.brought(content, lines=lines, rows=rows, parts=parts, keys=keys, ordinal=ordinal)
    return evidence.staged(
        content,
        lines=lines,
        rows=rows,
        rejected=reading.rejected,
        problems=reading.found,
        report=sha256(_report(reading)).hexdigest(),
        fewer=fewer,
        parts=parts,
        keys=keys,
        ordinal=ordinal,
    )


def _report(reading: Reading) -> bytes:
    """What stands against the lines that were left out."""
    return msgspec.json.encode([problem.as_dict() for problem in reading.problems])
