"""Money: what may be written, how it is shown, how it is rounded."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from domain.money import (
    MAX_FEN,
    MalformedMoney,
    MoneyIsFloat,
    MoneyNotExact,
    MoneyTooLarge,
    NegativeMoney,
    Rounding,
    fen_from_yuan,
    round_fen,
    shown,
    yuan,
)


@pytest.mark.parametrize(
    ("amount", "fen"),
    [
        ("0", 0),
        ("0.01", 1),
        ("1.5", 150),
        ("1068", 106_800),
        ("770304.00", 77_030_400),
        ("0012.50", 1250),
        (1068, 106_800),
        (0, 0),
        (Decimal("1068.4"), 106_840),
        (Decimal("1E+3"), 100_000),
        (Decimal("-0.00"), 0),
        ("-0", 0),
    ],
)
def test_an_amount_in_yuan_becomes_whole_fen(amount: str | Decimal | int, fen: int) -> None:
    assert fen_from_yuan(amount) == fen


@pytest.mark.parametrize(
    "amount", ["1.005", "1.230", "0.001", Decimal("1.005"), Decimal("1.230"), Decimal("1E-999999999999999")]
)
def test_a_third_decimal_place_is_refused_even_if_zero(amount: str | Decimal) -> None:
    with pytest.raises(MoneyNotExact) as refusal:
        fen_from_yuan(amount, field="rent")
    assert refusal.value.field == "rent"


@pytest.mark.parametrize("amount", [1.5, 100.0, float("nan"), True, False])
def test_floats_and_booleans_are_refused_by_name(amount: Any) -> None:
    with pytest.raises(MoneyIsFloat):
        fen_from_yuan(amount)


@pytest.mark.parametrize(
    "amount",
    [
        "",
        " ",
        "1,234.50",
        "1,234",
        "\uff11\uff12",  # full-width digits
        "12\uff0e50",  # a full-width point
        "12。5",
        "¥12",
        "12元",
        "12.",
        ".5",
        "1e3",
        "+5",
        "--5",
        " 12",
        "12 ",
        "12\n",
        "1 000",
        "1_000",
        "٣",
        "NaN",
        "Infinity",
        "0x10",
    ],
)
def test_separators_full_width_digits_and_signs_are_refused(amount: str) -> None:
    with pytest.raises(MalformedMoney):
        fen_from_yuan(amount)


@pytest.mark.parametrize("amount", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_a_decimal_that_is_no_number_is_refused(amount: str) -> None:
    with pytest.raises(MalformedMoney):
        fen_from_yuan(Decimal(amount))


@pytest.mark.parametrize("amount", ["-0.01", "-5", Decimal("-5.00"), -5])
def test_a_negative_amount_needs_permission(amount: str | Decimal | int) -> None:
    with pytest.raises(NegativeMoney):
        fen_from_yuan(amount)
    assert fen_from_yuan(amount, allow_negative=True) < 0


def test_the_largest_amount_of_a_book_is_exact_and_one_fen_more_is_refused() -> None:
    assert fen_from_yuan(yuan(MAX_FEN)) == MAX_FEN
    assert fen_from_yuan(Decimal(yuan(MAX_FEN))) == MAX_FEN
    with pytest.raises(MoneyTooLarge):
        fen_from_yuan(yuan(MAX_FEN + 1))


@pytest.mark.parametrize("amount", ["9" * 5000, 10**4000, Decimal("1E+999999999999999"), Decimal("9" * 40)])
def test_absurd_sizes_are_refused_and_not_computed(amount: str | Decimal | int) -> None:
    with pytest.raises(MoneyTooLarge):
        fen_from_yuan(amount)


def test_amounts_beyond_the_decimal_context_stay_exact() -> None:
    assert fen_from_yuan(Decimal("12345678901234567.89")) == 1_234_567_890_123_456_789


@pytest.mark.parametrize(
    ("fen", "plain", "for_people"),
    [
        (0, "0.00", "0.00 元"),
        (5, "0.05", "0.05 元"),
        (-5, "-0.05", "-0.05 元"),
        (123_450, "1234.50", "1,234.50 元"),
        (-123_450, "-1234.50", "-1,234.50 元"),
        (77_030_400, "770304.00", "770,304.00 元"),
    ],
)
def test_amounts_are_shown_with_two_places(fen: int, plain: str, for_people: str) -> None:
    assert (yuan(fen), shown(fen)) == (plain, for_people)


@pytest.mark.parametrize(
    ("exact", "rule", "fen"),
    [
        (Fraction(1, 2), Rounding.FEN_HALF_UP, 1),
        (Fraction(5, 2), Rounding.FEN_HALF_UP, 3),  # a banker would say 2
        (Fraction(49, 100), Rounding.FEN_HALF_UP, 0),
        (Fraction(10**20 - 1, 2 * 10**20), Rounding.FEN_HALF_UP, 0),  # 0.5 in any float
        (Fraction(99, 100), Rounding.FEN_DOWN, 0),
        (Fraction(1, 100), Rounding.FEN_UP, 1),
        (Fraction(7), Rounding.FEN_UP, 7),
        (50, Rounding.YUAN_HALF_UP, 100),
        (250, Rounding.YUAN_HALF_UP, 300),
        (Fraction(4999, 100), Rounding.YUAN_HALF_UP, 0),
        (199, Rounding.YUAN_DOWN, 100),
        (101, Rounding.YUAN_UP, 200),
        (Fraction(10_001, 100), Rounding.YUAN_UP, 200),
        (100, Rounding.YUAN_UP, 100),
        (100, Rounding.YUAN_DOWN, 100),
        (0, Rounding.YUAN_UP, 0),
    ],
)
def test_rounding_follows_the_named_rule_exactly(exact: Fraction | int, rule: Rounding, fen: int) -> None:
    assert round_fen(exact, rule) == fen


def test_negative_amounts_round_like_their_mirror_image_and_only_where_allowed() -> None:
    with pytest.raises(NegativeMoney):
        round_fen(Fraction(-1, 2), Rounding.FEN_HALF_UP)
    assert round_fen(Fraction(-1, 2), Rounding.FEN_HALF_UP, allow_negative=True) == -1
    assert round_fen(-199, Rounding.YUAN_DOWN, allow_negative=True) == -100
    assert round_fen(-101, Rounding.YUAN_UP, allow_negative=True) == -200


@pytest.mark.parametrize("exact", [0.5, True])
def test_rounding_refuses_what_is_not_exact(exact: Any) -> None:
    with pytest.raises(MoneyIsFloat):
        round_fen(exact, Rounding.FEN_HALF_UP)


def test_every_rounding_rule_is_named_in_lower_case() -> None:
    assert [rule.value for rule in Rounding] == [rule.name.lower() for rule in Rounding]


def test_a_refusal_does_not_repeat_what_was_typed() -> None:
    with pytest.raises(MalformedMoney) as refusal:
        fen_from_yuan("8765 4321")
    assert "8765" not in str(refusal.value.as_dict())
