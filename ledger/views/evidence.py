"""The view of evidence: which file became evidence of what, whether it counts, and who accepted or withdrew it."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from domain import evidence
from domain.evidence import Imported, Staged, status_after
from ledger.views.view import Entry, Row, View


class EvidenceImportRow(Row, frozen=True, kw_only=True):
    """An import of evidence; `size` in bytes, `ended_by` confirmed, discarded or withdrew it.

    `fewer` keys of what it replaces are not in it; `withdrawal_by` proposed that it be withdrawn.
    """

    id: str
    dataset: str
    source: str
    place: str
    status: str
    first_month: str
    last_month: str
    as_of: date
    size: int
    digest: str
    lines: int
    rows: int
    rejected: int
    problems: int
    report: str
    fewer: int
    parts: int
    ordinal: int
    imported_by: str
    imported_on: date
    ended_by: str
    ended_on: date | None
    ground: str
    withdrawal_by: str
    version: int
    last_position: int


def needs(entry: Entry) -> Iterable[str]:
    """The import of the event."""
    return (entry.recorded.stream,) if entry.recorded.event.topic.startswith("evidence.") else ()


def fold(known: Mapping[str, EvidenceImportRow], entry: Entry) -> Iterable[EvidenceImportRow]:
    """Follow the import."""
    recorded = entry.recorded
    match recorded.event:
        case Imported() | Staged() as event:
            return (_brought(entry, event),)
        case evidence.WithdrawalProposed() | evidence.WithdrawalRejected() as event:
            proposed = isinstance(event, evidence.WithdrawalProposed)
            row = msgspec.structs.replace(
                known[recorded.stream],
                status=status_after(event).value,
                ground=event.ground if proposed else "",
                withdrawal_by=recorded.meta.actor if proposed else "",
                version=recorded.version,
                last_position=recorded.position,
            )
            return (row,)
        case evidence.Confirmed() | evidence.Discarded() | evidence.Withdrawn() as event:
            row = msgspec.structs.replace(
                known[recorded.stream],
                status=status_after(event).value,
                ended_by=recorded.meta.actor,
                ended_on=recorded.meta.effective_on,
                ground="" if isinstance(event, evidence.Confirmed) else event.ground,
                version=recorded.version,
                last_position=recorded.position,
            )
            return (row,)
    return ()


def _brought(entry: Entry, event: Imported | Staged) -> EvidenceImportRow:
    recorded = entry.recorded
    staged = event if isinstance(event, Staged) else None
    return EvidenceImportRow(
        id=recorded.stream,
        dataset=event.dataset,
        source=event.source,
        place=event.place,
        status=status_after(event).value,
        first_month=event.first_month,
        last_month=event.last_month,
        as_of=event.as_of,
        size=event.size,
        digest=event.digest,
        lines=event.lines,
        rows=event.rows,
        rejected=staged.rejected if staged else 0,
        problems=staged.problems if staged else 0,
        report=staged.report if staged else "",
        fewer=staged.fewer if staged else 0,
        parts=len(event.parts),
        ordinal=event.ordinal,
        imported_by=recorded.meta.actor,
        imported_on=recorded.meta.effective_on,
        ended_by="",
        ended_on=None,
        ground="",
        withdrawal_by="",
        version=recorded.version,
        last_position=recorded.position,
    )


EVIDENCE = View("evidence", EvidenceImportRow, key=("id",), fold=fold, needs=needs, indexes=[("dataset",), ("status",)])
