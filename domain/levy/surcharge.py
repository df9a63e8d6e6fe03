"""The surcharge on late payment 滞纳金: a daily share of what is owed, with or without a cap at the principal."""

from datetime import date
from fractions import Fraction
from typing import Final

import msgspec

from domain.counting import shown_fraction
from domain.errors import Refusal
from domain.levy.headcount import last_day_of
from domain.money import Rounding, round_fen, shown
from domain.statutes.book import Law
from domain.working import Decision, Working

FORMULA: Final = "levy_surcharge/2007"


class NotLateYet(Refusal):
    """缴费期限至 {due_on},{until} 没有欠缴,不加收滞纳金。

    The levy is due on {due_on}; nothing is late on {until}, and no surcharge is charged.
    """


class NothingMoreToCharge(Refusal):
    """截至 {until} 的滞纳金 {charged} 已经加收,没有新的滞纳金。

    The surcharge up to {until} ({charged}) has been charged already; there is nothing more.
    """


class Owed(msgspec.Struct, frozen=True, kw_only=True):
    """What is owed (fen) from the end of a day on, until the next such entry."""

    since: date
    amount: int


class LateFacts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An unpaid levy: when it was due, up to when days count, what was owed when, and the surcharge so far (fen).

    The day after `due_on` is the first that counts, and the day of a payment counts for what it pays.
    """

    due_on: date
    until: date
    principal: int
    owed: tuple[Owed, ...]
    charged: int = 0


def due_date(law: Law, year: int) -> date:
    """The last day of the payment window of the levy year."""
    return last_day_of(law.at("payment_window", date(year, 12, 31)), year)


def decide(facts: LateFacts, law: Law) -> Decision:
    """What must be charged (fen) beyond what was charged already, up to and with the day `until`."""
    days = fen_days(facts)
    if not days:
        raise NotLateYet(field="until", due_on=facts.due_on, until=facts.until)
    working = Working(FORMULA, law, facts.until)
    total = _total(working, facts, days)
    if total <= facts.charged:
        raise NothingMoreToCharge(field="until", until=facts.until, charged=shown(facts.charged))
    working.step("本次加收", f"{shown(total)} - 已加收 {shown(facts.charged)}", shown(total - facts.charged))
    return working.decide(total - facts.charged)


def total(facts: LateFacts, law: Law) -> int:
    """The whole surcharge (fen) from the due date up to `until`, whatever was charged already."""
    return _total(Working(FORMULA, law, facts.until), facts, fen_days(facts))


def _total(working: Working, facts: LateFacts, days: int) -> int:
    rate = working.uses("滞纳金比例(每日)", "late_surcharge_rate")
    exact = days * rate.ratio
    expression = f"欠缴额 × 天数,合计 {shown_fraction(Fraction(days, 100))} 元·日 × {rate.shown}"
    working.step("应加收的滞纳金", expression, f"{shown_fraction(exact / 100)} 元", by=rate)
    rounding = Rounding(working.uses("金额取整规则", "rounding").text)
    return round_fen(_capped(working, facts, exact), rounding)


def fen_days(facts: LateFacts) -> int:
    """Fen owed times days, from the day after the due date up to and with `until`."""
    ends = [entry.since for entry in facts.owed[1:]] + [facts.until]
    return sum(
        entry.amount * max(0, (min(end, facts.until) - max(entry.since, facts.due_on)).days)
        for entry, end in zip(facts.owed, ends, strict=True)
    )


def _capped(working: Working, facts: LateFacts, exact: Fraction) -> Fraction:
    """Where the place has a cap, the surcharge does not outgrow that multiple of the principal (conflict C7)."""
    if working.law.find("late_surcharge_cap", working.law_day) is None:
        return exact
    cap = working.uses("滞纳金上限", "late_surcharge_cap")
    most = facts.principal * cap.ratio
    working.step(
        "滞纳金不超过", f"本金 {shown(facts.principal)} × {cap.shown}", f"{shown_fraction(most / 100)} 元", by=cap
    )
    return min(exact, most)
