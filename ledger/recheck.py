"""A standing certification looked at again: which person-months would count otherwise by today's evidence and law."""

from datetime import date

import msgspec

from domain.calendar import Month
from domain.certification.roster import roster_of
from domain.certification.state import Certification
from domain.placement.counted import CODE
from ledger.book import Book
from ledger.commands.load import load_placement
from ledger.law import law_for


class ChangedMonth(msgspec.Struct, frozen=True, kw_only=True):
    """A person-month with the weight that was certified and the one that it has now; 0 where it does not count."""

    person: str
    month: Month
    certified: int
    now: int
    reasons: tuple[str, ...]


def recheck(book: Book, state: Certification, known_on: date) -> tuple[ChangedMonth, ...]:
    """Every person-month that corrected evidence, another certificate or later published law has changed."""
    placements = [load_placement(book, each)[0] for each in state.placements]
    again = roster_of(placements, state.year, lambda place: law_for(book, CODE, place, known_on))
    was = {(each.person, each.month): each.weight for each in state.counted}
    now = {(each.person, each.month): each.weight for each in again.counted}
    reasons = {(each.person, each.month): each.reasons for each in again.uncounted}
    return tuple(
        ChangedMonth(
            person=key[0],
            month=key[1],
            certified=was.get(key, 0),
            now=now.get(key, 0),
            reasons=() if key in now else reasons.get(key, ()),
        )
        for key in sorted(was.keys() | now.keys())
        if was.get(key) != now.get(key)
    )
