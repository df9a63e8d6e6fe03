"""Wilson's interval, against published and limiting values."""

from hypothesis import given
from hypothesis import strategies as st

from domain.interval import Share, wilson


def test_ten_of_a_hundred_lie_between_five_and_a_half_and_seventeen_and_a_half_per_cent() -> None:
    assert wilson(10, 100) == Share(10, 100, 55, 175)


def test_none_of_fifty_is_not_none_of_all() -> None:
    assert wilson(0, 50) == Share(0, 50, 0, 72)


def test_of_nothing_nothing_is_known() -> None:
    assert wilson(0, 0) == Share(0, 0, 0, 1000)


@given(st.integers(1, 10_000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_the_share_itself_lies_within(found: tuple[int, int]) -> None:
    part, whole = found
    share = wilson(part, whole)
    assert 0 <= share.low * whole <= part * 1000 <= share.high * whole <= 1000 * whole
