"""RF32: money goes round: from an employer through two to four others back to it."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import at_least_pct, cite, with_month


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Cycles of some size, closed within some days, whose smallest transfer is at least a share of the largest."""
    round_ = _round(t, p)
    begun = with_month(t, round_, "first_day", "from_month")
    spans = with_month(t, begun, "last_day", "to_month")
    return spans.group_by("employer").agg(
        from_month=spans["from_month"].min(),
        to_month=spans["to_month"].max(),
        amount_fen=spans["least_fen"].max(),
        most_fen=spans["most_fen"].max(),
        transfers=spans["transfer_row"].nunique(),
        days=spans["days"].min(),
    ).rename(subject="employer")  # fmt: skip


def _round(t: Tables, p: Parameters) -> ir.Table:
    cycles = t["money_cycles"]
    return cycles.filter(
        cycles["days"] <= p["days"],
        cycles["most_fen"] >= p["amount"],
        at_least_pct(cycles["least_fen"], p["percent"], cycles["most_fen"]),
    )


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The transfers."""
    return [cite(h, _round(t, p), "employer", row="transfer_row", source="transfers")]


CHECK = Check(
    id="RF32",
    version=1,
    group="chains",
    subject="employer",
    period="ever",
    severity="CRITICAL",
    title=Words("资金闭环", "Circular money"),
    sentence=Words(
        "单位所在的资金链转出{most_fen}后,最快{days}天内经二至四手转回{amount_fen}(共{transfers}笔转账,{from_month}至{to_month})。",
        "In a chain with this unit, {amount_fen} of {most_fen} came back through two to four hands, within {days} "
        "days at the soonest ({transfers} transfers, {from_month} to {to_month}).",
    ),
    innocent=(
        Words("押金退还或合同约定的返利", "a deposit returned, or a true rebate under a contract"),
        Words("已披露集团的资金归集", "a disclosed group pools its cash"),
    ),
    authority=(),
    precedents=("五个行动方案汇编 S390", "审计署 2023 年度 (GUIDE X17)"),
    sources=("transfers", "businesses"),
    thresholds=(
        Threshold(name="days", unit="days", low=1, high=180, zh="闭环天数", en="days of the cycle"),
        Threshold(name="percent", unit="percent", low=20, high=100, zh="回流比例", en="share returned"),
        Threshold(name="amount", unit="yuan", low=50_000, high=10_000_000_000, zh="最低金额", en="least amount"),
    ),
    hits=hits,
    cites=cites,
)
