"""What may stand in the log: credit codes may, even of digits alone; personal numbers may not."""

import pytest

from domain.identity import is_credit_code
from domain.wording import NotAnIdentifier, PersonalDataInText, clean, identifier, without_numbers
from tests.factories import bank_card, resident_id

DIGITS = "913305021426000285"
"""A credit code that looks like a resident ID, and is none: its days of birth are no days."""

MISTYPED = "330501198001010040"
"""A resident ID with a wrong check digit, by which it happens to be a credit code."""

LIKE_ONE = "91330502000000001X"


@pytest.mark.parametrize("code", [DIGITS, LIKE_ONE])
def test_a_credit_code_of_digits_alone_is_no_personal_number(code: str) -> None:
    assert is_credit_code(code)
    assert identifier(code, "party") == code
    assert identifier(f"levy:{code}:2023", "party") == f"levy:{code}:2023"
    assert clean(f"用人单位{code}已注销", "note") == f"用人单位{code}已注销"
    assert without_numbers(f"{code} is not a party") == f"{code} is not a party"


@pytest.mark.parametrize("number", [resident_id("19900315"), bank_card(1), "13800000001", DIGITS[:-1] + "6", MISTYPED])
def test_a_number_that_may_be_personal_is_refused_beside_a_credit_code_too(number: str) -> None:
    with pytest.raises(NotAnIdentifier):
        identifier(number, "party")
    for text in (number, f"{DIGITS} {number}", f"单位{DIGITS},{number}", f"{number[:6]} {number[6:]}"):
        with pytest.raises(PersonalDataInText):
            clean(text, "note")
    assert without_numbers(f"{DIGITS} and {number}") == f"{DIGITS} and ***"
