"""RF33: one agent brings the same people to one employer after another."""

import ibis
import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import at_least_pct, cite, with_month


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Agents under whom so many employers had nearly the same people, in turn."""
    moved = _moved(t, p)
    units = ibis.union(moved.select("agent", unit="one"), moved.select("agent", unit="next_one"), distinct=True)
    count = units.group_by("agent").agg(units=units["unit"].nunique())
    start = with_month(t, moved, "first_day", "from_month")
    spans = with_month(t, start, "next_day", "to_month")
    agent = spans.group_by("agent").agg(
        from_month=spans["from_month"].min(),
        to_month=spans["to_month"].max(),
        amount_fen=spans["row"].min() * 0,
        persons=spans["person"].nunique(),
    )
    known = agent.join(count.filter(count["units"] >= p["employers"]), "agent")
    return known.rename(subject="agent")


def _moved(t: Tables, p: Parameters) -> ir.Table:
    moves = t["rotations"]
    all_of_them = moves["heads"] + moves["next_heads"] - moves["together"]
    return moves.filter(moves["together"] >= p["persons"], at_least_pct(moves["together"], p["percent"], all_of_them))


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The contracts of those who moved."""
    moved = _moved(t, p)
    return [
        cite(h, moved, "agent", source="contracts"),
        cite(h, moved, "agent", row="next_row", source="contracts"),
    ]


CHECK = Check(
    id="RF33",
    version=1,
    group="chains",
    subject="agent",
    period="ever",
    severity="HIGH",
    title=Words("人员轮换", "Same people rotate among employers"),
    sentence=Words(
        "{from_month}至{to_month},该中间人把同一批{persons}人先后介绍到{units}家单位。",
        "From {from_month} to {to_month} the agent brought the same {persons} people to {units} employers in turn.",
    ),
    innocent=(
        Words("当地劳动力少", "a small labour pool"),
        Words("基地更换客户", "a base changed its customer"),
    ),
    authority=(),
    precedents=("证—蛇头—劳务公司—企业 (GUIDE X1)",),
    sources=("contracts",),
    thresholds=(
        Threshold(name="percent", unit="percent", low=10, high=100, zh="人员重合比例", en="share in common"),
        Threshold(name="persons", unit="persons", low=3, high=100, zh="同行人数", en="people who move together"),
        Threshold(name="employers", unit="count", low=2, high=50, zh="单位数", en="employers"),
    ),
    hits=hits,
    cites=cites,
)
