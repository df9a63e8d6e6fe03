"""RF51: a trainee who was dead, in custody, in hospital, at school, retired or at work while the class was held."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Words
from ledger.checks.forms import Tables
from ledger.checks.words import cite, january_of

SOURCES = ("deaths", "custody", "school_roll", "pensions", "hospital_stays", "checkins", "insurance_months")
"""What can stand against a trainee."""


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Subsidised trainees with another status over the whole class; those at work where it is for the unemployed."""
    ghosts = t["ghost_trainees"]
    each = ghosts.group_by("person", "class_key", "month").agg(fee_fen=ghosts["fee_fen"].max(), why=ghosts["why"].max())
    each = each.mutate(year=january_of(each["month"]))
    year = each.group_by("person", "year").agg(
        from_month=each["month"].min(),
        to_month=each["month"].max(),
        amount_fen=each["fee_fen"].sum(),
        classes=each["class_key"].nunique(),
        status=each["why"].max(),
    )
    return year.drop("year").rename(subject="person")


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The classes, and the rows that stand against them."""
    ghosts = t["ghost_trainees"]
    against = [(name, ghosts["why"] == name) for name in SOURCES]
    return [
        cite(h, ghosts, "person", within="month", row="trainee_row", source="trainees"),
        *(cite(h, ghosts, "person", within="month", where=by, row="other_row", source=name) for name, by in against),
    ]


CHECK = Check(
    id="RF51",
    version=1,
    group="training",
    subject="person",
    period="year",
    severity="HIGH",
    title=Words("假学员", "Ghost trainee"),
    sentence=Words(
        "{from_month}至{to_month}参加的{classes}个补贴班次期间,其人另有不相容的身份(登记于{status}),涉及补贴{amount_fen}。",
        "During {classes} subsidised classes from {from_month} to {to_month} the trainee had a status that cannot go "
        "with them (register: {status}); {amount_fen} of subsidy.",
    ),
    innocent=(
        Words("在职职工可参加的岗位技能培训", "training on the job, open to those who work"),
        Words("开班前刚离职,社保当月仍在缴", "left the job just before, insured for that month"),
        Words("毕业年级学生", "students in their final year"),
    ),
    authority=(),
    precedents=("审计署2022年度:假学员5219万元 (GUIDE X16)", "芜湖审计:培训名单与参保、养老金比对 (GUIDE X23)"),
    sources=("trainees",),
    thresholds=(),
    hits=hits,
    cites=cites,
)
