"""RF18: wages that go back to the employer, its owners, or to an account into which several workers pay."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import around_new_year, at_least_pct, cite


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Months in which at least `percent` of the wage moved there within `days`; enough of them in a year make a hit."""
    moved = t["returned_wages"]
    moved = moved.filter(moved["days_after"] <= p["days"], (moved["linked"] == 1) | (moved["payers"] >= p["persons"]))
    month = moved.group_by("person", "employer", "month", "paid_fen").agg(back_fen=moved["amount_fen"].sum())
    month = month.filter(at_least_pct(month["back_fen"], p["percent"], month["paid_fen"]))
    month = around_new_year(month.mutate(subject=month["person"]), p["months"])
    year = month.group_by("subject", "year").agg(
        from_month=month["month"].min(),
        to_month=month["month"].max(),
        amount_fen=month["back_fen"].sum(),
        paid_fen=month["paid_fen"].sum(),
        months=month["month"].nunique(),
        employer=month["employer"].max(),
    )
    return year.filter(year["months"] >= p["months"]).select(
        "from_month", "to_month", "amount_fen", "paid_fen", "months", "employer", "subject"
    )


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The wages and the transfers."""
    moved = t["returned_wages"]
    counts = (moved["days_after"] <= p["days"]) & ((moved["linked"] == 1) | (moved["payers"] >= p["persons"]))
    return [
        cite(h, moved, "person", within="month", where=counts, row="wage_row", source="wages"),
        cite(h, moved, "person", within="month", where=counts, row="transfer_row", source="transfers"),
    ]


CHECK = Check(
    id="RF18",
    version=1,
    group="work",
    subject="person",
    period="year",
    severity="CRITICAL",
    title=Words("工资回流", "Wage returned"),
    sentence=Words(
        "{from_month}至{to_month}间有{months}个月,工资到账后不久即转回单位{employer}关联账户或多人汇集账户:共发{paid_fen},转出{amount_fen}。",
        "In {months} months from {from_month} to {to_month} the wage soon moved to accounts linked to the employer "
        "{employer}, or to an account into which several workers pay: {paid_fen} paid, {amount_fen} moved on.",
    ),
    innocent=(
        Words("监护人或配偶代管工资", "a guardian or spouse keeps the money"),
        Words("偿还借款或向单位宿舍付房租", "a loan is repaid, or rent for the employer's dormitory"),
    ),
    authority=(),
    precedents=("北青深一度 (GUIDE X2)", "新京报 2023-11 (GUIDE X1)"),
    sources=("wages", "transfers", "accounts"),
    thresholds=(
        Threshold(name="days", unit="days", low=1, high=31, zh="工资到账后天数", en="days after the wage"),
        Threshold(name="percent", unit="percent", low=10, high=100, zh="转出比例", en="share moved on"),
        Threshold(name="persons", unit="persons", low=2, high=50, zh="汇集账户付款人数", en="payers of a hub"),
        Threshold(name="months", unit="months", low=1, high=12, zh="一年内月数", en="months within a year"),
    ),
    hits=hits,
    cites=cites,
)
