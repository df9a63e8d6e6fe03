"""Questions about pairs that may be one person."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import or_

from domain.identity_link import PairStatus
from ledger.book import Book
from ledger.views.asking import one, rows
from ledger.views.identity_pairs import IDENTITY_PAIRS, PairRow
from ledger.views.queries import AT_ONCE


def identity_pair(book: Book, id: str) -> PairRow:
    """One pair."""
    return one(book, IDENTITY_PAIRS, id, "identity_pair")


def identity_pairs(book: Book, *, status: str | None = None) -> list[PairRow]:
    """Pairs, the heaviest first."""
    found = rows(book, IDENTITY_PAIRS, ("id",), {"status": status})
    return sorted(found, key=lambda row: (-row.weight, row.id))


def same_persons(book: Book, party: str) -> list[str]:
    """The other pseudonyms under which two officers found the same person; what rests on each stays as it is."""
    return list(same_as(book, (party,)).get(party, ()))


def same_as(book: Book, parties: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Those of the parties who have other pseudonyms, with these."""
    at = IDENTITY_PAIRS.table.c
    found: defaultdict[str, set[str]] = defaultdict(set)
    asked = sorted(set(parties))
    for first in range(0, len(asked), AT_ONCE):
        some = asked[first : first + AT_ONCE]
        either = or_(at.left.in_(some), at.right.in_(some))
        for row in rows(book, IDENTITY_PAIRS, ("id",), {"status": PairStatus.SAME}, [either]):
            found[row.left].add(row.right)
            found[row.right].add(row.left)
    return {party: tuple(sorted(found[party])) for party in asked if party in found}
