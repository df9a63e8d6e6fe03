"""Free text that goes into the log: short, not blank, visible, and without personal numbers."""

import re
import unicodedata

from domain.errors import Refusal
from domain.identity.credit_code import is_credit_code

LONGEST = 500
LONGEST_IDENTIFIER = 120
PERSONAL_NUMBER = r"(?:\d{17}[\dXx](?:\d\d(?:B\d+)?)?|\d{15,20}|(?:86)?1[3-9]\d{9})(?![0-9A-Za-z_])"
"""A resident ID (alone or in a certificate number), a card, an old ID, a mobile number; not inside a longer word."""

_IDENTIFIER = re.compile(r"[A-Za-z0-9._:@-]{1,120}")
_WORD = re.compile(r"(?<![0-9A-Za-z_])" + PERSONAL_NUMBER)
_CODE = re.compile(r"(?<![0-9A-Za-z_])\d[0-9A-Z]{17}(?![0-9A-Za-z_])")
_BORN = re.compile(r"\d{6}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]")
_DIGITS = re.compile(r"\d{15}|(?<!\d)(?:86)?1[3-9]\d{9}(?!\d)")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s.·_/-]+(?=[\dXx])")

_HIDDEN = ("Cc", "Cf", "Cs")
"""The Unicode categories of control characters, of invisible marks, and of halves of characters."""

_BREAKS = "\n\r\t"


class PersonalDataInText(Refusal):
    """「{field}」中疑似含有身份证号、银行卡号或手机号;事件日志不得记载个人信息,请改用案件号或文号。

    "{field}" seems to hold a resident ID, card or phone number; the log must not hold personal data: cite the case or
    the document instead.
    """


class TextMissing(Refusal):
    """「{field}」不能为空:每一步都要写明理由。

    "{field}" must not be blank: every act states its reason.
    """


class TextTooLong(Refusal):
    """「{field}」不能超过 {longest} 字,现有 {length} 字。

    "{field}" may have at most {longest} characters, not {length}.
    """


class InvisibleCharacters(Refusal):
    """「{field}」含有看不见的字符({code}),请删除后重新填写。

    "{field}" holds a character that nobody sees ({code}); take it out.
    """


class NotAnIdentifier(Refusal):
    """「{field}」只能由字母、数字和 . _ : @ - 组成,不超过 {longest} 个字符,且不得是身份证号、卡号或手机号。

    "{field}" takes letters, digits and . _ : @ - only, at most {longest}, and must not be a personal number.
    """


def identifier(text: str, field: str) -> str:
    """An id, a reference or a key: they stand in events, so none may be or hold a personal number.

    A credit code may consist of digits alone, as a personal number does; it is an employer's, and may stand.
    """
    if not _IDENTIFIER.fullmatch(text) or any(not _is_an_employers(found.group()) for found in _WORD.finditer(text)):
        raise NotAnIdentifier(field=field, longest=LONGEST_IDENTIFIER)
    return text


def clean(text: str, field: str) -> str:
    """The text without outer white space; refused where blank, too long, or holding a personal number."""
    stripped = text.strip()
    if not stripped:
        raise TextMissing(field=field)
    if len(stripped) > LONGEST:
        raise TextTooLong(field=field, longest=LONGEST, length=len(stripped))
    return without_personal_number(stripped, field)


def without_personal_number(text: str, field: str) -> str:
    """The text; refused where it holds a personal number, however its digits are spaced, or what nobody sees.

    Control characters break tables and terminals, and invisible ones hide a number between its digits. A credit code
    is nobody's personal number.
    """
    hidden = next((sign for sign in text if unicodedata.category(sign) in _HIDDEN and sign not in _BREAKS), None)
    if hidden is not None:
        raise InvisibleCharacters(field=field, code=f"U+{ord(hidden):04X}")
    others = _CODE.sub(lambda found: "…" if _is_an_employers(found.group()) else found.group(), text)
    if _DIGITS.search(_BETWEEN_DIGITS.sub("", others)):
        raise PersonalDataInText(field=field)
    return text


def without_numbers(text: str) -> str:
    """The text with every number struck out that may be personal: what was typed by mistake is not repeated.

    A credit code is an employer's, and stays; one that could be a resident ID as well does not.
    """
    return _WORD.sub(lambda found: found[0] if _is_an_employers(found[0]) else "***", text)


def _is_an_employers(number: str) -> bool:
    """Whether a number is a credit code. One with a day of birth in its place is more likely a mistyped resident ID."""
    return is_credit_code(number) and not _BORN.fullmatch(number)
