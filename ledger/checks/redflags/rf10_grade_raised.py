"""RF10: the grade raised to a severe one shortly before the first claim, by an assessor who raises often."""

import ibis
import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.claims import cite_claims, claimed_spans
from ledger.checks.forms import Tables
from ledger.checks.words import NOTHING, at_least_pct, cite, with_month


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Raised at most `days` before the first claim, by an assessor with `persons` raises, `percent` of his cases."""
    raised = t["grade_raises"]
    often = raised.filter(
        raised["raised"] >= p["persons"], at_least_pct(raised["raised"], p["percent"], raised["assessed"])
    )
    first = _first_claims(t)
    soon = often.join(
        first,
        [
            often["person"] == first["person"],
            often["raised_day"] <= first["claim_day"],
            first["claim_day"] <= often["raised_day"] + p["days"],
        ],
    ).select(*(often[name] for name in often.columns), first["claim_day"])
    dated = with_month(t, with_month(t, soon, "raised_day", "from_month"), "claim_day", "to_month")
    return dated.select(
        "from_month",
        "to_month",
        "raised_day",
        "claim_day",
        "old_grade",
        "grade",
        "assessor",
        "assessed",
        "raised",
        amount_fen=NOTHING,
        subject=dated["person"],
    )


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The history of the certificate, and the first claim."""
    grants = t["other_grants"]
    claimed = {"subject": "person", "claim_day": "paid_day"}
    return [cite(h, t["certificates"], "person"), *cite_claims(t, h), cite(h, grants, claimed)]


def _first_claims(t: Tables) -> ir.Table:
    """The first day on which anything was claimed for somebody."""
    grants, spans = t["other_grants"], claimed_spans(t)
    paid = grants.filter(grants["person"].notnull())
    days = ibis.union(
        spans.select("person", day=spans["from_day"]),
        paid.select("person", day=paid["paid_day"]),
    )
    return days.group_by("person").agg(claim_day=days["day"].min())


CHECK = Check(
    id="RF10",
    version=1,
    group="persons",
    subject="person",
    period="ever",
    severity="MEDIUM",
    title=Words("申领前升级", "Grade raised just before claim"),
    sentence=Words(
        "{raised_day}由{old_grade}级改评为{grade}级,{claim_day}即首次申领;评定医师{assessor}共评{assessed}人,改评为重度{raised}人。",
        "Raised from grade {old_grade} to {grade} on {raised_day}, first claim on {claim_day}; the assessor {assessor} "
        "raised {raised} of {assessed} persons.",
    ),
    innocent=(
        Words("病情确实加重", "the condition did grow worse"),
        Words("到期复评或强制复评", "a reassessment that was due"),
    ),
    authority=(),
    precedents=("东海县:19人评为二级以上套取10.9万元 (GUIDE X14)",),
    sources=("certificates",),
    thresholds=(
        Threshold(name="days", unit="days", low=30, high=365, zh="改评至首次申领天数", en="days from raise to claim"),
        Threshold(
            name="persons", unit="persons", low=1, high=50, zh="医师改评人数", en="persons raised by the assessor"
        ),
        Threshold(
            name="percent", unit="percent", low=1, high=100, zh="医师改评占比", en="share of the assessor's cases"
        ),
    ),
    hits=hits,
    cites=cites,
)
