"""RF02: paid or present as a worker while in prison or detention."""

import ibis
import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.claims import WHOLE, cite_claims, claimed_months
from ledger.checks.forms import Tables
from ledger.checks.words import NOTHING, cite


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Months in which `days` or more days of custody were claimed as worked, and months with presence inside it."""
    held = _held(t)
    found = ibis.union(
        _claimed(t, held, p["days"]),
        _attended(t, held),
        _present(t, held).select("person", "month", "paid_fen", "from_day", "to_day"),
    )
    return (
        found.group_by("person")
        .agg(
            from_month=found["month"].min(),
            to_month=found["month"].max(),
            months=found["month"].nunique(),
            amount_fen=found["paid_fen"].sum(),
            held_day=found["from_day"].min(),
            released_day=found["to_day"].max(),
        )
        .rename(subject="person")
    )


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The custody, and wages, attendance and presence of those months."""
    inside = {"subject": "person"}
    present = _present(t, _held(t))
    return [
        cite(h, _held(t), inside, source="custody"),
        *cite_claims(t, h),
        cite(h, t["attendance_months"], inside, within="month"),
        cite(h, present, inside, within="month", source="presences"),
    ]


def _held(t: Tables) -> ir.Table:
    custody = t["custody"]
    return custody.filter(custody["kind"] != "community_correction")


def _inside(month: ir.Table, custody: ir.Table) -> ir.Table:
    """Months beside the custody that reaches into them, with the days of custody in the month."""
    held = custody.view()
    pairs = month.join(
        held,
        [
            month["person"] == held["person"],
            held["from_day"] <= month["last_day"],
            held["to_day"] >= month["first_day"],
        ],
    ).select(*(month[name] for name in month.columns), held["from_day"], held["to_day"])
    last = ibis.least(pairs["to_day"], pairs["last_day"])
    first = ibis.greatest(pairs["from_day"], pairs["first_day"])
    return pairs.mutate(held_days=last - first + 1, month_days=pairs["last_day"] - pairs["first_day"] + 1)


def _claimed(t: Tables, held: ir.Table, days: ir.IntegerScalar) -> ir.Table:
    """Months whose claimed share does not fit beside the custody."""
    month = _inside(claimed_months(t, held), held)
    free = month["month_days"] - month["held_days"]
    over = month.filter(month["due_pct"] * month["month_days"] >= (free + days) * WHOLE)
    return over.select("person", "month", "paid_fen", "from_day", "to_day").distinct()


def _attended(t: Tables, held: ir.Table) -> ir.Table:
    """Months with more days present than there were days in liberty, those of arrest and release among them."""
    attended, months = t["attendance_months"].semi_join(held, "person"), t["months"]
    month = attended.join(months, attended["month"] == months["month"]).select(
        attended["person"], attended["month"], attended["days"], months["first_day"], months["last_day"]
    )
    beside = _inside(month, held)
    over = beside.filter(beside["days"] > beside["month_days"] - beside["held_days"] + 2)
    return over.select("person", "month", NOTHING.name("paid_fen"), "from_day", "to_day").distinct()


def _present(t: Tables, held: ir.Table) -> ir.Table:
    """Traces of presence between the day of arrest and that of release."""
    seen = t["presences"]
    within = [seen["person"] == held["person"], held["from_day"] < seen["day"], seen["day"] < held["to_day"]]
    return seen.join(held, within).select(
        seen["person"], seen["month"], held["from_day"], held["to_day"], seen["row"], paid_fen=NOTHING
    )


CHECK = Check(
    id="RF02",
    version=1,
    group="persons",
    subject="person",
    period="ever",
    severity="BLOCK",
    title=Words("服刑或羁押期间", "In custody"),
    sentence=Words(
        "{held_day}至{released_day}在押,{from_month}至{to_month}间仍有{months}个月计发工资或考勤,共{amount_fen}。",
        "In custody from {held_day} to {released_day}; wages or attendance of {months} months from {from_month} to "
        "{to_month} nevertheless: {amount_fen}.",
    ),
    innocent=(
        Words("社区矫正不是羁押", "community correction is not custody"),
        Words("收押或释放当月按实际出勤发放", "in the months of arrest and release wages are for the days in liberty"),
    ),
    authority=(),
    precedents=("享受待遇人员与在押人员名单比对 (GUIDE X26)",),
    sources=("custody", "wages"),
    thresholds=(
        Threshold(
            name="days",
            unit="days",
            low=1,
            high=28,
            zh="一个月内计为出勤的在押天数",
            en="days of custody claimed in a month",
        ),
    ),
    hits=hits,
    cites=cites,
)
