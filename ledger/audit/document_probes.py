"""Checks of documents: each belongs to its case and party, and what lies in the store is what was filed."""

from domain import document
from domain.document import Document
from domain.errors import Refusal
from ledger.audit.probe import Probe, Seen, Tables
from ledger.documents.store import DocumentErased, DocumentMissing, DocumentStore


class DocumentsInOrder(Probe):
    """Documents are filed for the party of their case, withdrawn before its decision, and only then opened."""

    code = "documents-in-order"
    zh = "材料属于本案当事人,撤回在决定之前且只有一次,查看的都是已提交的材料"
    en = "documents are of the party of their case, withdrawn once and before its decision, and opened once filed"

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, Document] = {}

    def see(self, seen: Seen) -> None:
        match seen.recorded.event if seen.recorded else None:
            case document.Filed() as event:
                self.counted += 1
                if seen.after and event.party != seen.after.applicant:
                    self._fault(seen, f"不是 {event.case} 的当事人", f"not of the party of {event.case}")
            case document.Withdrawn():
                self.counted += 1
                self._withdrawn(seen)
            case document.Opened() as event:
                self.counted += 1
                known = self._known.get(event.document)
                if known is None or (known.case, known.party, known.digest) != (event.case, event.party, event.digest):
                    self._fault(seen, "查看的不是已提交的材料", "what was opened had not been filed so")
        if seen.recorded and (state := document.evolve(self._known.get(seen.row.stream), seen.recorded)):
            self._known[seen.row.stream] = state

    def _withdrawn(self, seen: Seen) -> None:
        known = self._known.get(seen.row.stream)
        if known is None or known.status != "in_evidence":
            self._fault(seen, "撤回的材料不在卷", "what was withdrawn was not in evidence")
        elif seen.after is None or seen.after.id != known.case or not document.is_undecided(seen.after):
            self._fault(seen, "案件已决定,材料不得撤回", "the case had been decided")

    def _fault(self, seen: Seen, zh: str, en: str) -> None:
        self.fault(seen.row.position, seen.row.stream, zh, en)


class DocumentsAsFiled(Probe):
    """What lies in the store is what was filed."""

    code = "documents-as-filed"
    zh = "材料库中的文件与提交时的摘要一致"
    en = "the files in the store have the digests under which they were filed"

    def __init__(self, store: DocumentStore | None) -> None:
        super().__init__()
        self._store = store
        self._filed: dict[str, tuple[int, Document]] = {}

    def see(self, seen: Seen) -> None:
        if seen.recorded and isinstance(seen.recorded.event, document.Filed):
            state = document.evolve(None, seen.recorded)
            if state:
                self._filed[state.id] = (seen.row.position, state)

    def end(self, tables: Tables) -> None:
        if self._store is None:
            if self._filed:
                self.remarks.append(f"{len(self._filed)} 份材料未核对 documents not checked: no keys or no store")
            return
        for position, state in self._filed.values():
            self.counted += 1
            self._compare(self._store, position, state)
        wanted = {self._store.address(state.party, state.digest) for _, state in self._filed.values()}
        if unknown := self._store.addresses() - wanted:
            # A file comes before its event, so one may be on its way.
            self.remarks.append(f"{len(unknown)} 个文件没有对应事件 files that no event speaks of yet")

    def _compare(self, store: DocumentStore, position: int, state: Document) -> None:
        try:
            digest, _ = store.digests_of(state)
        except DocumentMissing:
            self.fault(position, state.id, "密封文件缺失", "the sealed file is missing")
        except DocumentErased:
            self.remarks.append(f"{state.id}: 密钥已销毁 erased")
        except Refusal as refusal:
            self.fault(position, state.id, f"无法打开:{refusal.zh}", f"does not open: {refusal.en}")
        else:
            if digest != state.digest:
                self.fault(position, state.id, "内容与摘要不符", "the content is not that of the digest")
