"""The evidence of a book as checks read it: the parts that count, and the import and line behind a row."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from domain.alert import BOOK, EvidenceRow
from domain.check_run import EvidenceUsed
from domain.evidence import Evidence
from ledger.book import Book
from ledger.checks.hit import HitRow
from ledger.checks.holdings import Holdings
from ledger.evidence.current import TOPICS, current_of, evidence_in, keys_of
from ledger.evidence.keys import text_of
from ledger.evidence.store import EvidenceStore
from ledger.evidence.used import used_in
from ledger.evidence.values import day_number

_LINE_BITS = 32


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """What is held, which imports it came with, and the id of each import by its ordinal."""

    holdings: Holdings
    used: tuple[EvidenceUsed, ...]
    imports: Mapping[int, str]
    evidence: tuple[Evidence, ...]

    def cited(self, row: HitRow) -> EvidenceRow:
        """The evidence behind a row; a row of the book is cited by its position in the log."""
        if row.source.startswith("book_"):
            return EvidenceRow(dataset=row.source, import_id=BOOK, line=row.row)
        ordinal, line = row.row >> _LINE_BITS, row.row & (1 << _LINE_BITS) - 1
        return EvidenceRow(dataset=row.source, import_id=self.imports[ordinal], line=line)


def as_of_in(book: Book) -> dict[str, date]:
    """Up to which day each dataset speaks of which anything counts: the oldest of its sources."""
    return {name: min(each.as_of.values()) for name, each in current_of(evidence_in(book).values()).items()}


def held_in(book: Book, store: EvidenceStore, upto: int | None = None) -> Held:
    """The evidence of a book that counts as of a position (the end of the log unless told)."""
    known = evidence_in(book, upto)
    now = current_of(known.values())
    parts = {name: tuple(sorted(each.paths(store))) for name, each in now.items()}
    as_of = {name: min(day_number(day) for day in each.as_of.values()) for name, each in now.items()}
    return Held(
        holdings=Holdings(parts=parts, as_of=as_of),
        used=used_in(now),
        imports={each.brought.ordinal: each.id for each in known.values()},
        evidence=tuple(known.values()),
    )


class LatestHeld:
    """The evidence of a book that counted last, read again only where the log has told of evidence since."""

    def __init__(self, book: Book, store: EvidenceStore) -> None:
        self._book = book
        self._store = store
        self._held: Held | None = None
        self._seen = 0

    def at(self, position: int) -> Held:
        """What is held as of a position of the log."""
        if position < self._seen:
            # Somebody else asked for a later one meanwhile.
            return held_in(self._book, self._store, position)
        if self._held is None or self._book.read(self._seen, 1, position, TOPICS):
            self._held = held_in(self._book, self._store, position)
        self._seen = position
        return self._held


def texts_behind(held: Held, store: EvidenceStore, wanted: Mapping[str, Iterable[int]]) -> dict[tuple[str, int], str]:
    """The party ids and credit codes behind keys."""
    return text_of(keys_of(held.evidence, store), wanted) if any(wanted.values()) else {}
