"""SP03B: cases of one person that stay just below the limit of an approval, within days of each other."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Words
from ledger.checks.forms import Tables
from ledger.checks.splits import AUTHORITY, INNOCENT, THRESHOLDS, cite_cases, told


def hits(t: Tables, p: Parameters) -> ir.Table:
    """At least so many cases of one programme near the limit that follow each other closely."""
    return told(t, "person", p)


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The cases."""
    return cite_cases(t, h, "person", p)


CHECK = Check(
    id="SP03B",
    version=1,
    group="money",
    subject="person",
    period="ever",
    severity="MEDIUM",
    title=Words("个人拆分审批", "Split approvals of a person"),
    sentence=Words(
        "{first_day}至{last_day},同一人有{cases}件申请金额略低于审批限额,共{amount_fen}。",
        "From {first_day} to {last_day} {cases} applications stayed just below the limit of an approval: "
        "{amount_fen} in all.",
    ),
    innocent=INNOCENT,
    authority=AUTHORITY,
    precedents=(),
    sources=(),
    thresholds=THRESHOLDS,
    hits=hits,
    cites=cites,
)
