"""Check of the decisions: each comes out the same from its facts and the law as known on its day."""

from domain.adjustment import Opened
from domain.events import Recorded
from ledger.audit.probe import Probe, Seen, Tables
from ledger.audit.recompute import compare, decisions_of
from ledger.book import Book
from ledger.law import statutes_of
from ledger.views.view import case_of


class DecisionsRecompute(Probe):
    """Every stored decision recomputes."""

    code = "decisions-recompute"
    zh = "每项测算按其事实和当日已知规定重算,金额和步骤一致"
    en = "every decision recomputes from its facts and the law as known on its day, to the same amount and steps"

    def __init__(self, book: Book) -> None:
        super().__init__()
        self._book = book
        self._statutes = statutes_of(book).digest
        self._late: dict[str, list[tuple[int, str, str]]] = {}

    def see(self, seen: Seen) -> None:
        if seen.recorded is None:
            return
        self._adjusted(seen.recorded)
        for decision, facts in decisions_of(seen.recorded, seen.before):
            self.counted += 1
            for difference in compare(self._book, seen.recorded, seen.before, decision, facts):
                was, now = difference.stored, difference.recomputed
                zh, en = f"{difference.field}:{was},重算 {now}", f"{difference.field}: {was}, recomputed {now}"
                if decision.statute_digest == self._statutes:
                    self.fault(seen.row.position, seen.row.stream, zh, en)
                else:
                    self._late.setdefault(case_of(seen.recorded), []).append((seen.row.position, zh, en))

    def _adjusted(self, recorded: Recorded) -> None:
        """A decision by a book that lacked a published row is put right by an adjustment that names the row."""
        if isinstance(event := recorded.event, Opened) and event.causes:
            late = self._late.pop(event.case, None)
            if late:
                position, zh, en = late[0]
                self.remarks.append(f"{event.case} #{position}: {zh} · {en} · {recorded.stream}")

    def end(self, tables: Tables) -> None:
        for case, late in self._late.items():
            for position, zh, en in late:
                self.fault(position, case, zh, en)
