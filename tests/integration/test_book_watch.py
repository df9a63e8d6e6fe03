"""Claims that a command only read: the append takes it as long as none with that beginning has come or gone."""

import pytest

from domain.errors import Conflict
from ledger.book import Book
from ledger.store.append import Appended, Conditions, UnusableName, of_recorded
from ledger.store.transaction import Outcome, append_group
from tests.books import CODEC, PLACE, dump, noted

SEEN = ("cost:a:rent:1", "cost:a:rent:2")


@pytest.fixture
def held(notes: Book) -> Book:
    """A book in which two claims of `a` and one of a neighbour in the alphabet are held."""
    notes.append([noted("case")], take=dict.fromkeys((*SEEN, "cost:aa:rent:1"), "case"))
    return notes


def test_claims_that_stand_still_let_a_command_through(held: Book) -> None:
    held.append([noted("b")], watch={"cost:a:": SEEN, "cost:none:": ()}, take={"cost:a:loan:1": "b"})
    assert set(held.claims("cost:a:")) == {*SEEN, "cost:a:loan:1"}


@pytest.mark.parametrize(
    ("prefix", "seen"),
    [("cost:a:", SEEN[:1]), ("cost:a:", (*SEEN, "cost:a:rent:3")), ("cost:a:", ()), ("cost:", SEEN), ("cost:b:", SEEN)],
)
def test_claims_that_came_or_went_are_a_conflict(held: Book, prefix: str, seen: tuple[str, ...]) -> None:
    before = dump(held)
    with pytest.raises(Conflict):
        held.append([noted("b")], watch={prefix: seen})
    assert dump(held) == before


def test_a_beginning_is_not_a_pattern(held: Book) -> None:
    held.append([noted("b")], watch={"cost:_:": (), "cost:%": (), "COST:a:": ()})


def test_a_beginning_with_a_null_character_is_refused(held: Book) -> None:
    with pytest.raises(UnusableName):
        held.append([noted("b")], watch={"cost:\0": ()})


def group(book: Book, *commands: Conditions) -> list[Outcome]:
    """Commands that arrive together, in this order."""
    appends = [
        of_recorded(PLACE, CODEC, [noted(f"command-{number}")], conditions)
        for number, conditions in enumerate(commands)
    ]
    return list(append_group(book.database, PLACE, appends))


@pytest.mark.parametrize(
    "meanwhile",
    [{"take": {"cost:a:loan:1": "x"}}, {"release": {SEEN[0]: "case"}}],
    ids=["taken", "released"],
)
def test_a_command_sees_what_its_forerunner_in_the_group_did(held: Book, meanwhile: Conditions) -> None:
    first, second = group(held, meanwhile, {"watch": {"cost:a:": SEEN}})
    assert isinstance(first, Appended)
    assert isinstance(second, Conflict)


def test_a_refused_forerunner_changes_nothing_for_the_next(held: Book) -> None:
    refused, taken = group(held, {"take": {SEEN[0]: "x"}}, {"watch": {"cost:a:": SEEN}})
    assert not isinstance(refused, Appended)
    assert isinstance(taken, Appended)


def test_two_that_watch_the_same_and_add_to_it_are_not_both_taken(held: Book) -> None:
    first, second = group(
        held,
        {"watch": {"cost:a:": SEEN}, "take": {"cost:a:loan:1": "x"}},
        {"watch": {"cost:a:": SEEN}, "take": {"cost:a:tax:1": "y"}},
    )
    assert isinstance(first, Appended)
    assert isinstance(second, Conflict)
