"""The view of allotments: for every budget line what it got, and where each fen of it is now."""

from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec

from domain import fund
from ledger import chart
from ledger.views.cases import line_of
from ledger.views.view import Entry, Row, View


class AllotmentRow(Row, frozen=True, kw_only=True):
    """A budget line (fen). What was allotted is the sum of all that follows it.

    `lapsed` is what the line lost at the year's end or after it, carried forward or not.
    """

    id: str
    fund: str
    year: int
    programme: str
    place: str
    allotted: int
    available: int
    pre_encumbered: int
    encumbered: int
    held: int
    unpaid: int
    paid: int
    lapsed: int
    last_position: int


_FIELDS = {
    chart.ALLOTTED.code: "available",
    chart.PRE_ENCUMBERED.code: "pre_encumbered",
    chart.ENCUMBERED.code: "encumbered",
    chart.ENCUMBERED_HELD.code: "held",
    chart.EXPENDED_UNPAID.code: "unpaid",
    chart.EXPENDED_PAID.code: "paid",
}


def needs(entry: Entry) -> Iterable[str]:
    """The lines that the event posts to."""
    return {posting.line for posting in entry.postings if posting.account in _FIELDS}


def fold(known: Mapping[str, AllotmentRow], entry: Entry) -> Iterable[AllotmentRow]:
    """Sum the postings by line; what leaves a line without going back to the unallotted budget has lapsed."""
    changes: dict[str, Counter[str]] = {}
    for posting in entry.postings:
        if posting.account in _FIELDS:
            changes.setdefault(posting.line, Counter())[_FIELDS[posting.account]] += posting.amount
    return [_changed(known.get(line) or _new(line), change, entry) for line, change in changes.items()]


def _changed(row: AllotmentRow, change: Counter[str], entry: Entry) -> AllotmentRow:
    gained = sum(change.values())
    moved = isinstance(entry.recorded.event, fund.Allotted | fund.AllotmentWithdrawn)
    change["allotted" if moved else "lapsed"] += gained if moved else -gained
    after = {name: getattr(row, name) + amount for name, amount in change.items()}
    return msgspec.structs.replace(row, last_position=entry.recorded.position, **after)


def _new(key: str) -> AllotmentRow:
    line = line_of(key)
    return AllotmentRow(
        id=key,
        fund=line.fund,
        year=line.year,
        programme=line.programme,
        place=line.place,
        allotted=0,
        available=0,
        pre_encumbered=0,
        encumbered=0,
        held=0,
        unpaid=0,
        paid=0,
        lapsed=0,
        last_position=0,
    )


ALLOTMENTS = View("allotments", AllotmentRow, key=("id",), fold=fold, needs=needs, indexes=[("fund", "year")])
