"""RF42B: one unit draws two programmes for the same months that exclude each other."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Words
from ledger.checks.forms import Tables
from ledger.checks.stacking import AUTHORITY, INNOCENT, SENTENCE, THRESHOLDS, cite_both, told


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Awards of programmes that the law sets against each other, in at least so many common months."""
    return told(t, "employer", p)


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """Both awards."""
    return cite_both(t, h, "employer", p)


CHECK = Check(
    id="RF42B",
    version=1,
    group="money",
    subject="employer",
    period="ever",
    severity="BLOCK",
    title=Words("单位交叉使用", "Cross-fund stacking by a unit"),
    sentence=SENTENCE,
    innocent=INNOCENT,
    authority=AUTHORITY,
    precedents=(),
    sources=("other_grants",),
    thresholds=THRESHOLDS,
    hits=hits,
    cites=cites,
)
