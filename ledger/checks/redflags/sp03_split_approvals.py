"""SP03: cases of one employer that stay just below the limit of an approval, within days of each other."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Words
from ledger.checks.forms import Tables
from ledger.checks.splits import AUTHORITY, INNOCENT, THRESHOLDS, cite_cases, told


def hits(t: Tables, p: Parameters) -> ir.Table:
    """At least so many cases of one programme near the limit that follow each other closely."""
    return told(t, "employer", p)


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The cases."""
    return cite_cases(t, h, "employer", p)


CHECK = Check(
    id="SP03",
    version=1,
    group="money",
    subject="employer",
    period="ever",
    severity="MEDIUM",
    title=Words("拆分审批", "Split approvals"),
    sentence=Words(
        "{first_day}至{last_day},同一单位有{cases}件申请金额略低于审批限额,共{amount_fen}。",
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
