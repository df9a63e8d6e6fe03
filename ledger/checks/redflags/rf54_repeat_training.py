"""RF54: the same occupation and level subsidised twice, or too many subsidised courses in a year."""

import ibis
import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import cite, january_of, month_of


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Persons with the same course again within `months`, or with more than `courses` in one year."""
    rows = _repeated(t, p)
    return (
        rows.group_by("person")
        .agg(
            from_month=rows["month"].min(),
            to_month=rows["month"].max(),
            classes=rows["class_key"].nunique(),
            amount_fen=rows["fee_fen"].sum() - rows["fee_fen"].max(),
        )
        .rename(subject="person")
    )


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The courses."""
    return [cite(h, _repeated(t, p), "person", source="trainees")]


def _repeated(t: Tables, p: Parameters) -> ir.Table:
    """The courses that are too many, each once, beside those that they repeat."""
    trainees = t["trainees"]
    paid = trainees.filter(trainees["fee_fen"] > 0).select(
        "person", "class_key", "occupation", "level", "from_day", "fee_fen", "row"
    )
    often = paid.group_by("person").agg(classes=paid["class_key"].nunique())
    some = month_of(paid.semi_join(often.filter(often["classes"] > 1), "person"), "from_day", t["month_buckets"])
    again = some.semi_join(other := some.view(), [
        some["person"] == other["person"],
        some["occupation"] == other["occupation"],
        some["level"] == other["level"],
        some["class_key"] != other["class_key"],
        some["month"] <= other["month"] + p["months"],
        other["month"] <= some["month"] + p["months"],
    ])  # fmt: skip
    dated = some.mutate(year=january_of(some["month"]))
    year = dated.group_by("person", "year").agg(classes=dated["class_key"].nunique())
    year = year.filter(year["classes"] > p["courses"])
    many = dated.semi_join(year, ["person", "year"]).drop("year")
    return ibis.union(again, many, distinct=True)


CHECK = Check(
    id="RF54",
    version=1,
    group="training",
    subject="person",
    period="ever",
    severity="BLOCK",
    title=Words("重复培训", "Repeat training"),
    sentence=Words(
        "{from_month}至{to_month}参加{classes}个补贴班次,其中有同职业同等级的重复培训或一年内次数过多,多付补贴至少{amount_fen}。",
        "{classes} subsidised classes from {from_month} to {to_month} repeat the same occupation and level, or are too "
        "many for one year: {amount_fen} too much.",
    ),
    innocent=(
        Words("晋级培训", "training for the next level"),
        Words("前一班次未办成、未发补贴", "the first class was called off and not subsidised"),
    ),
    authority=(),
    precedents=("审计署2022年度:以其他培训抵顶 (GUIDE X16)",),
    sources=("trainees",),
    thresholds=(
        Threshold(
            name="months", unit="months", low=6, high=60, zh="同职业同等级间隔月数", en="months between the same"
        ),
        Threshold(name="courses", unit="times", low=1, high=10, zh="一年补贴次数", en="subsidised courses in a year"),
    ),
    hits=hits,
    cites=cites,
)
