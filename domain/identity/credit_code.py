"""Unified social credit codes 统一社会信用代码 (GB 32100-2015) of employers."""

import re

from stdnum.cn import uscc

from domain.errors import Refusal
from domain.identity.numbers import plain_upper
from domain.identity.resident import is_resident_id

_CHARACTER = "[0-9A-HJ-NP-RTUWXY]"
# Authority and category may be letters (N2, Y1 …); the region is digits.
_FIRST_17 = re.compile(f"{_CHARACTER}{{2}}[0-9]{{6}}{_CHARACTER}{{9}}")
_CODE = re.compile(f"{_FIRST_17.pattern}{_CHARACTER}")


class MalformedUscc(Refusal):
    """统一社会信用代码应为 18 位半角数字或大写字母(不用 I、O、S、V、Z),第 3 至 8 位(区划码)为数字。

    A unified social credit code has 18 digits or capital letters (never I, O, S, V or Z); characters 3 to 8, the
    region, are digits.
    """

    rule = "GB 32100-2015"


class WrongUsccCheck(Refusal):
    """统一社会信用代码第 18 位(校验码)与前 17 位不符,请核对证照。

    Character 18 of the unified social credit code (the check character) does not fit the other 17: compare the licence.
    """

    rule = "GB 32100-2015"


def uscc_check_character(first_17: str) -> str:
    """The check character (weights 3^i mod 31) of the first 17 characters."""
    if not _FIRST_17.fullmatch(first_17):
        raise MalformedUscc(field="first_17")
    return uscc.calc_check_digit(first_17)


def parse_uscc(text: str, *, field: str = "uscc") -> str:
    """The code in capitals; the region in it may have been abolished since and is not looked up."""
    code = plain_upper(text, field)
    if not _CODE.fullmatch(code):
        raise MalformedUscc(field=field)
    if uscc_check_character(code[:17]) != code[17]:
        raise WrongUsccCheck(field=field)
    return code


def is_credit_code(text: str) -> bool:
    """Whether the text is a credit code and could not be a resident ID: a code may consist of digits alone."""
    try:
        parse_uscc(text)
    except Refusal:
        return False
    return not is_resident_id(text)
