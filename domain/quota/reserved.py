"""Shares reserved for persons with disabilities in new kiosks, service points and markets: posts or outlets."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Final

import msgspec

from domain.counting import shown_fraction
from domain.errors import Refusal
from domain.plans.implementer import Implementer
from domain.quota.status import FORMULA
from domain.statutes.book import Law
from domain.working import Decision, Working


class ReservedRoundingNotKnown(Refusal):
    """预留数量的取整规则「{value}」未知;可用:{known}。

    The rounding of reserved shares is "{value}"; known are {known}.
    """


class ReservedComparisonNotKnown(Refusal):
    """预留比例的比较方式「{value}」未知;可用:at_least、exactly。

    The comparison of reserved shares is "{value}"; known are at_least and exactly.
    """


class UnitsNegative(Refusal):
    """新增的岗位或网点数和预留数不能为负数。

    Neither the new posts or outlets nor the reserved ones may be negative.
    """


class Reservation(msgspec.Struct, frozen=True, kw_only=True):
    """How many posts or outlets must be reserved, of what, and whether they are."""

    of: str
    wanted: int
    decision: Decision


_ROUNDINGS: Final[dict[str, Callable[[Fraction], int]]] = {
    "up": ceil,
    "down": floor,
    "half_up": lambda share: floor(share + Fraction(1, 2)),
}


def reserved(total: int, kept: int, on: date, law: Law) -> Reservation:
    """Of `total` new posts or outlets `kept` are reserved: enough, or exactly as many where the text says so."""
    if total < 0 or kept < 0:
        raise UnitsNegative(field="total")
    working = Working(FORMULA, law, on)
    rule = working.uses("预留比例", "reserved_share")
    rounding = working.uses("预留数量取整", "reserved_rounding")
    if rounding.text not in _ROUNDINGS:
        raise ReservedRoundingNotKnown(field=rounding.key, value=rounding.text, known=", ".join(_ROUNDINGS))
    share = total * Fraction(rule.table["percent"]) / 100
    wanted = _ROUNDINGS[rounding.text](share)
    unit = {"posts": "个岗位", "outlets": "个网点"}[rule.table["of"]]
    working.step("应预留", f"{total} × {rule.table['percent']}% = {shown_fraction(share)}", f"{wanted} {unit}", by=rule)
    if rule.table["comparison"] not in ("at_least", "exactly"):
        raise ReservedComparisonNotKnown(field=rule.key, value=rule.table["comparison"])
    exact = rule.table["comparison"] == "exactly"
    if kept < wanted or (exact and kept != wanted):
        zh = f"预留 {kept} {unit},应{'为' if exact else '不少于'} {wanted} {unit}"
        en = f"{kept} {rule.table['of']} are reserved where {wanted} must be"
        working.refuse("reserved_share", zh, en, by=rule)
    return Reservation(of=rule.table["of"], wanted=wanted, decision=working.decide(0))


IMPLEMENTERS: Final[tuple[Implementer, ...]] = (
    Implementer(
        kind="duty",
        code="reserved_share",
        name_zh="新增服务点和市场预留岗位或网点",
        name_en="share reserved in new kiosks and markets",
        rules=("P1-010", "P2-013", "P3-024", "P4-009", "P5-009"),
    ),
)
