"""RF35B: one device files for many people within a short time."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Words
from ledger.checks.crowds import (
    INNOCENT,
    PRECEDENTS,
    THRESHOLDS,
    cite_filings,
    crowd,
    not_by_helpers,
    told,
    without_one_agent,
)
from ledger.checks.forms import Tables


def hits(t: Tables, p: Parameters) -> ir.Table:
    """More than so many people within some days; what helpers file, or one named agent, is left out."""
    return told(t, _many(t, p), "device")


def _many(t: Tables, p: Parameters) -> ir.Table:
    return crowd(without_one_agent(not_by_helpers(t, "device"), "device"), "device", p)


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The filings."""
    return cite_filings(h, _many(t, p), "device")


CHECK = Check(
    id="RF35B",
    version=1,
    group="chains",
    subject="device",
    period="ever",
    severity="MEDIUM",
    title=Words("一台设备多人申请", "Device with many identities"),
    sentence=Words(
        "{first_day}至{last_day},同一台设备为{persons}人提交了申请,不是登记的助残人员。",
        "From {first_day} to {last_day} applications for {persons} people came from one device; no registered helper.",
    ),
    innocent=INNOCENT,
    authority=(),
    precedents=PRECEDENTS,
    sources=("filings",),
    thresholds=THRESHOLDS,
    hits=hits,
    cites=cites,
)
