"""Which open alerts a run should have hit again, and did not: the same text, over everything, on evidence as new."""

from collections.abc import Collection, Iterable
from typing import Final

from domain.alert import BOOK, AlertStatus, EvidenceRow
from domain.check_run import CheckVersion, EvidenceUsed, RunRecord
from domain.places import covers
from ledger.book import Book
from ledger.commands.load import load_alert
from ledger.evidence.values import day_number
from ledger.views.alerts import ALERTS, AlertRow
from ledger.views.asking import rows
from ledger.views.evidence import EVIDENCE

EVERYTHING: Final = "all"
"""The scope of a run that looked at every subject; a narrower one says nothing of those it did not look at."""

Text = tuple[str, int, str, bool]
"""A check, its version, the digest of its text with the thresholds, and whether it ran on trial."""


def no_longer_hit(book: Book, ran: RunRecord, hit: Collection[str]) -> list[AlertRow]:
    """The open alerts that this run hits no more, for which no run said so before; `hit` are those that it hits.

    Nothing follows from that by itself: the party may have mended what was wrong, or only the file.
    """
    if ran.scope != EVERYTHING or ran.seed is not None:
        return []
    texts = {text_run(check) for check in ran.checks}
    known = rows(book, ALERTS, ("id",), {"status": AlertStatus.OPEN.value, "no_hit_since": ""})
    missed = [
        row
        for row in known
        if row.id not in hit
        and text_of(row) in texts
        and covers(ran.place, row.place)
        and row.last_position <= ran.position
    ]
    if not missed:
        return []
    newer = _Newer(book, ran.evidence)
    return [row for row in missed if newer.than(load_alert(book, row.id)[0].hit.evidence)]


def text_run(check: CheckVersion) -> Text:
    """The text that ran."""
    return check.check, check.version, check.text_digest, check.mode == "shadow"


def text_of(row: AlertRow) -> Text:
    """The text that hit last."""
    return row.check, row.check_version, row.text_digest, row.mode == "shadow"


class _Newer:
    """Whether a run had evidence at least as new as what is cited."""

    def __init__(self, book: Book, used: Iterable[EvidenceUsed]) -> None:
        self._as_of = {row.id: day_number(row.as_of) for row in rows(book, EVIDENCE, ("id",), {})}
        self._used: set[str] = set()
        self._newest: dict[str, int] = {}
        for each in used:
            self._used.add(each.import_id)
            self._newest[each.dataset] = max(each.as_of_day, self._newest.get(each.dataset, each.as_of_day))

    def than(self, cited: Iterable[EvidenceRow]) -> bool:
        """Every cited import counted in the run, or one of its dataset that tells of that day or a later one."""
        return all(each.import_id in self._used or self._replaced(each) for each in cited)

    def _replaced(self, cited: EvidenceRow) -> bool:
        """What the book itself said is as new as the run; an import that nobody knows any more is not outdone."""
        if cited.import_id == BOOK:
            return True
        told, newest = self._as_of.get(cited.import_id), self._newest.get(cited.dataset)
        return told is not None and newest is not None and newest >= told
