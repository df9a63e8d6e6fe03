"""RF42: one person draws two programmes for the same months that exclude each other."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Words
from ledger.checks.forms import Tables
from ledger.checks.stacking import AUTHORITY, INNOCENT, SENTENCE, THRESHOLDS, cite_both, told


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Awards of programmes that the law sets against each other, in at least so many common months."""
    return told(t, "person", p)


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """Both awards."""
    return cite_both(t, h, "person", p)


CHECK = Check(
    id="RF42",
    version=1,
    group="money",
    subject="person",
    period="ever",
    severity="BLOCK",
    title=Words("交叉使用", "Cross-fund stacking"),
    sentence=SENTENCE,
    innocent=INNOCENT,
    authority=AUTHORITY,
    precedents=(),
    sources=("other_grants",),
    thresholds=THRESHOLDS,
    hits=hits,
    cites=cites,
)
