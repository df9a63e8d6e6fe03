"""RF62: one official took two steps of a case that must be in different hands."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Words
from ledger.checks.forms import Tables
from ledger.checks.words import cite, with_month

APART = ("first_review", "approval", "payment")
"""The steps that no one takes two of."""


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Cases with two of these steps by one hand."""
    both = with_month(t, _both(t), "day")
    return both.group_by("case_key").agg(
        from_month=both["month"].min(),
        to_month=both["month"].max(),
        amount_fen=both["row"].min() * 0,
        official=both["official"].max(),
        first_day=both["day"].min(),
        last_day=both["day"].max(),
    ).rename(subject="case_key")  # fmt: skip


def _both(t: Tables) -> ir.Table:
    steps = t["book_steps"]
    steps = steps.filter(steps["step"].isin(APART), steps["official"].notnull())
    hands = steps.group_by("case_key", "official").agg(kinds=steps["step"].nunique())
    return steps.semi_join(hands.filter(hands["kinds"] > 1), ["case_key", "official"])


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The steps."""
    return [cite(h, _both(t), "case_key", source="book_steps")]


CHECK = Check(
    id="RF62",
    version=1,
    group="money",
    subject="case",
    period="ever",
    severity="HIGH",
    title=Words("不相容岗位未分离", "Duties not separated"),
    sentence=Words(
        "经办人{official}在{first_day}至{last_day}办理了同一案件中须由不同人办理的两个以上环节(初审、审批、支付)。",
        "From {first_day} to {last_day} the official {official} took two or more steps of one case that must be in "
        "different hands (first review, approval, payment).",
    ),
    innocent=(Words("人员少的单位有书面例外", "a small office with a written exception"),),
    authority=("行政事业单位内部控制规范(试行)(财会〔2012〕21号)",),
    precedents=("咸宁 (GUIDE X22)",),
    sources=(),
    thresholds=(),
    hits=hits,
    cites=cites,
)
