"""Duplicate awards: the same benefit of one programme paid twice to the same one for the same months."""

from typing import Final

import ibis.expr.types as ir

from ledger.checks.awards import awards, cite_awards, together
from ledger.checks.check import Parameters, Threshold, Words
from ledger.checks.forms import Tables

SENTENCE: Final = Words(
    "{from_month}至{to_month},同一项目({programme})同一费用发放了不止一次:{pairs}处重叠,涉及{amount_fen}。",
    "From {from_month} to {to_month} the same cost of one programme ({programme}) was paid more than once: "
    "{pairs} overlaps, {amount_fen} concerned.",
)
INNOCENT: Final = (
    Words("更正或补差(应写明原发放)", "a correction or top-up (which must name the original)"),
    Words("迁移当月两地各发一个月", "in the month of a move both places paid"),
)
PRECEDENTS: Final = ("杭州临安审计:重复发放两项补贴与贷款贴息 (GUIDE X9)",)
THRESHOLDS: Final = (
    Threshold(
        name="mover_months", unit="months", low=1, high=12, zh="两地发放的重叠月数", en="months paid by two places"
    ),
)


def told(t: Tables, key: str, p: Parameters) -> ir.Table:
    """One hit for each key, with its overlaps and the smaller amount of each."""
    twice = _twice(t, key, p)
    return (
        twice.group_by(key)
        .agg(
            from_month=twice["shared_from"].min(),
            to_month=twice["shared_to"].max(),
            amount_fen=twice["less_fen"].sum(),
            pairs=twice["row"].count(),
            programme=twice["programme"].max(),
        )
        .rename(subject=key)
    )


def cite_both(t: Tables, h: ir.Table, key: str, p: Parameters) -> list[ir.Table]:
    """Both awards."""
    return cite_awards(h, _twice(t, key, p), key)


def _twice(t: Tables, key: str, p: Parameters) -> ir.Table:
    pairs = together(awards(t, key), key, "programme", "cost_item")
    pairs = pairs.filter(pairs["programme"] != "other")
    months = pairs["shared_to"] - pairs["shared_from"] + 1
    elsewhere = pairs["place"] != pairs["other_place"]
    return pairs.filter(~(elsewhere & (months < p["mover_months"]) & (months < pairs["longer_months"])))
