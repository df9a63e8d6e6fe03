"""RF29: agency, user unit and base of one agreement are under one control."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import cite, with_month


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Agreements with at least so many ties: legal representative, large holding, telephone, address."""
    ties = with_month(t, t["chain_ties"], "from_day")
    return (
        ties.group_by("unit")
        .agg(
            from_month=ties["month"].min(),
            to_month=ties["month"].max(),
            amount_fen=ties["fee_fen"].max(),
            ties=ties["why"].nunique(),
            one_unit=ties["one"].min(),
            other_unit=ties["other_unit"].max(),
        )
        .filter(lambda g: g["ties"] >= p["ties"])
        .rename(subject="unit")
    )


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The agreement, and the rows of the registers that tie its parties."""
    ties = t["chain_ties"]
    return [
        cite(h, ties, "unit", row="agreement_row", source="dispatch_agreements"),
        *(
            cite(h, ties, "unit", where=ties["proof"] == proof, row="tie_row", source=proof)
            for proof in ("businesses", "shareholdings")
        ),
    ]


CHECK = Check(
    id="RF29",
    version=1,
    group="chains",
    subject="employer",
    period="ever",
    severity="HIGH",
    title=Words("关联方链条", "Related-party chain"),
    sentence=Words(
        "{from_month}起的协议,签约各方(如{one_unit}与{other_unit})之间有{ties}种关联(法定代表人、持股、电话或地址相同),未披露为集团。",
        "In the agreement from {from_month} the parties (such as {one_unit} and {other_unit}) are tied in {ties} ways "
        "(legal representative, holding, telephone or address), and no group is disclosed.",
    ),
    innocent=(Words("已披露的集团内部安排", "an arrangement within a disclosed group"),),
    authority=("劳动合同法 第六十七条",),
    precedents=("五个行动方案汇编 S390",),
    sources=("dispatch_agreements", "businesses"),
    thresholds=(Threshold(name="ties", unit="count", low=1, high=4, zh="关联种数", en="kinds of ties"),),
    hits=hits,
    cites=cites,
)
