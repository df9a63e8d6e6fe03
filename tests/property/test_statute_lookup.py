"""The look-up against its own definition, spelled out slowly over random books."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.places import lineage
from domain.statutes.book import Provision, StatuteBook

START = date(2020, 1, 1)
PLACES = ("000000", "330000", "330500", "330502", "430000")
days = st.integers(min_value=0, max_value=30).map(lambda n: START + timedelta(days=n))


@st.composite
def rows(draw: st.DrawFn) -> Provision:
    valid_from = draw(days)
    length = draw(st.none() | st.integers(min_value=0, max_value=10))
    return Provision(
        programme="startup_grant",
        key="amount",
        place=draw(st.sampled_from(PLACES)),
        value=draw(st.integers(min_value=0, max_value=9)),
        unit="count",
        valid_from=valid_from,
        valid_to=None if length is None else valid_from + timedelta(days=length),
        published_on=draw(days),
        authority="某文",
        source="https://example.org",
        grade="A",
    )


books = st.lists(rows(), max_size=14, unique_by=lambda row: (row.place, row.valid_from, row.published_on))


def look_up(book: StatuteBook, day: date, place: str, known_on: date) -> Provision | None:
    return book.find("startup_grant", "amount", day, place, known_on)


def by_definition(provisions: list[Provision], day: date, place: str, known_on: date) -> Provision | None:
    for code in lineage(place):
        known = [row for row in provisions if row.place == code and row.published_on <= known_on]
        last_word = {row.valid_from: row for row in sorted(known, key=lambda row: row.published_on)}
        inside = [
            row for row in last_word.values() if row.valid_from <= day and (row.valid_to is None or day <= row.valid_to)
        ]
        if inside:
            return max(inside, key=lambda row: row.valid_from)
    return None


@given(books, days, st.sampled_from(PLACES), days)
def test_the_look_up_is_its_definition(provisions: list[Provision], day: date, place: str, known_on: date) -> None:
    assert look_up(StatuteBook(provisions), day, place, known_on) == by_definition(provisions, day, place, known_on)


@given(books, days, st.sampled_from(PLACES), days)
def test_what_is_found_is_in_force_known_and_of_a_surrounding_place(
    provisions: list[Provision], day: date, place: str, known_on: date
) -> None:
    found = look_up(StatuteBook(provisions), day, place, known_on)
    if found is not None:
        assert found.valid_from <= day
        assert found.valid_to is None or day <= found.valid_to
        assert found.published_on <= known_on
        assert found.place in lineage(place)


@given(books, rows(), days, st.sampled_from(PLACES), days)
def test_what_is_published_later_never_changes_what_was_known(
    provisions: list[Provision], later: Provision, day: date, place: str, known_on: date
) -> None:
    before = [row for row in provisions if row.published_on <= known_on]
    after = [*before, later] if later.published_on > known_on else before
    assert look_up(StatuteBook(after), day, place, known_on) == look_up(StatuteBook(before), day, place, known_on)


@given(st.data(), books)
def test_the_order_of_the_files_does_not_matter(data: st.DataObject, provisions: list[Provision]) -> None:
    turned = data.draw(st.permutations(provisions))
    assert StatuteBook(turned).digest == StatuteBook(provisions).digest
    assert StatuteBook(turned).provisions == StatuteBook(provisions).provisions
