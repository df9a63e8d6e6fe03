"""Checks of evidence: numbered in the order of the log, accepted by another, and every part as it was imported."""

from collections.abc import Iterator
from pathlib import Path

from domain import evidence
from domain.errors import Refusal
from domain.events import Recorded
from domain.evidence import Evidence, Imported, KeyPart, Part, Staged, Status
from ledger.audit.probe import Probe, Seen, Tables
from ledger.evidence.parts import must_be_as_written, path_of, path_of_keys, sha256_in
from ledger.evidence.store import EvidenceStore

_BEFORE = {
    evidence.Confirmed: Status.STAGED,
    evidence.Discarded: Status.STAGED,
    evidence.Withdrawn: Status.IMPORTED,
}


class EvidenceInOrder(Probe):
    """Imports of evidence are numbered as the log has them, and another person accepted what one leaves out."""

    code = "evidence-in-order"
    zh = "证据导入的序号依次递增,部分入库由另一人复核,撤下和撤回的都是在案的导入"
    en = "imports of evidence are numbered in the order of the log, accepted in part by another person, ended once"

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
            self._brought(recorded, event)
        elif before is None or before.status is not _BEFORE[type(event)]:
            self._fault(recorded, "此前不在该状态", "it was not in that state")
        elif isinstance(event, evidence.Confirmed) and recorded.meta.actor == before.brought_by:
            self._fault(recorded, f"均为 {before.brought_by}", f"{before.brought_by} did both")

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


def _files(each: Evidence, store: EvidenceStore) -> Iterator[tuple[Path, Part | KeyPart]]:
    """The parts of an import, which are gone once it was discarded, and its keys, which are kept."""
    brought = each.brought
    if each.status is not Status.DISCARDED:
        yield from ((path_of(store.folder, brought.dataset, part), part) for part in brought.parts)
    yield from ((path_of_keys(store.folder, part), part) for part in brought.keys)
