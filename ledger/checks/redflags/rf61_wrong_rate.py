"""RF61: what was paid is not what the standards give that were in force for those months."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import cite


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Cases that differ from their recalculation, in either direction, by more than the tolerance."""
    again = t["book_recomputed"]
    case = again.group_by("case_key").agg(
        from_month=again["from_month"].min(),
        to_month=again["to_month"].max(),
        amount_fen=(again["paid_fen"] - again["due_fen"]).abs().sum(),
        paid_fen=again["paid_fen"].sum(),
        due_fen=again["due_fen"].sum(),
    )
    return case.filter(case["amount_fen"] > p["tolerance"]).rename(subject="case_key")


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The recalculation."""
    return [cite(h, t["book_recomputed"], "case_key")]


CHECK = Check(
    id="RF61",
    version=1,
    group="money",
    subject="case",
    period="ever",
    severity="BLOCK",
    title=Words("执行标准版本错误", "Wrong rate version"),
    sentence=Words(
        "{from_month}至{to_month}已付{paid_fen},按当时有效的标准应为{due_fen},相差{amount_fen}。",
        "From {from_month} to {to_month} {paid_fen} were paid; the standards in force give {due_fen} (±{amount_fen}).",
    ),
    innocent=(
        Words("本地执行新标准的日期不同", "the place adopted the new standard on another day"),
        Words("追溯调整尚未补发", "a retroactive change is still to be made up for"),
    ),
    authority=(),
    precedents=("深圳龙岗审计:2018—2022 年未按新标准发放,少发 212,090 元 (GUIDE X10)",),
    sources=(),
    thresholds=(Threshold(name="tolerance", unit="yuan", low=0, high=1_000_000, zh="允许误差", en="tolerance"),),
    hits=hits,
    cites=cites,
)
