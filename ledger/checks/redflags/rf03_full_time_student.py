"""RF03: a full-time student on the payroll as a full-time worker."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.claims import cite_claims, claimed_months
from ledger.checks.forms import Tables
from ledger.checks.words import cite

VACATION = (0, 1, 6, 7)
"""January, February, July and August, counted from 0."""


def hits(t: Tables, p: Parameters) -> ir.Table:
    """`months` or more months of term, wholly under full-time enrolment, claimed as full-time work."""
    enrolled = _enrolled(t)
    month = claimed_months(t, enrolled)
    month = month.filter(month["full_time"] == 1, (month["month"] % 12).notin(VACATION))
    term = month.semi_join(
        enrolled,
        [
            month["person"] == enrolled["person"],
            enrolled["from_day"] <= month["first_day"],
            enrolled["to_day"] >= month["last_day"],
        ],
    )
    found = term.group_by("person").agg(
        from_month=term["month"].min(),
        to_month=term["month"].max(),
        months=term["month"].nunique(),
        amount_fen=term["paid_fen"].sum(),
    )
    return found.filter(found["months"] >= p["months"]).rename(subject="person")


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The enrolment and the months."""
    return [cite(h, _enrolled(t), "person", source="school_roll"), *cite_claims(t, h)]


def _enrolled(t: Tables) -> ir.Table:
    """Enrolment that fills a working day: not the last year, in which contracts are signed and internships done."""
    roll = t["school_roll"]
    return roll.filter(roll["mode"] == "full_time", roll["final_year"] == 0)


CHECK = Check(
    id="RF03",
    version=1,
    group="persons",
    subject="person",
    period="ever",
    severity="HIGH",
    title=Words("在校生", "Full-time student as worker"),
    sentence=Words(
        "全日制在校期间,{from_month}至{to_month}有{months}个非假期月份按全日制职工计发工资{amount_fen}。",
        "Enrolled full-time, and paid {amount_fen} as a full-time worker for {months} months of term from {from_month} "
        "to {to_month}.",
    ),
    innocent=(
        Words("实习或毕业年级已签合同", "an internship, or a contract in the final year"),
        Words("非全日制学习", "part-time study"),
        Words("寒暑假用工", "work in vacations"),
    ),
    authority=(),
    precedents=("审计署2022年度:假学员(在校生、退休人员)5219万元 (GUIDE X16)",),
    sources=("school_roll", "wages"),
    thresholds=(Threshold(name="months", unit="months", low=1, high=12, zh="学期内月数", en="months of term"),),
    hits=hits,
    cites=cites,
)
