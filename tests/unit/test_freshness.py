"""How fresh a dataset is at a place, by its sources and the places that their files cover."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ledger.evidence.freshness import SHARE, Spoken

CITY, OTHER, NEAR, FAR = "330500", "330600", "330502", "330503"
OLD, NEW, NEWEST = date(2023, 1, 1), date(2024, 4, 1), date(2024, 5, 1)


def spoken(*files: tuple[str, str, date, int]) -> Spoken:
    return Spoken(
        days={(source, place): day for source, place, day, _ in files},
        rows={(source, place): rows for source, place, _, rows in files},
    )


def test_nothing_is_known_of_a_place_that_no_file_covers() -> None:
    known = spoken(("a", NEAR, NEW, 5), ("a", OTHER, NEW, 5))
    assert known.until(FAR) is None
    assert spoken().until(CITY) is None


def test_a_file_for_a_part_tells_nothing_of_the_whole_that_another_covers() -> None:
    known = spoken(("a", CITY, OLD, 5), ("a", NEAR, NEWEST, 5))
    assert (known.until(CITY), known.until(FAR), known.until(NEAR)) == (OLD, OLD, NEWEST)


def test_an_older_file_for_a_part_takes_nothing_from_a_newer_one_for_the_whole() -> None:
    known = spoken(("a", CITY, NEW, 5), ("a", NEAR, OLD, 5))
    assert (known.until(CITY), known.until(NEAR)) == (NEW, NEW)


def test_a_whole_of_which_only_parts_are_known_is_as_fresh_as_the_oldest_of_them() -> None:
    known = spoken(("a", NEAR, NEW, 5), ("a", FAR, OLD, 5))
    assert (known.until(CITY), known.until("330000")) == (OLD, OLD)


def test_a_part_is_as_fresh_as_what_lies_around_it() -> None:
    assert spoken(("a", CITY, NEW, 5), ("a", NEAR, OLD, 5), ("a", OTHER, NEWEST, 5)).until("330000") == NEW


def test_a_source_that_says_nothing_of_the_place_does_not_count() -> None:
    assert spoken(("a", NEAR, NEW, 5), ("b", FAR, OLD, 500)).by_source(NEAR) == {"a": NEW}
    assert spoken(("a", NEAR, NEW, 5), ("b", FAR, OLD, 500)).until(NEAR) == NEW


def test_sources_without_rows_are_as_fresh_as_the_oldest() -> None:
    assert spoken(("a", CITY, NEW, 0), ("b", CITY, OLD, 0)).until(CITY) == OLD


def test_a_source_counts_from_one_part_in_twenty_on() -> None:
    assert spoken(("a", CITY, NEW, SHARE - 1), ("b", CITY, OLD, 1)).until(CITY) == OLD
    assert spoken(("a", CITY, NEW, SHARE), ("b", CITY, OLD, 1)).until(CITY) == NEW


def test_many_small_sources_count_together() -> None:
    small = [(f"s{number}", CITY, OLD, 1) for number in range(2 * SHARE)]
    assert spoken(*small).until(CITY) == OLD
    assert spoken(("a", CITY, NEW, SHARE), *small).until(CITY) == OLD


@given(st.lists(st.tuples(st.dates(OLD, NEWEST), st.integers(SHARE + 1, 1000)), min_size=1), st.dates(OLD, NEWEST))
def test_one_row_of_a_new_source_changes_nothing_for_a_dataset_with_many(
    files: list[tuple[date, int]], day: date
) -> None:
    """It may only decide where the older of the others fall just short of a twentieth, and then by one row."""
    known = [(f"s{number}", CITY, when, rows * SHARE) for number, (when, rows) in enumerate(files)]
    before, after = spoken(*known).until(CITY), spoken(*known, ("new", CITY, day, 1)).until(CITY)
    total = sum(rows for *_, rows in known)
    edges = [sum(rows for *_, when, rows in known if when <= edge) * SHARE for edge in {when for *_, when, _ in known}]
    if all(abs(edge - total) > SHARE for edge in edges):
        assert after == before
