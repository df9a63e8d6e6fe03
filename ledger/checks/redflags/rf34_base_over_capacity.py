"""RF34: a base to which more people are assigned than it has room for, or that serves many while few are there."""

import ibis
import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import at_least_pct, cite, one_if, with_month


def hits(t: Tables, p: Parameters) -> ir.Table:
    """On the fullest day: more than the seats allow, or many customers and little attendance; not where most come."""
    full = _fullest(t)
    bases = t["bases"].select("base", "seats", "peak_heads")
    base = full.join(bases, "base")
    crowded = base["persons"] * 100 > base["seats"] * p["percent"]
    served = (base["customers"] >= p["customers"]) & (base["peak_heads"] * 100 < base["persons"] * p["peak_percent"])
    shifts = (base["known"] * 2 >= base["persons"]) & at_least_pct(base["seen"], p["peak_percent"], base["known"])
    over = base.filter(crowded | served, ~shifts)
    found = with_month(t, over, "day")
    return found.group_by("base").agg(
        from_month=found["month"].min(),
        to_month=found["month"].max(),
        amount_fen=found["seats"].min() * 0,
        persons=found["persons"].max(),
        customers=found["customers"].max(),
        seats=found["seats"].min(),
        peak_heads=found["peak_heads"].min(),
    ).rename(subject="base")  # fmt: skip


def _fullest(t: Tables) -> ir.Table:
    """Per base and day on which somebody starts: who is there."""
    roster = t["base_rosters"]
    starts = roster.select("base", day="from_day").distinct()
    there = starts.join(
        roster,
        [starts["base"] == roster["base"], roster["from_day"] <= starts["day"], starts["day"] <= roster["to_day"]],
    ).select(starts["base"], starts["day"], roster["person"], roster["customer"], roster["seen"])
    person = there.group_by("base", "day", "person").agg(
        known=one_if(there["seen"].notnull()).max(), seen=ibis.coalesce(there["seen"], 0).max()
    )
    customer = there.group_by("base", "day").agg(customers=there["customer"].nunique())
    heads = person.group_by("base", "day").agg(
        persons=person["person"].count(), known=person["known"].sum(), seen=person["seen"].sum()
    )
    return heads.join(customer, ["base", "day"])


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The base and the contracts for it."""
    return [cite(h, t["bases"], "base"), cite(h, t["base_rosters"], "base", source="contracts")]


CHECK = Check(
    id="RF34",
    version=1,
    group="chains",
    subject="employer",
    period="ever",
    severity="HIGH",
    title=Words("基地超容量", "Base over capacity"),
    sentence=Words(
        "该基地工位{seats}个,考勤峰值{peak_heads}人,同时为{customers}家单位安置{persons}人到岗工作。",
        "The base has {seats} seats and a peak attendance of {peak_heads}; {persons} people are assigned to it at one "
        "time for {customers} units.",
    ),
    innocent=(
        Words("轮班", "shifts"),
        Words("部分日子居家办公", "some days are worked at home"),
    ),
    authority=(),
    precedents=("五个行动方案汇编 S389", "「互联网+就业基地+灵活就业」广告 (GUIDE X6)"),
    sources=("bases", "contracts"),
    thresholds=(
        Threshold(name="percent", unit="percent", low=100, high=500, zh="占工位比例", en="share of the seats"),
        Threshold(name="customers", unit="count", low=2, high=100, zh="服务单位数", en="units served"),
        Threshold(name="peak_percent", unit="percent", low=10, high=100, zh="到岗比例", en="share that attends"),
    ),
    hits=hits,
    cites=cites,
)
