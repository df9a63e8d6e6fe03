"""Money: integer fen inside, exact yuan at the edges, and rounding rules that have names."""

import re
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from domain.errors import Refusal

MAX_FEN = 2**63 - 1
"""The largest amount (fen) that the stores can hold: a signed 64-bit integer."""

_AMOUNT = re.compile(r"(-?)([0-9]+)(?:\.([0-9]+))?")
_LONGEST_YUAN = len(str(MAX_FEN // 100))


class MalformedMoney(Refusal):
    """金额格式有误:只能用半角数字和小数点,以元为单位,不加千位分隔符、空格、货币符号。

    The amount is malformed: write plain half-width digits and a point, in yuan, without separators, spaces or signs.
    """


class MoneyNotExact(Refusal):
    """金额最多两位小数(精确到分),系统不代为舍入。

    An amount has at most two decimal places (whole fen); it is never rounded on entry.
    """


class MoneyIsFloat(Refusal):
    """金额不得使用浮点数或逻辑值,请用文本或十进制数。

    An amount must not be a binary floating-point number or a boolean: give text or a decimal.
    """


class NegativeMoney(Refusal):
    """此处金额不得为负。

    The amount must not be negative here.
    """


class MoneyTooLarge(Refusal):
    """金额超出账簿所能记载的上限。

    The amount is larger than a book can hold.
    """


class Rounding(StrEnum):
    """How a computed amount becomes payable: to whole fen or whole yuan; by halves, down or up."""

    FEN_HALF_UP = "fen_half_up"
    FEN_DOWN = "fen_down"
    FEN_UP = "fen_up"
    YUAN_HALF_UP = "yuan_half_up"
    YUAN_DOWN = "yuan_down"
    YUAN_UP = "yuan_up"


def fen_from_yuan(text: str | Decimal | int, *, field: str = "amount", allow_negative: bool = False) -> int:
    """Whole fen from an amount in yuan, exactly as written; a third decimal place is refused even if it is a zero."""
    return _fen(_written_out(text, field), field, allow_negative)


@lru_cache(maxsize=4096)
def _fen(text: str, field: str, allow_negative: bool) -> int:
    match = _AMOUNT.fullmatch(text)
    if match is None:
        raise MalformedMoney(field=field)
    sign, whole, places = match[1], match[2].lstrip("0"), match[3] or ""
    if len(places) > 2:
        raise MoneyNotExact(field=field)
    if len(whole) > _LONGEST_YUAN:
        raise MoneyTooLarge(field=field)
    fen = int(whole + places.ljust(2, "0"))
    if fen > MAX_FEN:
        raise MoneyTooLarge(field=field)
    if sign and fen and not allow_negative:
        raise NegativeMoney(field=field)
    return -fen if sign else fen


def _written_out(amount: str | Decimal | int, field: str) -> str:
    """The amount in plain notation; decimals are written out, never computed with (their context would round)."""
    if isinstance(amount, bool | float):
        raise MoneyIsFloat(field=field)
    if isinstance(amount, str):
        return amount
    exact = Decimal(amount)
    exponent = exact.as_tuple().exponent
    if not isinstance(exponent, int):  # NaN or infinity
        raise MalformedMoney(field=field)
    if exponent < -2:
        raise MoneyNotExact(field=field)
    if exact.adjusted() > _LONGEST_YUAN:
        raise MoneyTooLarge(field=field)
    return f"{exact:f}"


def yuan(fen: int) -> str:
    """The amount in yuan with two places and no grouping: `123450` is `1234.50`."""
    return _in_yuan(fen, "d")


def shown(fen: int) -> str:
    """The amount for people: `123450` is `1,234.50 元`."""
    return f"{_in_yuan(fen, ',d')} 元"


def _in_yuan(fen: int, grouping: str) -> str:
    whole, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{format(whole, grouping)}.{rest:02d}"


def round_fen(exact: Fraction | int, rule: Rounding, *, allow_negative: bool = False) -> int:
    """Whole fen from an exact amount in fen; a multiple of 100 under the yuan rules.

    Half goes up, never to the even neighbour. A negative amount is refused unless allowed, and then mirrors the
    positive one: half and `up` go away from zero, `down` goes towards it.
    """
    if isinstance(exact, bool | float):
        raise MoneyIsFloat(field="amount")
    if exact.numerator < 0 and not allow_negative:
        raise NegativeMoney(field="amount")
    unit = 100 if rule in (Rounding.YUAN_HALF_UP, Rounding.YUAN_DOWN, Rounding.YUAN_UP) else 1
    # Whole numbers throughout: a history of decisions rounds millions of times, and fractions are slow.
    parts = exact.denominator * unit
    units, rest = divmod(abs(exact.numerator), parts)
    size = (units + _goes_up(rest, parts, rule)) * unit
    return -size if exact.numerator < 0 else size


def _goes_up(rest: int, unit: int, rule: Rounding) -> bool:
    match rule:
        case Rounding.FEN_HALF_UP | Rounding.YUAN_HALF_UP:
            return 2 * rest >= unit
        case Rounding.FEN_UP | Rounding.YUAN_UP:
            return rest > 0
        case Rounding.FEN_DOWN | Rounding.YUAN_DOWN:
            return False
