"""RF63: a base was designated, or kept, without anybody having been there."""

import ibis
import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import cite, with_month


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Nobody was ever there, or last too long before the designation, or last too long before today's evidence."""
    bases, visits, clock = t["bases"], t["visits"], t["evidence_until"]
    seen = ibis.union(
        bases.filter(bases["inspected_day"].notnull()).select("base", day="inspected_day"),
        visits.select("day", base="employer").select("base", "day"),
    )
    last = seen.group_by("base").agg(last_day=seen["day"].max())
    known = bases.select("base", "designated_day", "seats").left_join(last, "base")
    known = known.select("base", "designated_day", "seats", "last_day")
    never = known.filter(known["last_day"].isnull() | (known["last_day"] < known["designated_day"] - p["days"]))
    before = known.join(clock, known["last_day"] + p["days"] + p["late"] < clock["until_day"])
    unseen = with_month(t, never.union(before.select(*known.columns), distinct=True), "designated_day")
    return unseen.group_by("base").agg(
        from_month=unseen["month"].min(),
        to_month=unseen["month"].max(),
        amount_fen=unseen["seats"].min() * 0,
        designated_day=unseen["designated_day"].min(),
        last_day=unseen["last_day"].max(),
    ).rename(subject="base")  # fmt: skip


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The base in the register."""
    return [cite(h, t["bases"], "base")]


CHECK = Check(
    id="RF63",
    version=1,
    group="chains",
    subject="employer",
    period="ever",
    severity="HIGH",
    title=Words("未实地核查", "No on-site check before designation"),
    sentence=Words(
        "{designated_day}认定为基地,认定或年度复核前一年内没有实地核查记录(最近一次:{last_day})。",
        "Designated as a base on {designated_day} without a record of anybody on site within a year before that or "
        "before the yearly review (last: {last_day}).",
    ),
    innocent=(Words("不可抗力,事后补查", "force majeure, and a later visit"),),
    authority=(),
    precedents=("认定六年从未实地核查,发放 73 万元 (GUIDE X12)",),
    sources=("bases",),
    thresholds=(
        Threshold(name="days", unit="days", low=1, high=1095, zh="认定前天数", en="days before the designation"),
        Threshold(name="late", unit="days", low=0, high=365, zh="补查天数", en="days for a later visit"),
    ),
    hits=hits,
    cites=cites,
)
