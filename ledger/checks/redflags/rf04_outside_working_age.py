"""RF04: months claimed before the lowest working age or after the statutory retirement month."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.claims import cite_claims, claimed_months, claimed_spans
from ledger.checks.forms import Tables
from ledger.checks.words import cite, month_of


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Claimed months outside of what the law allows to a birth month, `grace` past the retirement month included."""
    allowed, spans = _allowed(t, p["grace"]), claimed_spans(t)
    outside = (spans["from_month"] < allowed["first_month"]) | (spans["to_month"] > allowed["last_month"])
    few = spans.join(allowed, [spans["person"] == allowed["person"], outside]).select(
        allowed["person"], allowed["birth_day"], allowed["first_month"], allowed["last_month"]
    )
    month = claimed_months(t, few)
    out = (month["month"] < few["first_month"]) | (month["month"] > few["last_month"])
    found = month.join(few, [month["person"] == few["person"], out]).select(
        *(month[name] for name in month.columns), few["birth_day"], few["first_month"], few["last_month"]
    )
    late = _late(t)
    found = found.anti_join(late, [found["person"] == late["person"], found["first_day"] <= late["until_day"]])
    return (
        found.group_by("person", "birth_day", "first_month", "last_month")
        .agg(
            from_month=found["month"].min(),
            to_month=found["month"].max(),
            months=found["month"].nunique(),
            amount_fen=found["paid_fen"].sum(),
        )
        .rename(subject="person")
    )


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The birth date as registered, and the months."""
    return [cite(h, t["persons"], "person"), *cite_claims(t, h)]


def _allowed(t: Tables, grace: ir.IntegerScalar) -> ir.Table:
    """One row per person: the first and the last month of working age."""
    persons, law = month_of(t["persons"], "birth_day", t["month_buckets"], "birth_month"), t["law_working_ages"]
    known = persons.join(
        law,
        [persons["retirement_category"] == law["retirement_category"], persons["birth_month"] == law["birth_month"]],
    )
    return known.group_by("person").agg(
        birth_day=known["birth_day"].max(),
        first_month=known["from_month"].min(),
        last_month=known["to_month"].max() + grace,
    )


def _late(t: Tables) -> ir.Table:
    """Later retirement by agreement: until when."""
    contracts = t["contracts"]
    agreed = contracts.filter(contracts["late_retirement_day"].notnull())
    return agreed.group_by("person").agg(until_day=agreed["late_retirement_day"].max())


CHECK = Check(
    id="RF04",
    version=1,
    group="persons",
    subject="person",
    period="ever",
    severity="BLOCK",
    title=Words("超龄或未到龄", "Outside working age"),
    sentence=Words(
        "{birth_day}出生,法定用工年龄为{first_month}至{last_month},{from_month}至{to_month}有{months}个月不在其内,计发工资{amount_fen}。",
        "Born on {birth_day}, of working age from {first_month} to {last_month}; {months} months from {from_month} to "
        "{to_month} lie outside, paid {amount_fen}.",
    ),
    innocent=(
        Words("协商弹性延迟退休", "later retirement by agreement"),
        Words("女职工按管理技术岗位55岁退休", "a woman whose post retires at 55, not at 50"),
        Words("登记的出生日期有误", "the registered date of birth is wrong"),
    ),
    authority=("全国人大常委会关于实施渐进式延迟法定退休年龄的决定(2024-09-13)", "劳动法第十五条"),
    precedents=(),
    sources=("persons", "wages"),
    thresholds=(
        Threshold(
            name="grace", unit="months", low=0, high=36, zh="超过退休月的宽限", en="months past the retirement month"
        ),
    ),
    hits=hits,
    cites=cites,
)
