"""RF62B: more approvals within an hour than anybody can read."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import cite, with_month

HOUR = 3600
"""Seconds of an hour by the clock."""


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Officials with hours in which they approved more than so many cases."""
    hasty = with_month(t, _hasty(t, p), "day")
    return hasty.group_by("official").agg(
        from_month=hasty["month"].min(),
        to_month=hasty["month"].max(),
        amount_fen=hasty["row"].min() * 0,
        cases=hasty["case_key"].nunique(),
        hours=hasty["hour"].nunique(),
        most=hasty["approvals"].max(),
    ).rename(subject="official")  # fmt: skip


def _hasty(t: Tables, p: Parameters) -> ir.Table:
    steps = t["book_steps"]
    steps = steps.filter(steps["step"] == "approval", steps["official"].notnull(), steps["second"] > 0)
    steps = steps.mutate(hour=steps["second"] - steps["second"] % HOUR)
    hours = steps.group_by("official", "hour").agg(approvals=steps["case_key"].nunique())
    many = hours.filter(hours["approvals"] > p["per_hour"])
    return steps.join(many, ["official", "hour"])


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The approvals of those hours."""
    return [cite(h, _hasty(t, p), "official", source="book_steps")]


CHECK = Check(
    id="RF62B",
    version=1,
    group="money",
    subject="official",
    period="ever",
    severity="HIGH",
    title=Words("审批过快", "Hasty approvals"),
    sentence=Words(
        "有{hours}个小时审批过快,最多一小时审批{most}件,共{cases}件。",
        "In {hours} hours approvals came too fast, up to {most} in one hour, {cases} cases in all.",
    ),
    innocent=(Words("会议集体审议后批量录入", "a meeting decided them, and they were entered together"),),
    authority=(),
    precedents=("只审纸面材料 (GUIDE X39)",),
    sources=(),
    thresholds=(
        Threshold(name="per_hour", unit="count", low=1, high=1000, zh="每小时审批件数", en="approvals within an hour"),
    ),
    hits=hits,
    cites=cites,
)
