"""A line of the fund's bank statement: the only thing that settles a payment or a recovery."""

import re
import unicodedata
from datetime import date

import msgspec

from domain.errors import Refusal
from domain.identity import is_resident_id
from domain.money import shown

LONGEST = 64
_REFERENCE = re.compile(r"[\w.:〔〕-]{1,64}")


class BankAmountDiffers(Refusal):
    """银行流水 {line} 金额为 {booked},应为 {expected}。

    Bank line {line} is for {booked}, not {expected}.
    """


class BankLineUsed(Refusal):
    """银行流水 {line} 已用于 {holder},不得重复入账。

    Bank line {line} is already matched to {holder}; a line settles one thing only.
    """


class BankReferenceMalformed(Refusal):
    """「{field}」应为银行流水号或账户别名:不超过 {longest} 个字母、数字和 . _ : - 〔〕,且不得是身份证号。

    "{field}" takes the bank's reference or an account alias: at most {longest} letters, digits and . _ : -, and no
    resident ID.
    """


class BookedInFuture(Refusal):
    """银行记账日 {booked_on} 晚于今天({today})。

    The booking date {booked_on} lies after today ({today}).
    """


class BankLine(msgspec.Struct, frozen=True, kw_only=True):
    """One booked line: the fund account's alias, the bank's reference, the booking date, the amount (fen, positive)."""

    account: str
    reference: str
    booked_on: date
    amount: int

    @property
    def key(self) -> str:
        """The line as one word, unique in a book."""
        return f"{self.account}/{self.reference}"

    @property
    def claim(self) -> str:
        """The claim that keeps the line from being matched twice."""
        return f"bank:{self.key}"


def reference(text: str, field: str) -> str:
    """A reference or alias in one spelling, so that a line cannot be matched again under another one."""
    known = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    if not _REFERENCE.fullmatch(known) or is_resident_id(known):
        raise BankReferenceMalformed(field=field, longest=LONGEST)
    return known


def must_be(line: BankLine, amount: int, today: date) -> None:
    """Refuse a line of another amount (fen) or one booked in the future."""
    if line.amount != amount:
        raise BankAmountDiffers(field="amount", line=line.key, booked=shown(line.amount), expected=shown(amount))
    if line.booked_on > today:
        raise BookedInFuture(field="booked_on", booked_on=line.booked_on, today=today)
