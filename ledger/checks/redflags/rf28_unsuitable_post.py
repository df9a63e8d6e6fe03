"""RF28: a post that asks for what the worker's disability excludes, without any accommodation on record."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Words
from ledger.checks.forms import Tables
from ledger.checks.words import NOTHING, cite, month_of


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Contracts for posts that exclude category and grade of the certificate valid when the contract began."""
    contracts = t["contracts"].filter(t["contracts"]["post"].notnull())
    barred, rows = _barred(t), t["certificates"]
    rows = rows.filter(rows["status"] == "valid")
    held = contracts.join(barred, contracts["post"] == barred["post"]).select(
        contracts["person"],
        contracts["employer"],
        contracts["from_day"],
        barred["excluded_category"],
        barred["excluded_grade"],
    )
    unfit = held.join(
        rows,
        [
            held["person"] == rows["person"],
            held["excluded_category"] == rows["category"],
            held["excluded_grade"] >= rows["grade"],
            rows["from_day"] <= held["from_day"],
            rows["to_day"] >= held["from_day"],
        ],
    ).select(held["person"], held["employer"], held["from_day"], rows["category"], rows["grade"])
    dated = month_of(unfit, "from_day", t["month_buckets"])
    return (
        dated.group_by("person")
        .agg(
            from_month=dated["month"].min(),
            to_month=dated["month"].max(),
            category=dated["category"].max(),
            grade=dated["grade"].min(),
            employer=dated["employer"].max(),
        )
        .rename(subject="person")
        .mutate(amount_fen=NOTHING)
    )


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The contracts for barred posts, and the certificate."""
    contracts, rows, barred = t["contracts"], t["certificates"], _barred(t)
    barred = contracts.semi_join(barred, "post")
    certified = {"subject": "person", "category": "category", "grade": "grade"}
    return [
        cite(h, month_of(barred, "from_day", t["month_buckets"]), "person", within="month", source="contracts"),
        cite(h, rows, certified, where=rows["status"] == "valid"),
    ]


def _barred(t: Tables) -> ir.Table:
    posts = t["posts"]
    return posts.filter(posts["accommodation"] == 0)


CHECK = Check(
    id="RF28",
    version=1,
    group="persons",
    subject="person",
    period="ever",
    severity="LOW",
    title=Words("岗位与残疾不符", "Unsuitable post"),
    sentence=Words(
        "{from_month}签订的岗位不适宜{category}类{grade}级残疾,且无合理便利记录(单位{employer})。",
        "The post taken at {employer} in {from_month} excludes category {category}, grade {grade}, and no "
        "accommodation is on record.",
    ),
    innocent=(
        Words("使用辅助器具可以胜任", "assistive technology makes it possible"),
        Words("岗位编码粗略", "the post code says little about the work"),
    ),
    authority=(),
    precedents=("就业帮扶按残疾类别等级匹配岗位 (S072)",),
    sources=("contracts", "posts", "certificates"),
    thresholds=(),
    hits=hits,
    cites=cites,
)
