"""RF56: a class in an occupation for which the provider was not approved when it began."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import NOTHING, cite, january_of, month_of


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Classes outside of the approvals of a provider that has some, `grace` days before and after each included."""
    beyond = _beyond(t, p)
    beyond = beyond.mutate(year=january_of(beyond["month"]))
    year = beyond.group_by("provider", "year").agg(
        from_month=beyond["month"].min(),
        to_month=beyond["month"].max(),
        classes=beyond["class_key"].nunique(),
    )
    return year.drop("year").rename(subject="provider").mutate(provider_unit=lambda h: h["subject"], amount_fen=NOTHING)


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The classes, and what the provider is approved for."""
    return [
        cite(h, _beyond(t, p), "provider", within="month", source="training_classes"),
        cite(h, t["provider_approvals"], "provider"),
    ]


def _beyond(t: Tables, p: Parameters) -> ir.Table:
    classes, approved = month_of(t["training_classes"], "from_day", t["month_buckets"]), t["provider_approvals"]
    some = classes.semi_join(approved.select("provider").distinct(), "provider")
    covered = [
        some["provider"] == approved["provider"],
        some["occupation"] == approved["occupation"],
        some["from_day"] + p["grace"] >= approved["from_day"],
        some["from_day"] <= approved["to_day"] + p["grace"],
    ]
    return some.anti_join(approved, covered)


CHECK = Check(
    id="RF56",
    version=1,
    group="training",
    subject="employer",
    period="year",
    severity="HIGH",
    title=Words("培训资质不符", "Unqualified or over-scope trainer"),
    sentence=Words(
        "{provider_unit}在{from_month}至{to_month}开办{classes}个班次,开班时没有该职业(工种)的培训资质。",
        "{provider_unit} held {classes} classes from {from_month} to {to_month} in occupations that it was not "
        "approved for when they began.",
    ),
    innocent=(
        Words("增项或换证正在办理", "an extension or a renewal was pending"),
        Words("职业代码改版", "the code of the occupation changed"),
    ),
    authority=(),
    precedents=("咸宁:审批缺合法性审查与会签 (GUIDE X22)",),
    sources=("training_classes", "provider_approvals"),
    thresholds=(
        Threshold(
            name="grace", unit="days", low=0, high=180, zh="增项换证宽限天数", en="days of grace for what is pending"
        ),
    ),
    hits=hits,
    cites=cites,
)
