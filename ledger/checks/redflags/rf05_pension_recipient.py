"""RF05: somebody who draws an employee's pension counted as staff."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.claims import cite_claims, claimed_months
from ledger.checks.forms import Tables
from ledger.checks.words import cite


def hits(t: Tables, p: Parameters) -> ir.Table:
    """`months` or more months claimed that lie wholly under an employee's pension."""
    drawn = _drawn(t)
    month = claimed_months(t, drawn)
    retired = month.semi_join(
        drawn,
        [
            month["person"] == drawn["person"],
            drawn["from_day"] <= month["first_day"],
            drawn["to_day"] >= month["last_day"],
        ],
    )
    found = retired.group_by("person").agg(
        from_month=retired["month"].min(),
        to_month=retired["month"].max(),
        months=retired["month"].nunique(),
        amount_fen=retired["paid_fen"].sum(),
    )
    return found.filter(found["months"] >= p["months"]).rename(subject="person")


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The pension and the months."""
    return [cite(h, _drawn(t), "person", source="pensions"), *cite_claims(t, h)]


def _drawn(t: Tables) -> ir.Table:
    pensions = t["pensions"]
    return pensions.filter(pensions["kind"] == "employee")


CHECK = Check(
    id="RF05",
    version=1,
    group="persons",
    subject="person",
    period="ever",
    severity="HIGH",
    title=Words("已领养老金", "Pension recipient counted"),
    sentence=Words(
        "已领取职工养老金,{from_month}至{to_month}仍有{months}个月按在职残疾职工计发工资{amount_fen}。",
        "Draws an employee's pension, and was paid {amount_fen} as a worker with disability for {months} months from "
        "{from_month} to {to_month}.",
    ),
    innocent=(
        Words("遗属待遇不是养老金", "a survivor's benefit is no pension of one's own"),
        Words("城乡居民养老待遇不影响就业", "the residents' pension does not stand against work"),
        Words("退休当月结清工资", "the wage of the month of retirement"),
    ),
    authority=(),
    precedents=("芜湖审计:培训名单与养老金发放比对 (GUIDE X23)", "审计署2022年度 (GUIDE X16)"),
    sources=("pensions", "wages"),
    thresholds=(Threshold(name="months", unit="months", low=1, high=12, zh="重叠月数", en="months of both"),),
    hits=hits,
    cites=cites,
)
