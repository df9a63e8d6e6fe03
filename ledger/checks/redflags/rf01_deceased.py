"""RF01: months claimed or paid after the month of death."""

import ibis
import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.claims import cite_claims, claimed_months
from ledger.checks.forms import Tables
from ledger.checks.words import NOTHING, cite, month_of


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Wages, claims, grants, attendance of months more than `grace` after the death; presence in any month claimed.

    What was applied for once counts by its application; and so do the months in which an employer counts somebody.
    """
    died = _died(t)
    later = ibis.union(
        _after(claimed_months(t, died), died, p["grace"], "paid_fen"),
        _after(_grants(t), died, p["grace"], "amount_fen"),
        _after(t["book_one_offs"], died, p["grace"], "amount_fen"),
        _after(t["book_counts"].mutate(none_fen=NOTHING), died, p["grace"], "none_fen"),
        _after(_attended(t).mutate(none_fen=NOTHING), died, p["grace"], "none_fen"),
        _seen(t, died).drop("row"),
    )
    return (
        later.group_by("person", "died_day")
        .agg(
            from_month=later["month"].min(),
            to_month=later["month"].max(),
            months=later["month"].nunique(),
            amount_fen=later["paid_fen"].sum(),
        )
        .rename(subject="person")
    )


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The death, and what came after it."""
    return [
        cite(h, t["deaths"], "person"),
        *cite_claims(t, h),
        cite(h, _grants(t), "person", within="month", source="other_grants"),
        cite(h, t["book_one_offs"], "person", within="month"),
        cite(h, t["book_counts"], "person", within="month"),
        cite(h, _attended(t), "person", within="month", source="attendance_months"),
        cite(h, _seen(t, _died(t)), "person", within="month", source="presences"),
    ]


def _died(t: Tables) -> ir.Table:
    """The latest day of death that a register names, and its month."""
    deaths = t["deaths"]
    return month_of(deaths.group_by("person").agg(died_day=deaths["died_day"].max()), "died_day", t["month_buckets"])


def _after(done: ir.Table, died: ir.Table, grace: ir.IntegerScalar, money: str) -> ir.Table:
    """What lies more than so many months behind the month of death."""
    late = done.join(died, [done["person"] == died["person"], done["month"] > died["month"] + grace])
    return late.select(done["person"], died["died_day"], done["month"], paid_fen=done[money])


def _grants(t: Tables) -> ir.Table:
    """Grants to persons, by the first month that they are for: arrears for months before death are lawful."""
    grants = t["other_grants"]
    return grants.filter(grants["person"].notnull()).mutate(month=grants["from_month"])


def _attended(t: Tables) -> ir.Table:
    attended = t["attendance_months"]
    return attended.filter(attended["days"] > 0)


def _seen(t: Tables, died: ir.Table) -> ir.Table:
    """Traces of presence in a month after that of the death, for which something was claimed; without it a card or a
    number is more likely mixed up than money lost.
    """
    claimed = claimed_months(t, died)
    seen = t["presences"].semi_join(claimed, ["person", "month"])
    late = seen.join(died, [seen["person"] == died["person"], seen["month"] > died["month"]])
    return late.select(seen["person"], died["died_day"], seen["month"], seen["row"], paid_fen=NOTHING)


CHECK = Check(
    id="RF01",
    version=1,
    group="persons",
    subject="person",
    period="ever",
    severity="BLOCK",
    title=Words("死亡人员仍享受", "Deceased beneficiary"),
    sentence=Words(
        "登记于{died_day}死亡,{from_month}至{to_month}间仍有{months}个月计发工资、补助或考勤,共{amount_fen}。",
        "Registered as dead since {died_day}; wages, grants or attendance of {months} months from {from_month} to "
        "{to_month} followed: {amount_fen}.",
    ),
    innocent=(
        Words("死亡登记错误或身份证号录错", "the death register or the identity number is wrong"),
        Words("补发死亡以前月份的待遇,依法付给继承人", "arrears for months before the death, lawfully paid to heirs"),
        Words("死讯晚到,随后月份停发", "the news came late and payment then stopped"),
    ),
    authority=("社会保险经办条例第八条、第九条",),
    precedents=("惠来县:118名死亡人员45.72万元 (GUIDE X36)",),
    sources=("deaths", "wages"),
    thresholds=(
        Threshold(
            name="grace", unit="months", low=0, high=6, zh="死亡登记宽限月数", en="months of grace for the register"
        ),
    ),
    hits=hits,
    cites=cites,
)
