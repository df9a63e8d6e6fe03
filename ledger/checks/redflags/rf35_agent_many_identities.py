"""RF35: one agent files for many people within a short time."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Words
from ledger.checks.crowds import INNOCENT, PRECEDENTS, THRESHOLDS, cite_filings, crowd, not_by_helpers, told
from ledger.checks.forms import Tables


def hits(t: Tables, p: Parameters) -> ir.Table:
    """More than so many people within some days; what registered helpers file is left out."""
    return told(t, _many(t, p), "agent")


def _many(t: Tables, p: Parameters) -> ir.Table:
    return crowd(not_by_helpers(t, "agent"), "agent", p)


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The filings."""
    return cite_filings(h, _many(t, p), "agent")


CHECK = Check(
    id="RF35",
    version=1,
    group="chains",
    subject="agent",
    period="ever",
    severity="MEDIUM",
    title=Words("代办人集中", "Agent with many identities"),
    sentence=Words(
        "{first_day}至{last_day},同一代办人为{persons}人提交了申请,不是登记的助残人员。",
        "From {first_day} to {last_day} applications for {persons} people came from one agent; no registered helper.",
    ),
    innocent=INNOCENT,
    authority=(),
    precedents=PRECEDENTS,
    sources=("filings",),
    thresholds=THRESHOLDS,
    hits=hits,
    cites=cites,
)
