"""Charges that are reduced: each fee of each month once, only fees that the rule names, by the share of the month."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

import msgspec

from domain.calendar import Month
from domain.errors import Refusal
from domain.money import Rounding, round_fen, shown
from domain.names import zh
from domain.programs.base import Claim
from domain.reliefs.base import Period, by_month, whole_months
from domain.reliefs.monthly import MonthlyLaw
from domain.statutes.book import Provision
from domain.working import Decision, Instalment, Working

Fen = Annotated[int, msgspec.Meta(ge=0)]
Code = Annotated[str, msgspec.Meta(pattern=r"^[a-z_]{1,40}$")]


class NoChargeStated(Refusal):
    """没有申报任何月份的收费。

    No charge of any month was stated.
    """


class Charge(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One fee of one month as it would be charged without the relief (fen)."""

    month: Month
    fee: Code
    charged: Fen


def first_month(charges: Iterable[Charge]) -> date:
    """The first day of the earliest month; raises where no charge is stated."""
    months = [charge.month for charge in charges]
    if not months:
        raise NoChargeStated(field="charges")
    return min(months).first_day


def period(charges: Iterable[Charge]) -> Period:
    """The months that are charged."""
    return whole_months(charge.month for charge in charges)


def claims(charges: Iterable[Charge], subject: str, suffix: str = "") -> tuple[Claim, ...]:
    """Each fee of each month, once for the subject; the suffix tells charges of several chargers apart."""
    items = sorted({(f"{charge.fee}{suffix}", charge.month) for charge in charges})
    return tuple(Claim(kind="cost", subject=subject, item=item, period=str(month)) for item, month in items)


def certificate(working: Working, valid: bool) -> None:
    """Refuse without a valid disability certificate, where the rule asks for one."""
    required = working.uses("须持有有效残疾人证", "certificate_required")
    if required.flag and not valid:
        working.refuse(
            "certificate_not_valid", "申请时残疾人证无效", "the disability certificate is not valid", by=required
        )


def covered(working: Working, charges: Iterable[Charge]) -> None:
    """Refuse a fee that the rule does not name, and a fee that stands twice in a month."""
    rule = working.uses("减免的费用项目", "covered_fees")
    known = rule.table["fees"]
    seen: set[tuple[Month, str]] = set()
    for charge in charges:
        name = zh(charge.fee)
        if charge.fee not in known:
            working.refuse(
                "fee_not_covered", f"「{name}」不在减免的费用项目内", f"{charge.fee} is not a fee reduced", by=rule
            )
        if (charge.month, charge.fee) in seen:
            working.refuse(
                "charge_given_twice",
                f"{charge.month}的「{name}」重复申报",
                f"{charge.fee} of {charge.month} is stated twice",
                by=rule,
            )
        seen.add((charge.month, charge.fee))


def not_longer(working: Working, charges: tuple[Charge, ...], since: Month) -> None:
    """Refuse months behind the term, counted from the first month of the business."""
    term = working.uses("减免期限", "months_at_most")
    last = since.plus(term.count - 1)
    working.step("减免期限的最后一个月", f"{since} 起 {term.shown}", str(last), by=term)
    for month in sorted({charge.month for charge in charges}):
        if month > last:
            working.refuse("term_over", f"{month}已超过减免期限({last})", f"{month} lies after the term", by=term)
        if month < since:
            working.refuse("before_beginning", f"{month}早于起始月份{since}", f"{month} lies before {since}", by=term)


def reduced(working: Working, charges: tuple[Charge, ...], *, free: Provision | None = None) -> tuple[Instalment, ...]:
    """What is not charged, month by month (fen); `free` is the provision by which nothing at all is charged."""
    law = MonthlyLaw(working)
    amounts = []
    for charge in sorted(charges, key=lambda each: (each.month, each.fee)):
        amounts.append((charge.month, _less(working, law, charge, free)))
    return by_month(amounts)


def _less(working: Working, law: MonthlyLaw, charge: Charge, free: Provision | None) -> int:
    label = f"{charge.month} {zh(charge.fee)}减免"
    if free is not None:
        working.step(label, "全部免收", shown(charge.charged), by=free)
        return charge.charged
    share = law.at("减免比例", "reduction_share", charge.month)
    rounding = Rounding(law.at("金额取整规则", "rounding", charge.month).text)
    less = min(round_fen(charge.charged * share.ratio, rounding), charge.charged)
    working.step(label, f"应收 {shown(charge.charged)} × {share.shown}", shown(less), by=share)
    return less


def decided(working: Working, parts: tuple[Instalment, ...], label: str) -> Decision:
    """Close the working with the sum of the parts; refused where nothing is left to reduce."""
    total = sum(part.amount for part in parts)
    working.step(label, "各月合计", shown(total))
    if not total:
        rule = working.law.at("covered_fees", working.law_day)
        working.refuse("nothing_charged", "没有可减免的金额", "there is nothing to reduce", by=rule)
    return working.decide(total, parts)
