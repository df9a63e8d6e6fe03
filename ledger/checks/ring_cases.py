"""The cases that a ring concerns: those for which its members applied."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from ledger.book import Book
from ledger.checks import warehouse
from ledger.views import queries

Texts = Mapping[tuple[str, int], str]

ASKED: Final = 'SELECT DISTINCT "ring", "person", "employer" FROM held."ring_members" WHERE "ring" IN ({rings})'


def cases_of_rings(
    book: Book, path: Path, rings: Iterable[int], texts_of: Callable[[Mapping[str, Iterable[int]]], Texts]
) -> dict[int, tuple[str, ...]]:
    """For each ring the ids of its members' cases, in order; whichever scope found the ring, they are the same."""
    wanted = sorted(set(rings))
    if not wanted:
        return {}
    members = warehouse.beside(path).answer(ASKED.format(rings=", ".join(str(int(ring)) for ring in wanted)))
    keys = {
        "person": {person for _, person, _ in members if person is not None},
        "employer": {employer for _, _, employer in members if employer is not None},
    }
    applied = {
        party: [case.id for case in queries.cases(book, applicant=text)] for party, text in texts_of(keys).items()
    }
    found: defaultdict[int, set[str]] = defaultdict(set)
    for ring, person, employer in members:
        for party in (("person", person), ("employer", employer)):
            found[ring].update(applied.get(party, ()))
    return {ring: tuple(sorted(cases)) for ring, cases in found.items()}
