"""RF41B: the same benefit paid twice to one unit for the same months."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Words
from ledger.checks.duplicates import INNOCENT, PRECEDENTS, SENTENCE, THRESHOLDS, cite_both, told
from ledger.checks.forms import Tables


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Two awards of one programme and cost share months; a short overlap of two places is a move."""
    return told(t, "employer", p)


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """Both awards."""
    return cite_both(t, h, "employer", p)


CHECK = Check(
    id="RF41B",
    version=1,
    group="money",
    subject="employer",
    period="ever",
    severity="BLOCK",
    title=Words("单位重复领取", "Duplicate payment to a unit"),
    sentence=SENTENCE,
    innocent=INNOCENT,
    authority=(),
    precedents=PRECEDENTS,
    sources=("other_grants",),
    thresholds=THRESHOLDS,
    hits=hits,
    cites=cites,
)
