"""The shipped statute book with some values of one programme changed, as a scenario says."""

from collections.abc import Mapping
from datetime import date

import msgspec

from domain.statutes.book import Law, StatuteBook
from domain.statutes.loader import load_statutes


def changed_law(
    programme: str, place: str, known_on: date, changed: Mapping[str, str | int | bool], *, demo: bool
) -> Law:
    """The law of the programme at the place; every row of a changed key has the value given."""
    book = load_statutes(demo=demo)
    if changed:
        book = StatuteBook(
            msgspec.structs.replace(row, value=changed[row.key])
            if row.programme == programme and row.key in changed
            else row
            for row in book.provisions
        )
    return book.law(programme, place, known_on)
