"""Resident ID numbers 公民身份号码 (GB 11643-1999): shape, date of birth, check character; never the birthplace."""

import re
from datetime import date
from enum import StrEnum

from stdnum.cn import ric

from domain.errors import Refusal
from domain.identity.numbers import PersonalNumber, plain_upper

_OLD = re.compile(r"[0-9]{15}")
_FIRST_17 = re.compile(r"[0-9]{17}")
_NUMBER = re.compile(r"[0-9]{17}[0-9X]")


class OldResidentId(Refusal):
    """这是 15 位旧身份证号码,请填写 18 位公民身份号码。

    This is an old 15-digit number: give the 18-digit resident ID number.
    """

    rule = "GB 11643-1999"


class MalformedResidentId(Refusal):
    """公民身份号码应为 18 位:前 17 位为数字,末位为数字或 X。

    A resident ID number has 18 characters: 17 digits and a last one that is a digit or X.
    """

    rule = "GB 11643-1999"


class ImpossibleBirthDate(Refusal):
    """公民身份号码第 7 至 14 位(出生日期)不是真实存在的日期。

    Characters 7 to 14 of the resident ID number (the date of birth) are not a date that exists.
    """

    rule = "GB 11643-1999"


class WrongResidentIdCheck(Refusal):
    """公民身份号码第 18 位(校验码)与前 17 位不符,请核对原件。

    Character 18 of the resident ID number (the check character) does not fit the other 17: compare the document.
    """

    rule = "GB 11643-1999"


class Sex(StrEnum):
    """The sex that the sequence code of a resident ID states."""

    MALE = "male"
    FEMALE = "female"


class ResidentId(PersonalNumber, frozen=True, kw_only=True):
    """A resident ID number and what it states.

    `place` is the code of first registration: it may have been abolished since, or be a permit's (81, 82, 83), and is
    not to be looked up to judge the number.
    """

    place: str
    birth: date
    sex: Sex


def check_character(first_17: str) -> str:
    """The check character (ISO 7064 MOD 11-2) of the first 17 digits."""
    if not _FIRST_17.fullmatch(first_17):
        raise MalformedResidentId(field="first_17")
    return ric.calc_check_digit(f"{first_17}0")


def sex_of(sequence: str) -> Sex:
    """Odd three-digit sequence codes are for men, even ones for women."""
    return Sex.MALE if int(sequence) % 2 else Sex.FEMALE


def parse_resident_id(text: str, *, field: str = "resident_id") -> ResidentId:
    """The number taken apart; a small x becomes X, every other departure is refused without repeating the number.

    The date of birth must exist but may lie in the future: there is no clock here.
    """
    number = plain_upper(text, field)
    if _OLD.fullmatch(number):
        raise OldResidentId(field=field)
    if not _NUMBER.fullmatch(number):
        raise MalformedResidentId(field=field)
    birth = _birth(number[6:14], field)
    if check_character(number[:17]) != number[17]:
        raise WrongResidentIdCheck(field=field)
    return ResidentId(number=number, place=number[:6], birth=birth, sex=sex_of(number[14:17]))


def _birth(digits: str, field: str) -> date:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise ImpossibleBirthDate(field=field) from None


def is_resident_id(text: str) -> bool:
    """Whether the text is a well-formed resident ID."""
    try:
        parse_resident_id(text)
    except Refusal:
        return False
    return True
