"""What a group of taken commands writes, table by table, as plain rows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

import msgspec

from ledger.store.append import Append
from ledger.store.standing import Standing

Row = tuple[Any, ...]


@dataclass(frozen=True, kw_only=True)
class Changes:
    """Rows in the order of their table's columns. Balances are what they are afterwards.

    `released` are the claims to delete, before those in `claims` are inserted: a claim that changed hands is in both.

    The tiles of the Merkle log are derived from the leaf hashes in `events`, and will be one more field here.
    """

    book: str
    position: int
    recorded_at: str
    events: list[Row]
    balances: list[Row]
    claims: list[Row]
    released: list[str]
    answers: list[Row]


def changes(book: str, before: Standing, after: Standing) -> Changes:
    """The difference between the standing before and after the admitted commands."""
    return Changes(
        book=book,
        position=after.position,
        recorded_at=msgspec.to_builtins(after.recorded_at),
        events=list(_events(book, before.position, after.admitted)),
        balances=[(book, *row) for row in sorted(after.balances.items() - before.balances.items())],
        claims=[(book, *row) for row in sorted(after.holders.items() - before.holders.items())],
        released=sorted(claim for claim, _ in before.holders.items() - after.holders.items()),
        answers=list(_answers(book, before.position, after.admitted)),
    )


def _events(book: str, position: int, admitted: Iterable[Append]) -> Iterator[Row]:
    leaves = chain.from_iterable(append.leaves for append in admitted)
    for place, leaf in enumerate(leaves, start=position + 1):
        yield (book, place, *leaf)


def _answers(book: str, position: int, admitted: Iterable[Append]) -> Iterator[Row]:
    for append in admitted:
        position += len(append.leaves)
        if append.idempotency:
            yield (book, *append.idempotency, position)
