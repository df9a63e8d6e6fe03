"""RF41: the same benefit paid twice to one person for the same months."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Words
from ledger.checks.duplicates import INNOCENT, PRECEDENTS, SENTENCE, THRESHOLDS, cite_both, told
from ledger.checks.forms import Tables


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Two awards of one programme and cost share months; a short overlap of two places is a move."""
    return told(t, "person", p)


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """Both awards."""
    return cite_both(t, h, "person", p)


CHECK = Check(
    id="RF41",
    version=1,
    group="money",
    subject="person",
    period="ever",
    severity="BLOCK",
    title=Words("重复发放", "Duplicate payment"),
    sentence=SENTENCE,
    innocent=INNOCENT,
    authority=(),
    precedents=PRECEDENTS,
    sources=("other_grants",),
    thresholds=THRESHOLDS,
    hits=hits,
    cites=cites,
)
