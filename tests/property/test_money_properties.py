"""Money, for all amounts: writing and reading are inverse, rounding is exact and stays within its unit."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from domain.money import MAX_FEN, Rounding, fen_from_yuan, round_fen, shown, yuan

AMOUNTS = st.integers(-MAX_FEN, MAX_FEN)
EXACT = st.fractions(min_value=0, max_denominator=10**9)
RULES = st.sampled_from(Rounding)


def unit_of(rule: Rounding) -> int:
    return 100 if rule.value.startswith("yuan") else 1


@given(AMOUNTS)
def test_what_is_written_is_read_back(fen: int) -> None:
    assert fen_from_yuan(yuan(fen), allow_negative=True) == fen
    assert fen_from_yuan(Decimal(yuan(fen)), allow_negative=True) == fen
    assert shown(fen).replace(",", "") == f"{yuan(fen)} 元"


@given(EXACT, RULES)
def test_rounding_lands_on_a_multiple_less_than_one_unit_away(exact: Fraction, rule: Rounding) -> None:
    fen, unit = round_fen(exact, rule), unit_of(rule)
    assert fen % unit == 0
    assert abs(fen - exact) < unit


@given(EXACT)
def test_down_half_up_and_up_never_cross(exact: Fraction) -> None:
    for down, half, up in (
        (Rounding.FEN_DOWN, Rounding.FEN_HALF_UP, Rounding.FEN_UP),
        (Rounding.YUAN_DOWN, Rounding.YUAN_HALF_UP, Rounding.YUAN_UP),
    ):
        assert round_fen(exact, down) <= exact <= round_fen(exact, up)
        assert round_fen(exact, half) in (round_fen(exact, down), round_fen(exact, up))
        assert 2 * abs(round_fen(exact, half) - exact) <= unit_of(half)


@given(st.integers(0, 10**12), st.sampled_from([Rounding.FEN_HALF_UP, Rounding.YUAN_HALF_UP]))
def test_an_exact_half_always_goes_up(units: int, rule: Rounding) -> None:
    unit = unit_of(rule)
    assert round_fen(Fraction(2 * units + 1, 2) * unit, rule) == (units + 1) * unit


@given(EXACT, RULES)
def test_rounding_a_rounded_amount_changes_nothing(exact: Fraction, rule: Rounding) -> None:
    once = round_fen(exact, rule)
    assert round_fen(once, rule) == once


@given(EXACT, EXACT, RULES)
def test_a_larger_amount_never_rounds_to_less(one: Fraction, other: Fraction, rule: Rounding) -> None:
    assert round_fen(min(one, other), rule) <= round_fen(max(one, other), rule)


@given(EXACT, RULES)
def test_negative_amounts_mirror_positive_ones(exact: Fraction, rule: Rounding) -> None:
    assert round_fen(-exact, rule, allow_negative=True) == -round_fen(exact, rule)
