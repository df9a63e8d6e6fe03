"""FT01: two full-time contracts that overlap, and both employers pay for the same months."""

import ibis
import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import cite, within_twelve


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Months paid by both while both contracts ran, at least `months` of a year."""
    double = t["double_months"]
    both = double.join(_overlaps(t), ["person", "employer", "other_employer"])
    both = both.filter(both["from_day"] <= both["last_day"], both["to_day"] >= both["first_day"])
    month = both.group_by("person", "employer", "other_employer", "month").agg(paid_fen=both["paid_fen"].max())
    return within_twelve(
        month.mutate(subject=month["person"]),
        p["months"],
        amount_fen=lambda g: g["paid_fen"].sum(),
        employer=lambda g: g["employer"].min(),
        other_employer=lambda g: g["other_employer"].max(),
    )


def _overlaps(t: Tables) -> ir.Table:
    """First and last day that two full-time contracts share (none: last before first); who has left is not bound."""
    contracts, double = t["contracts"], t["double_months"]
    full = contracts.filter(contracts["full_time"] == 1).semi_join(double.select("person").distinct(), "person")
    left = ibis.coalesce(full["left_day"], full["to_day"])
    mine = full.select("person", "employer", "from_day", to_day=ibis.least(left, full["to_day"]))
    theirs = mine.select("person", other_employer=mine["employer"], began=mine["from_day"], ended=mine["to_day"])
    both = mine.join(theirs, "person")
    shared = both.filter(both["employer"] < both["other_employer"])
    return shared.select(
        "person",
        "employer",
        "other_employer",
        from_day=ibis.greatest(shared["from_day"], shared["began"]),
        to_day=ibis.least(shared["to_day"], shared["ended"]),
    )


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """Both contracts and both wages."""
    contracts, wages = t["contracts"], t["wages"]
    on = ({"subject": "person", "employer": "employer"}, {"subject": "person", "other_employer": "employer"})
    return [
        *(cite(h, contracts, each, where=contracts["full_time"] == 1) for each in on),
        *(cite(h, wages, each, within="month", where=wages["full_time"] == 1) for each in on),
    ]


CHECK = Check(
    id="FT01",
    version=1,
    group="work",
    subject="person",
    period="year",
    severity="HIGH",
    title=Words("两份全日制用工重叠", "Two full-time placements overlap"),
    sentence=Words(
        "{from_month}至{to_month}间有{months}个月,与{employer}和{other_employer}的全日制合同同时有效,两处都发工资,"
        "共{amount_fen}。",
        "In {months} months from {from_month} to {to_month} full-time contracts with {employer} and {other_employer} "
        "ran side by side and both paid: {amount_fen} together.",
    ),
    innocent=(
        Words("月中换工作,原合同未及时终止", "a job change, and the former contract was ended late"),
        Words("非全日制的第二份工作", "the second job is part-time"),
    ),
    authority=(),
    precedents=("残疾人「挂证」同时在按摩店全职 (GUIDE X5)",),
    sources=("wages", "contracts"),
    thresholds=(Threshold(name="months", unit="months", low=1, high=12, zh="一年内月数", en="months within a year"),),
    hits=hits,
    cites=cites,
)
