"""Where an event happened: where its case lies, else where it says, else where its stream lies or the book does."""

from collections.abc import Mapping

import msgspec

from domain.adjustment import Dismissed
from domain.application.events import Drafted, Submitted
from domain.events import Event
from domain.party import Registered
from domain.placement.events import PlacementEnded, PlacementRegistered, TermsChanged
from domain.placement.terms import PlacementTerms
from ledger.views.places import StreamPlaceRow, fold, needs, place_of
from ledger.views.view import Entry
from tests.cases import AFTER, CASE, DAY, by, recorded, workflow
from tests.placed import terms


def moved(place: str) -> PlacementTerms:
    return msgspec.convert(terms("p_a", place=place), PlacementTerms)


def entry_of(known: Mapping[str, StreamPlaceRow], stream: str, version: int, event: Event) -> Entry:
    made = recorded(stream, version, event, by("officer"))
    return Entry(made, (), place_of(known, made))


def where(*events: tuple[str, Event]) -> list[str]:
    """In which place each of some events happened, one after the other."""
    known: dict[str, StreamPlaceRow] = {}
    places = []
    for version, (stream, event) in enumerate(events, start=1):
        entry = entry_of(known, stream, version, event)
        places.append(entry.place)
        rows = {row.id: row for row in fold(known, entry)}
        assert rows.keys() <= set(needs(entry))
        known |= rows
    return places


DRAFTED = Drafted(programme="startup_grant", place="330502", applicant="p_a", applied_on=DAY, facts={})
SUBMITTED = Submitted(claims=(), workflow=workflow())
REGISTERED = Registered(party="p_a", kind="person", commitment="0" * 64, details_version=1)


def test_a_case_lies_where_it_was_drafted_for() -> None:
    assert where((CASE, DRAFTED), (CASE, SUBMITTED)) == ["330502", "330502"]


def test_what_belongs_to_a_case_lies_where_the_case_does() -> None:
    dismissed = Dismissed(case=CASE, ground="已另行处理", release=None)
    assert where((CASE, DRAFTED), (f"{CASE}-D1", dismissed), (f"{CASE}-D1", dismissed)) == ["330502"] * 3


def test_a_placement_is_followed_to_another_place_and_what_was_before_stays() -> None:
    placement = "placement:91330502000000001X:p_a:2024-01-01"
    begins = PlacementRegistered(terms=moved("330502"), certificates=(), started_on=DAY)
    moves = TermsChanged(terms=moved("330521"), from_on=AFTER)
    ends = PlacementEnded(ended_on=AFTER, ground="resigned")
    told = where((placement, begins), (placement, moves), (placement, ends))
    assert told == ["330502", "330521", "330521"]


def test_what_says_no_place_is_the_books_own() -> None:
    assert where(("party:p_a", REGISTERED)) == ["330500"]


def test_a_stream_is_written_down_once_for_each_place() -> None:
    known = {"party:p_a": StreamPlaceRow(id="party:p_a", place="330500")}
    assert list(fold(known, entry_of(known, "party:p_a", 2, REGISTERED))) == []
