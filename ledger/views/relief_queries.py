"""What readers ask about reliefs: one, some, and how many tobacco outlets count towards a place's target."""

from datetime import date

import msgspec

from domain.places import covers
from domain.reliefs import tobacco_licence
from domain.statutes.book import Provision
from ledger.book import Book
from ledger.law import law_for
from ledger.views.asking import one, rows
from ledger.views.reliefs import RELIEFS, ReliefRow


class Outlets(msgspec.Struct, frozen=True, kw_only=True):
    """How many outlets count on a day, how many there are to be, and whether those that ended count too."""

    counted: int
    target: Provision
    rule: Provision


def relief(book: Book, id: str) -> ReliefRow:
    """One relief."""
    return one(book, RELIEFS, id, "relief")


def reliefs(
    book: Book,
    *,
    relief: str | None = None,
    place: str | None = None,
    status: str | None = None,
    beneficiary: str | None = None,
) -> list[ReliefRow]:
    """Reliefs by day of request and id; `place` takes in everything below it."""
    equal = {"relief": relief, "status": status, "beneficiary": beneficiary}
    found = rows(book, RELIEFS, ("requested_on", "id"), equal)
    return [row for row in found if place is None or covers(place, row.place)]


def tobacco_outlets(book: Book, place: str, on: date) -> Outlets:
    """The outlets of persons with disabilities that count on a day; refuses where the place has no target."""
    law = law_for(book, tobacco_licence.CODE, place, on)
    target, rule = law.at("outlets_at_least", on), law.at("outlets_counted", on)
    licences = reliefs(book, relief=tobacco_licence.CODE, place=place)
    counted = sum(tobacco_licence.counts(rule, begins_on=row.begins_on, ends_on=row.ends_on, on=on) for row in licences)
    return Outlets(counted=counted, target=target, rule=rule)
