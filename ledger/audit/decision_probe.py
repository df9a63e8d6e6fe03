"""Check of the decisions: each comes out the same from its facts and the law as known on its day."""

from ledger.audit.probe import Probe, Seen
from ledger.audit.recompute import compare, decisions_of
from ledger.book import Book


class DecisionsRecompute(Probe):
    """Every stored decision recomputes."""

    code = "decisions-recompute"
    zh = "每项测算按其事实和当日已知规定重算,金额和步骤一致"
    en = "every decision recomputes from its facts and the law as known on its day, to the same amount and steps"

    def __init__(self, book: Book) -> None:
        super().__init__()
        self._book = book

    def see(self, seen: Seen) -> None:
        if seen.recorded is None:
            return
        for decision, facts in decisions_of(seen.recorded, seen.before):
            self.counted += 1
            for difference in compare(self._book, seen.recorded, seen.before, decision, facts):
                was, now = difference.stored, difference.recomputed
                zh, en = f"{difference.field}:{was},重算 {now}", f"{difference.field}: {was}, recomputed {now}"
                self.fault(seen.row.position, seen.row.stream, zh, en)
