"""Questions about pairs that may be one person."""

from sqlalchemy import or_

from domain.identity_link import PairStatus
from ledger.book import Book
from ledger.views.asking import one, rows
from ledger.views.identity_pairs import IDENTITY_PAIRS, PairRow


def identity_pair(book: Book, id: str) -> PairRow:
    """One pair."""
    return one(book, IDENTITY_PAIRS, id, "identity_pair")


def identity_pairs(book: Book, *, status: str | None = None) -> list[PairRow]:
    """Pairs, the heaviest first."""
    found = rows(book, IDENTITY_PAIRS, ("id",), {"status": status})
    return sorted(found, key=lambda row: (-row.weight, row.id))


def same_persons(book: Book, party: str) -> list[str]:
    """The other pseudonyms under which two officers found the same person; what rests on each stays as it is."""
    at = IDENTITY_PAIRS.table.c
    found = rows(book, IDENTITY_PAIRS, ("id",), {"status": PairStatus.SAME}, [or_(at.left == party, at.right == party)])
    return sorted(row.right if row.left == party else row.left for row in found)
