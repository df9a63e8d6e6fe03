"""Identity, for all numbers: what is made is read back, and one slip of a finger is found."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.identity import (
    check_character,
    masked,
    parse_bank_card,
    parse_disability_certificate,
    parse_resident_id,
    parse_uscc,
    uscc_check_character,
)
from tests.factories import bank_card, disability_certificate, resident_id, uscc

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
REGIONS = st.from_regex(r"[1-9][0-9]{5}", fullmatch=True)
BIRTHS = st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(lambda day: day.strftime("%Y%m%d"))
NUMBERS = st.builds(resident_id, BIRTHS, REGIONS)
USCCS = st.builds(uscc, st.integers(0, 9999), REGIONS)


def with_one_changed(text: str, place: int, character: str) -> str:
    assume(text[place] != character)
    return text[:place] + character + text[place + 1 :]


def with_neighbours_swapped(text: str, place: int) -> str:
    assume(text[place] != text[place + 1])
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


@given(BIRTHS, REGIONS)
def test_a_resident_id_says_what_it_was_made_of(birth: str, region: str) -> None:
    parsed = parse_resident_id(resident_id(birth, region))
    assert (parsed.place, parsed.birth.strftime("%Y%m%d")) == (region, birth)


@given(st.from_regex(r"[0-9]{17}", fullmatch=True))
def test_the_check_character_makes_the_weighted_sum_one(first_17: str) -> None:
    """ISO 7064: the sum over all 18 places, weighted by powers of 2 from the right, is 1 modulo 11."""
    values = [*map(int, first_17), "0123456789X".index(check_character(first_17))]
    assert sum(value * pow(2, 17 - place, 11) for place, value in enumerate(values)) % 11 == 1


@given(NUMBERS, st.integers(0, 16), st.sampled_from("0123456789"))
def test_one_wrong_digit_in_a_resident_id_is_found(number: str, place: int, digit: str) -> None:
    with pytest.raises(Refusal):
        parse_resident_id(with_one_changed(number, place, digit))


@given(NUMBERS, st.integers(0, 15))
def test_two_swapped_digits_in_a_resident_id_are_found(number: str, place: int) -> None:
    with pytest.raises(Refusal):
        parse_resident_id(with_neighbours_swapped(number, place))


@given(NUMBERS, st.integers(1, 7), st.integers(1, 4), st.integers(0, 99))
def test_a_certificate_says_what_it_was_made_of(number: str, category: int, grade: int, reissue: int) -> None:
    parsed = parse_disability_certificate(disability_certificate(number, category, grade, reissue))
    assert (parsed.resident_id.number, parsed.category, parsed.grade, parsed.reissue) == (
        number,
        category,
        grade,
        reissue,
    )
    assert number[6:14] not in repr(parsed)


@given(st.from_regex(r"[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{9}", fullmatch=True))
def test_the_credit_code_check_makes_the_weighted_sum_zero(first_17: str) -> None:
    check = uscc_check_character(first_17)
    weighted = sum(ALPHABET.index(character) * pow(3, place, 31) for place, character in enumerate(first_17))
    assert (weighted + ALPHABET.index(check)) % 31 == 0
    assert parse_uscc(first_17 + check) == first_17 + check


@given(USCCS, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_one_wrong_character_in_a_credit_code_is_found(code: str, place: int, character: str) -> None:
    with pytest.raises(Refusal):
        parse_uscc(with_one_changed(code, place, character))


@given(st.integers(0, 10**12 - 1), st.integers(0, 18), st.sampled_from("0123456789"))
def test_one_wrong_digit_in_a_bank_card_is_found(seed: int, place: int, digit: str) -> None:
    card = bank_card(seed)
    assert parse_bank_card(card) == card
    with pytest.raises(Refusal):
        parse_bank_card(with_one_changed(card, place, digit))


@given(st.text())
def test_any_text_is_either_parsed_or_refused_by_name(text: str) -> None:
    for parse in (parse_resident_id, parse_disability_certificate, parse_uscc, parse_bank_card):
        with pytest.raises(Refusal):
            parse(text)


@given(st.text(alphabet="0123456789XB", max_size=40))
def test_a_mask_keeps_the_length_and_hides_at_least_half(text: str) -> None:
    hidden = masked(text)
    assert len(hidden) == len(text)
    assert 2 * hidden.count("*") >= len(text)
