"""Checks of evidence: numbered in the order of the log, accepted by another, and every part as it was imported."""

from collections.abc import Iterator
from pathlib import Path

from domain import evidence
from domain.errors import Refusal
from domain.events import Event, Recorded
from domain.evidence import Evidence, Imported, KeyPart, Part, Staged, Status
from ledger.audit.probe import Probe, Seen, Tables, schema_in
from ledger.evidence.current import replaced_by
from ledger.evidence.missing import lacking
from ledger.evidence.parts import must_be_as_written, path_of, path_of_keys, sha256_in
from ledger.evidence.store import EvidenceStore

_BEFORE = {
    evidence.Confirmed: Status.STAGED,
    evidence.Discarded: Status.STAGED,
    evidence.WithdrawalProposed: Status.IMPORTED,
    evidence.WithdrawalRejected: Status.WITHDRAWAL_PROPOSED,
    evidence.Withdrawn: Status.WITHDRAWAL_PROPOSED,
}


class EvidenceInOrder(Probe):
    """Imports of evidence are numbered as the log has them; another person accepted what one leaves out or takes."""

    code = "evidence-in-order"
    zh = "证据导入的序号依次递增,待入库的和撤回的都由另一人复核,撤下和撤回的都是在案的导入"
    en = "imports of evidence are numbered as the log has them; what waits, and what goes, had a second person"

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, Evidence | None] = {}
        self._ordinal = 0

    def see(self, seen: Seen) -> None:
        recorded = seen.recorded
        if recorded is None or not recorded.event.topic.startswith("evidence."):
            return
        self.counted += 1
        before = self._known.get(recorded.stream)
        self._known[recorded.stream] = evidence.evolve(before, recorded)
        event = recorded.event
        if isinstance(event, Imported | Staged):
            # At first the file alone was claimed.
            if schema_in(seen.row) > 2 and event.claim != evidence.claim_of(event):
                self._fault(recorded, "占用与导入内容不符", "the claim is not that of what came in")
            self._brought(recorded, event)
        elif before is None or before.status not in _before(event, schema_in(seen.row)):
            self._fault(recorded, "此前不在该状态", "it was not in that state")
        elif isinstance(event, evidence.Discarded | evidence.Withdrawn) and event.claim != before.brought.claim:
            self._fault(recorded, "占用不是该导入的占用", "the claim is not that of the import")
        elif recorded.meta.actor == _first(event, before):
            self._fault(recorded, f"均为 {recorded.meta.actor}", f"{recorded.meta.actor} did both")

    def _brought(self, recorded: Recorded, event: Imported | Staged) -> None:
        if event.ordinal <= self._ordinal:
            self._fault(recorded, f"序号 {event.ordinal} 未递增", f"the ordinal {event.ordinal} does not rise")
        self._ordinal = max(self._ordinal, event.ordinal)
        if event.rows != sum(part.rows for part in event.parts):
            self._fault(recorded, "行数与各文件之和不符", "its rows are not those of its parts")
        left_out = event.rejected if isinstance(event, Staged) else 0
        if event.lines != event.rows + left_out:
            self._fault(recorded, "行数与剔除数之和不符", "its lines are not those taken and left out")

    def _fault(self, recorded: Recorded, zh: str, en: str) -> None:
        self.fault(recorded.position, recorded.stream, zh, en)


def _before(event: Event, schema: int) -> tuple[Status, ...]:
    """In which state the import must have been; at first a withdrawal needed no second person."""
    old = isinstance(event, evidence.Withdrawn) and schema == 1
    return (Status.IMPORTED,) if old else (_BEFORE[type(event)],)


def _first(event: Event, before: Evidence) -> str:
    """Who must not be the one to decide."""
    match event:
        case evidence.Confirmed():
            return before.brought_by
        case evidence.Withdrawn() if before.status is Status.WITHDRAWAL_PROPOSED:
            return before.proposed_by
    return ""


class EvidenceAsImported(Probe):
    """Every part, key and report that an event names is there as it was written."""

    code = "evidence-as-imported"
    zh = "证据库中的文件与导入时的摘要和行数一致"
    en = "the files in the evidence folder have the digests and rows with which they were imported"

    def __init__(self, store: EvidenceStore | None) -> None:
        super().__init__()
        self._store = store
        self._known: dict[str, Evidence] = {}
        self._positions: dict[str, int] = {}

    def see(self, seen: Seen) -> None:
        if seen.recorded is None or not seen.recorded.event.topic.startswith("evidence."):
            return
        stream = seen.recorded.stream
        self._positions.setdefault(stream, seen.row.position)
        if state := evidence.evolve(self._known.get(stream), seen.recorded):
            self._known[stream] = state

    def end(self, tables: Tables) -> None:
        if self._store is None:
            if self._known:
                self.remarks.append(f"{len(self._known)} 次导入未核对 imports not checked: no folder of evidence")
            return
        for each in self._known.values():
            for path, part in _files(each, self._store):
                self.counted += 1
                try:
                    must_be_as_written(path, part)
                except Refusal as refusal:
                    self.fault(self._positions[each.id], each.id, refusal.zh, refusal.en)
            self._report(each, self._store)

    def _report(self, each: Evidence, store: EvidenceStore) -> None:
        if not isinstance(each.brought, Staged) or each.status is Status.DISCARDED:
            return
        self.counted += 1
        path = store.report(each.brought.report)
        if not path.is_file():
            self.fault(
                self._positions[each.id], each.id, "剔除行的说明缺失", "the report of what was left out is missing"
            )
        elif sha256_in(path) != each.brought.report:
            self.fault(self._positions[each.id], each.id, "剔除行的说明已被改动", "the report was changed")


class EvidenceReplacedByTwo(Probe):
    """What one person alone imported lacks no key of what it replaced; what another accepted says how many it lacks."""

    code = "evidence-replaced-by-two"
    zh = "一人导入的证据没有减少被取代证据中的编号,减少的都载明数目并经另一人复核"
    en = "evidence that one person imported lacks no key of what it replaced; what lacks any says how many, and waited"

    def __init__(self, store: EvidenceStore | None) -> None:
        super().__init__()
        self._store = store
        self._told: list[tuple[Recorded, bool]] = []

    def see(self, seen: Seen) -> None:
        if seen.recorded is not None and seen.recorded.event.topic.startswith("evidence."):
            # At first nothing was compared when a file came in.
            self._told.append((seen.recorded, schema_in(seen.row) > 1))

    def end(self, tables: Tables) -> None:
        if self._store is None:
            return
        # Files of what was discarded may be gone, and nothing of them counted.
        gone = {each.stream for each, _ in self._told if isinstance(each.event, evidence.Discarded)}
        known: dict[str, Evidence] = {}
        for recorded, compares in self._told:
            if compares and isinstance(recorded.event, Imported | Staged) and recorded.stream not in gone:
                self._compare(recorded, recorded.event, known, self._store)
            if state := evidence.evolve(known.get(recorded.stream), recorded):
                known[recorded.stream] = state

    def _compare(
        self, recorded: Recorded, event: Imported | Staged, known: dict[str, Evidence], store: EvidenceStore
    ) -> None:
        self.counted += 1
        try:
            fewer = _fewer(event, known, store)
        except Refusal:
            # What is not there, or was changed, is named by the check of the files.
            return
        said = event.fewer if isinstance(event, Staged) else 0
        if said != fewer:
            zh, en = f"载明少 {said} 个编号,实为 {fewer} 个", f"{fewer} keys fewer, not {said}"
            self.fault(recorded.position, recorded.stream, zh, en)


def _fewer(event: Imported | Staged, known: dict[str, Evidence], store: EvidenceStore) -> int:
    """How many keys are not in it of what it replaces; raises PartMissing, PartChanged or ReplacedDamaged."""
    if not replaced_by(event, known.values()):
        return 0
    return lacking(store, event, known.values()).fewer


def _files(each: Evidence, store: EvidenceStore) -> Iterator[tuple[Path, Part | KeyPart]]:
    """The parts of an import, which are gone once it was discarded, and its keys, which are kept."""
    brought = each.brought
    if each.status is not Status.DISCARDED:
        yield from ((path_of(store.folder, brought.dataset, part), part) for part in brought.parts)
    yield from ((path_of_keys(store.folder, part), part) for part in brought.keys)
