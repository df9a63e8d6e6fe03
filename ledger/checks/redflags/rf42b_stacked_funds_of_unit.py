"""RF42B: one unit draws two programmes for the same months that exclude each other."""

import ibis
import ibis.expr.types as ir

from ledger.checks.awards import cite_awards
from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.exclusions import stacked
from ledger.checks.forms import Tables


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Awards of programmes that the law sets against each other, in at least so many common months."""
    pairs = stacked(t, "employer", p["months"])
    return (
        pairs.group_by("employer")
        .agg(
            from_month=pairs["shared_from"].min(),
            to_month=pairs["shared_to"].max(),
            amount_fen=pairs["less_fen"].sum(),
            pairs=pairs["row"].count(),
            programme=ibis.least(pairs["programme"], pairs["other_programme"]).min(),
            other_programme=ibis.greatest(pairs["programme"], pairs["other_programme"]).max(),
        )
        .rename(subject="employer")
    )


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """Both awards."""
    return cite_awards(h, stacked(t, "employer", p["months"]), "employer")


CHECK = Check(
    id="RF42B",
    version=1,
    group="money",
    subject="employer",
    period="ever",
    severity="BLOCK",
    title=Words("单位交叉使用", "Cross-fund stacking by a unit"),
    sentence=Words(
        "{from_month}至{to_month}同时享受互斥的项目({programme}与{other_programme}等{pairs}处),涉及{amount_fen}。",
        "From {from_month} to {to_month} programmes that exclude each other were drawn together ({programme} and "
        "{other_programme}, {pairs} overlaps): {amount_fen} concerned.",
    ),
    innocent=(
        Words("规定可以并列或就高补差的项目", "programmes that the rules let stand side by side, or top up"),
        Words("其他系统登记的月份有误", "the other system has the months wrong"),
    ),
    authority=("国办发〔2022〕6号 三(三)「避免交叉使用」", "财税〔2016〕52号 第七条"),
    sources=("other_grants",),
    thresholds=(Threshold(name="months", unit="months", low=1, high=12, zh="重叠月数", en="months in common"),),
    hits=hits,
    cites=cites,
)
