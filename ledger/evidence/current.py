"""Which evidence counts: for a book, as of a position of its log, the parts of every dataset."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import msgspec

from domain.calendar import Month
from domain.evidence import Evidence, Imported, Part, Staged, Status, evolve
from domain.places import covers
from ledger.book import Book
from ledger.evidence.dataset import datasets
from ledger.evidence.freshness import Spoken
from ledger.evidence.parts import path_of, path_of_keys
from ledger.evidence.store import EvidenceStore

TOPICS = tuple(
    f"evidence.{name}"
    for name in (
        "Imported",
        "Staged",
        "Confirmed",
        "Discarded",
        "WithdrawalProposed",
        "WithdrawalRejected",
        "Withdrawn",
    )
)
_BATCH = 100


class CurrentPart(msgspec.Struct, frozen=True, kw_only=True):
    """A part that counts, and the import that it came with."""

    part: Part
    evidence: str
    ordinal: int
    source: str
    as_of: date


class Current(msgspec.Struct, frozen=True, kw_only=True):
    """What counts of a dataset: its parts, and up to which day it speaks of which place."""

    dataset: str
    parts: tuple[CurrentPart, ...]
    spoken: Spoken

    @property
    def rows(self) -> int:
        """How many rows count."""
        return sum(each.part.rows for each in self.parts)

    def paths(self, store: EvidenceStore) -> list[Path]:
        """The files of the parts."""
        return [path_of(store.folder, self.dataset, each.part) for each in self.parts]


def evidence_in(book: Book, upto: int | None = None) -> dict[str, Evidence]:
    """Every import of the book by its id, as of a position (the end of the log unless told)."""
    known: dict[str, Evidence] = {}
    after = 0
    while events := book.read(after, _BATCH, upto, TOPICS):
        for recorded in events:
            if state := evolve(known.get(recorded.stream), recorded):
                known[recorded.stream] = state
        after = events[-1].position
    return known


def current(book: Book, upto: int | None = None) -> dict[str, Current]:
    """What counts of each dataset of which anything does."""
    return current_of(evidence_in(book, upto).values())


def current_of(evidence: Iterable[Evidence]) -> dict[str, Current]:
    """What counts of these imports."""
    counted = sorted((each for each in evidence if each.counts), key=lambda each: each.brought.ordinal)
    names = dict.fromkeys(sorted(each.brought.dataset for each in counted))
    return {name: _of_dataset(name, [each for each in counted if each.brought.dataset == name]) for name in names}


def replaced_by(brought: Imported | Staged, known: Iterable[Evidence]) -> list[CurrentPart]:
    """The parts that count and would no more, if this file did."""
    same = brought.dataset, brought.source
    imports = {each.id: each for each in known if (each.brought.dataset, each.brought.source) == same}
    now = current_of(imports.values()).get(brought.dataset)
    parts = now.parts if now else ()
    return [each for each in parts if _replaces(brought, imports[each.evidence].brought, each.part)]


def import_of(evidence: Iterable[Evidence], ordinal: int) -> Evidence | None:
    """The import whose rows hold an ordinal."""
    return next((each for each in evidence if each.brought.ordinal == ordinal), None)


def keys_of(evidence: Iterable[Evidence], store: EvidenceStore) -> list[Path]:
    """The files that lead from keys to party ids and credit codes; a key stays known whatever became of its import."""
    return [path_of_keys(store.folder, part) for each in evidence for part in each.brought.keys]


def named_by(evidence: Iterable[Evidence], store: EvidenceStore) -> set[Path]:
    """Every file that is kept: withdrawn evidence may have been cited, discarded evidence never counted."""
    known = list(evidence)
    return {*keys_of(known, store), *(path for each in known for path in _files(each, store))}


def _files(each: Evidence, store: EvidenceStore) -> Iterator[Path]:
    if each.status is Status.DISCARDED:
        return
    brought = each.brought
    yield from (path_of(store.folder, brought.dataset, part) for part in brought.parts)
    if report := getattr(brought, "report", ""):
        yield store.report(report)


def _of_dataset(name: str, counted: list[Evidence]) -> Current:
    parts = [
        CurrentPart(
            part=part,
            evidence=each.id,
            ordinal=each.brought.ordinal,
            source=each.brought.source,
            as_of=each.brought.as_of,
        )
        for each in counted
        for part in each.brought.parts
        if not any(_replaces(other.brought, each.brought, part) for other in counted)
    ]
    return Current(dataset=name, parts=tuple(parts), spoken=_spoken(counted, parts))


def _spoken(counted: list[Evidence], parts: list[CurrentPart]) -> Spoken:
    days: dict[tuple[str, str], date] = {}
    for brought in (each.brought for each in counted):
        # Whatever day a file of past months was made on, it tells nothing of what came later.
        day = min(brought.as_of, Month.parse(brought.last_month).last_day)
        where = brought.source, brought.place
        days[where] = max(day, days.get(where, day))
    rows: Counter[tuple[str, str]] = Counter()
    for each in parts:
        rows[each.source, each.part.place] += each.part.rows
    return Spoken(days=days, rows=rows)


def _replaces(one: Imported | Staged, other: Imported | Staged, part: Part) -> bool:
    """Whether an import of the same source says anew what a part of another says."""
    if one.source != other.source or not covers(one.place, part.place):
        return False
    if datasets()[one.dataset].sort == "snapshot":
        return (one.as_of, one.ordinal) > (other.as_of, other.ordinal)
    first, last = Month.parse(one.first_month), Month.parse(one.last_month)
    return one.ordinal > other.ordinal and first <= Month.parse(part.month) <= last
