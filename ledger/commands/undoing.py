"""Undoing what fallen findings caused: what they left standing, and what is told to the investigations that wait."""

from collections.abc import Callable
from typing import NamedTuple

from domain.events import Event
from domain.investigation import undoing
from domain.investigation.events import Undoing
from domain.investigation.state import Investigation
from ledger.book import Book
from ledger.commands.base import Change
from ledger.commands.load import load_case, load_investigation, load_recovery
from ledger.guards import undo_claim
from ledger.views import alert_queries


class Standing(NamedTuple):
    """The cases that are suspended and the recoveries that were not given back, and the versions that say so."""

    streams: frozenset[str]
    expect: dict[str, int]


class Told(NamedTuple):
    """What investigations note of it, and the claims by which they wait."""

    changes: tuple[Change, ...]
    watch: dict[str, tuple[str, ...]]


def standing(book: Book, state: Investigation, number: int) -> Standing:
    """What would be left of what was done on a finding, if it fell now."""
    streams: list[str] = []
    expect: dict[str, int] = {}
    for each in undoing.to_undo(state, number):
        stands, expect[each.stream] = _stands(book, each.stream, each.measure == "suspend")
        if stands:
            streams.append(each.stream)
    return Standing(frozenset(streams), expect)


def must_not_be_kept(book: Book, case: str) -> dict[str, int]:
    """Refuse while a finding stands that asks for the suspension of a case; the investigations on which that rests.

    Findings of any age count, and cases that were suspended before the finding: so it is asked of the investigations
    themselves. Whoever confirms a finding meanwhile moves one of them.
    """
    versions: dict[str, int] = {}
    for row in alert_queries.investigations(book, case=case):
        state, versions[row.id] = load_investigation(book, row.id)
        undoing.must_not_ask_to_suspend(state, case)
    return versions


def resumed(book: Book, case: str) -> Told:
    """Tell every investigation that waits for it that a case goes on."""
    return _told(book, "resume", case, lambda _: (undoing.undone("resume", case, case),))


def given_back(book: Book, case: str, recovery: str, amount: int) -> Told:
    """Tell every investigation that waits for it that a recovery of an amount (fen) was given back.

    Nothing is told where no finding fell on which it rested.
    """

    def events(state: Investigation) -> tuple[Event, ...]:
        waiting = undoing.to_give_back(state, case)
        if recovery not in waiting:
            return ()
        left = sum(load_recovery(book, other)[0].amount for other in waiting if other != recovery)
        return (undoing.undone("give_back", case, recovery, amount=amount, left=left),)

    return _told(book, "give_back", case, events)


def _stands(book: Book, stream: str, is_case: bool) -> tuple[bool, int]:
    if is_case:
        case, version = load_case(book, stream)
        return case.suspended, version
    recovery, version = load_recovery(book, stream)
    return not recovery.undone, version


def _told(book: Book, measure: Undoing, case: str, events: Callable[[Investigation], tuple[Event, ...]]) -> Told:
    prefix = undo_claim(case, measure)
    claims = book.claims(prefix)
    loaded = (load_investigation(book, holder) for holder in claims.values())
    changes = tuple(
        Change(stream=state.id, version=version, events=told) for state, version in loaded if (told := events(state))
    )
    return Told(changes, {prefix: tuple(claims)})
