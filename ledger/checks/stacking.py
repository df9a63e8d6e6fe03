"""Stacked awards: programmes that the law sets against each other, drawn by the same one in the same months."""

from typing import Final

import ibis
import ibis.expr.types as ir

from ledger.checks.awards import cite_awards
from ledger.checks.check import Parameters, Threshold, Words
from ledger.checks.exclusions import stacked
from ledger.checks.forms import Tables

SENTENCE: Final = Words(
    "{from_month}至{to_month}享受互斥的项目({programme}与{other_programme}等{pairs}处),涉及{amount_fen}。",
    "From {from_month} to {to_month} programmes that exclude each other were drawn ({programme} and {other_programme}, "
    "{pairs} pairs): {amount_fen} concerned.",
)
INNOCENT: Final = (
    Words("规定可以并列或就高补差的项目", "programmes that the rules let stand side by side, or top up"),
    Words("其他系统登记的月份有误", "the other system has the months wrong"),
)
AUTHORITY: Final = ("国办发〔2022〕6号 三(三)「避免交叉使用」", "财税〔2016〕52号 第七条")
THRESHOLDS: Final = (Threshold(name="months", unit="months", low=1, high=12, zh="重叠月数", en="months in common"),)


def told(t: Tables, key: str, p: Parameters) -> ir.Table:
    """One hit for each key, with its overlaps and the smaller amount of each."""
    pairs = stacked(t, key, p["months"])
    return (
        pairs.group_by(key)
        .agg(
            from_month=ibis.least(pairs["shared_from"], pairs["shared_to"]).min(),
            to_month=ibis.greatest(pairs["shared_from"], pairs["shared_to"]).max(),
            amount_fen=pairs["less_fen"].sum(),
            pairs=pairs["row"].count(),
            programme=ibis.least(pairs["programme"], pairs["other_programme"]).min(),
            other_programme=ibis.greatest(pairs["programme"], pairs["other_programme"]).max(),
        )
        .rename(subject=key)
    )


def cite_both(t: Tables, h: ir.Table, key: str, p: Parameters) -> list[ir.Table]:
    """Both awards."""
    return cite_awards(h, stacked(t, key, p["months"]), key)
