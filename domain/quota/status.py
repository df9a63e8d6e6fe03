"""Quota status of an employer-year, and of the bodies of a county taken together: required, counted, missing, over."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Final

import msgspec

from domain.counting import MONTHS_IN_YEAR, shown_fraction, staff_average
from domain.errors import Refusal
from domain.plans.implementer import Implementer
from domain.statutes.book import Law
from domain.working import Step, Working

CODE: Final = "quota"
"""The name under which the statute book keeps the rules of the quota."""

FORMULA: Final = "quota/2015"


class NoBodiesToPool(Refusal):
    """{place} 没有登记县、乡两级的机关和事业单位,无法统筹计算。

    No county or township body of {place} is registered, so there is nothing to pool.
    """


class QuotaStatus(msgspec.Struct, frozen=True, kw_only=True):
    """Head-counts as exact fractions; `shortfall` and `excess` are never both above zero."""

    staff: Fraction
    required: Fraction
    counted: Fraction
    ratio: Fraction
    steps: tuple[Step, ...]

    @property
    def shortfall(self) -> Fraction:
        """How many are missing."""
        return max(Fraction(0), self.required - self.counted)

    @property
    def excess(self) -> Fraction:
        """How many are placed above the quota."""
        return max(Fraction(0), self.counted - self.required)


class PooledBody(msgspec.Struct, frozen=True, kw_only=True):
    """A body of a county or township: its establishment posts, and the weights of its counted person-months."""

    body: str
    establishment_posts: int
    weight_months: int


def quota_status(staff_by_month: tuple[int, ...], weight_months: int, year: int, law: Law) -> QuotaStatus:
    """The status of one employer-year: average staff times the ratio of the place against the counted average."""
    working = Working(FORMULA, law, date(year, 12, 31))
    staff = staff_average(staff_by_month)
    working.step("全年平均在职职工人数", "各月人数之和 ÷ 12", f"{shown_fraction(staff)} 人")
    return _status(working, staff, weight_months)


def pooled_status(bodies: Iterable[PooledBody], year: int, law: Law) -> QuotaStatus:
    """The status of all bodies of a county and its townships together, by the total of their establishment posts."""
    working = Working(FORMULA, law, date(year, 12, 31))
    known = tuple(bodies)
    if not known:
        raise NoBodiesToPool(field="place", place=law.place)
    posts = sum(body.establishment_posts for body in known)
    rule = working.uses("县乡两级统筹", "county_pool")
    working.step("编制总数", f"{len(known)} 个机关、事业单位合计", f"{posts} 个", by=rule)
    return _status(working, Fraction(posts), sum(body.weight_months for body in known))


def _status(working: Working, staff: Fraction, weight_months: int) -> QuotaStatus:
    counted = Fraction(weight_months, MONTHS_IN_YEAR)
    expression = f"每人计入人数 × 计入月数,合计 {weight_months} ÷ 12"
    working.step("全年平均安排残疾人数", expression, f"{shown_fraction(counted)} 人")
    rule = working.uses("规定比例", "quota_ratio")
    required = staff * rule.ratio
    working.step("应安排人数", f"{shown_fraction(staff)} × {rule.shown}", f"{shown_fraction(required)} 人", by=rule)
    over = counted >= required
    label = "超出人数" if over else "差额人数"
    amount = f"{shown_fraction(abs(counted - required))} 人"
    working.step(label, f"{shown_fraction(counted)} 与 {shown_fraction(required)} 之差", amount)
    steps = working.decide(0).steps
    ratio = counted / staff if staff else Fraction(0)
    return QuotaStatus(staff=staff, required=required, counted=counted, ratio=ratio, steps=steps)


IMPLEMENTERS: Final[tuple[Implementer, ...]] = (
    Implementer(
        kind="rule",
        code="quota_pool",
        name_zh="县乡两级统筹按比例安排残疾人就业",
        name_en="county and township bodies meet the quota together",
        rules=("P1-004", "P3-005"),
    ),
)
