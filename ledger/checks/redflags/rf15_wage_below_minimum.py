"""RF15: a month's wage below the minimum of the county in that month."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import cite


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Full-time wages below `percent` of the minimum for the share of the month that was due."""
    wages, minimum = t["wages"], t["law_minimum_wages"]
    paid = wages.filter(wages["full_time"] == 1, wages["disabled"] == 1)
    known = paid.join(minimum, [paid["place"] == minimum["place"], paid["month"] == minimum["month"]])
    low = known.filter(known["paid_fen"] * 10_000 < known["wage_fen"] * known["due_pct"] * p["percent"])
    return (
        low.group_by("person", "employer", "month")
        .agg(paid_fen=low["paid_fen"].min(), minimum_fen=low["wage_fen"].max(), due_pct=low["due_pct"].max())
        .group_by("person", "month")
        .agg(
            paid_fen=lambda g: g["paid_fen"].min(),
            minimum_fen=lambda g: g["minimum_fen"].max(),
            due_pct=lambda g: g["due_pct"].max(),
            employer=lambda g: g["employer"].max(),
        )
        .mutate(amount_fen=lambda g: g["minimum_fen"] - g["paid_fen"])
        .select(
            "amount_fen",
            "paid_fen",
            "minimum_fen",
            "due_pct",
            "employer",
            subject=lambda g: g["person"],
            from_month=lambda g: g["month"],
            to_month=lambda g: g["month"],
        )
    )


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The wages of the month."""
    return [cite(h, t["wages"], "person", within="month")]


CHECK = Check(
    id="RF15",
    version=1,
    group="work",
    subject="person",
    period="month",
    severity="BLOCK",
    title=Words("工资低于最低工资", "Wage below the minimum"),
    sentence=Words(
        "{from_month}实发{paid_fen},低于当地当月最低工资{minimum_fen}(应出勤{due_pct})。",
        "In {from_month} {paid_fen} were paid: less than the local minimum of that month, {minimum_fen} "
        "(due: {due_pct}).",
    ),
    innocent=(
        Words(
            "病假、入离职当月或个人承担的社保已扣除",
            "sick leave, month of entry or exit, employee's insurance deducted",
        ),
        Words("最低工资调整后补发", "the minimum was raised and the difference paid later"),
    ),
    authority=("最低工资规定(劳动和社会保障部令第21号)",),
    sources=("wages",),
    thresholds=(
        Threshold(name="percent", unit="percent", low=80, high=120, zh="占最低工资比例", en="share of the minimum"),
    ),
    hits=hits,
    cites=cites,
)
