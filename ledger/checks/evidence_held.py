"""The evidence of a book as checks read it: the parts that count, and the import and line behind a row."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

import msgspec

from domain.alert import BOOK, EvidenceRow
from domain.check_run import EvidenceUsed
from domain.evidence import Evidence
from ledger.book import Book
from ledger.checks.hit import HitRow
from ledger.checks.holdings import Holdings
from ledger.evidence.current import TOPICS, current_of, evidence_in, keys_of
from ledger.evidence.freshness import Spoken
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
    spoken: Mapping[str, Spoken]

    def at(self, places: Collection[str]) -> Holdings:
        """What is held, as fresh as it is where least is known of these places; a day is missing where nothing is."""
        return msgspec.structs.replace(self.holdings, as_of=_fresh_at(self.spoken, places))

    def cited(self, row: HitRow) -> EvidenceRow:
        """The evidence behind a row; a row of the book is cited by its position in the log."""
        if row.source.startswith("book_"):
            return EvidenceRow(dataset=row.source, import_id=BOOK, line=row.row)
        ordinal, line = row.row >> _LINE_BITS, row.row & (1 << _LINE_BITS) - 1
        return EvidenceRow(dataset=row.source, import_id=self.imports[ordinal], line=line)


def as_of_in(book: Book) -> dict[str, date]:
    """Up to which day each dataset speaks of the place of the book, of which anything counts."""
    days = {name: each.spoken.until(book.place) for name, each in current_of(evidence_in(book).values()).items()}
    return {name: day for name, day in days.items() if day}


def held_in(book: Book, store: EvidenceStore, upto: int | None = None) -> Held:
    """The evidence of a book that counts as of a position (the end of the log unless told)."""
    known = evidence_in(book, upto)
    now = current_of(known.values())
    parts = {name: tuple(sorted(each.paths(store))) for name, each in now.items()}
    spoken = {name: each.spoken for name, each in now.items()}
    return Held(
        holdings=Holdings(parts=parts, as_of=_fresh_at(spoken, (book.place,))),
        used=used_in(now),
        imports={each.brought.ordinal: each.id for each in known.values()},
        evidence=tuple(known.values()),
        spoken=spoken,
    )


def _fresh_at(spoken: Mapping[str, Spoken], places: Collection[str]) -> dict[str, int]:
    days = {name: [each.until(place) for place in places] for name, each in spoken.items()}
    known = {name: [day_number(day) for day in some if day] for name, some in days.items()}
    return {name: min(some) for name, some in known.items() if len(some) == len(places)}


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
