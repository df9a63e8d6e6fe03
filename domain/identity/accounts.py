"""Bank cards, other accounts and CNAPS bank codes; only cards carry a check digit that can be relied on."""

import re

from stdnum import luhn

from domain.errors import Refusal
from domain.identity.numbers import plain_upper

_DIGITS = re.compile(r"[0-9]+")
_CARD = re.compile(r"[0-9]{16,19}")
_ACCOUNT = re.compile(r"[0-9][0-9-]{6,30}[0-9]")
_CNAPS = re.compile(r"[0-9]{12}")


class MalformedBankCard(Refusal):
    """银行卡号应为 16 至 19 位数字。

    A bank card number has 16 to 19 digits.
    """


class WrongBankCardCheck(Refusal):
    """银行卡号末位(校验码)不符,请核对卡片;对公账户和存折请按“账号”填写。

    The last digit of the bank card number (the check digit) does not fit: compare the card. Enter a corporate
    account or a passbook as an account.
    """


class MalformedAccount(Refusal):
    """账号应为 8 至 32 位数字或连字符,且以数字开头和结尾。

    An account number has 8 to 32 digits or hyphens, and begins and ends with a digit.
    """


class MalformedCnaps(Refusal):
    """支付系统行号(联行号)应为 12 位数字。

    A CNAPS bank code has 12 digits.
    """


def luhn_valid(card: str) -> bool:
    """True where the text is digits that pass the Luhn check (mod 10)."""
    return bool(_DIGITS.fullmatch(card)) and luhn.is_valid(card)


def parse_bank_card(text: str, *, field: str = "bank_card") -> str:
    """A card number: 16 to 19 digits that pass Luhn."""
    card = plain_upper(text, field)
    if not _CARD.fullmatch(card):
        raise MalformedBankCard(field=field)
    if not luhn_valid(card):
        raise WrongBankCardCheck(field=field)
    return card


def parse_account(text: str, *, field: str = "account") -> str:
    """An account that is no card (corporate, old passbook): digits and hyphens, no check digit, kept as written."""
    account = plain_upper(text, field)
    if not _ACCOUNT.fullmatch(account):
        raise MalformedAccount(field=field)
    return account


def parse_cnaps(text: str, *, field: str = "cnaps") -> str:
    """A CNAPS code. Its last digit is said to be a check digit, but by no public rule that is known: not checked."""
    code = plain_upper(text, field)
    if not _CNAPS.fullmatch(code):
        raise MalformedCnaps(field=field)
    return code
