"""What an alert says to people: made when it is read, from the check's words and the facts that were told."""

from collections.abc import Sequence
from typing import Any

import msgspec

from ledger.book import Book
from ledger.checks.check import Words
from ledger.checks.registry import checks
from ledger.checks.sentence import sentence
from ledger.views.alerts import AlertRow
from ledger.views.identity_queries import same_as


class AlertTold(AlertRow, frozen=True, kw_only=True):
    """An alert with its sentence; `same_persons` are other pseudonyms of its subject, as two officers found."""

    sentence: Words
    same_persons: tuple[str, ...]


def told(book: Book, found: Sequence[AlertRow]) -> list[AlertTold]:
    """The alerts as people read them."""
    same = same_as(book, [row.subject for row in found])
    return [
        AlertTold(**msgspec.structs.asdict(row), sentence=sentence_of(row), same_persons=same.get(row.subject, ()))
        for row in found
    ]


def sentence_of(row: AlertRow) -> Words:
    """The sentence in both languages; the bare facts where this program no longer has the check, or its old words."""
    facts: dict[str, Any] = msgspec.json.decode(row.facts)
    check = checks().get(row.check)
    if check is None:
        return Words(row.facts, row.facts)
    try:
        return sentence(check, facts)
    except (KeyError, IndexError):
        return Words(row.facts, row.facts)
