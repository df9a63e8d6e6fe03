"""RF46: a one-off start-up grant for whom, whose household or whose premises there was one before."""

import ibis
import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.vocabulary.startup_grants import ONE_OFF
from ledger.checks.words import cite, one_if, with_month


def hits(t: Tables, p: Parameters) -> ir.Table:
    """A grant, and an earlier one that is near: one's own at any time, others' within some time."""
    again = _again(t, p)
    return again.group_by(subject=again["person"]).agg(
        from_month=again["first_month"].min(),
        to_month=again["month"].max(),
        amount_fen=again["amount_fen"].max(),
        grants=again["first_row"].nunique(),
        own=one_if(again["why"] == "person").max(),
    )


def _again(t: Tables, p: Parameters) -> ir.Table:
    mine, near = _mine(t), t["startup_grants"]
    near = near.select("person", "why", first_month=near["month"], first_row=near["row"])
    pairs = mine.join(near, "person")
    earlier = (pairs["row"] != pairs["first_row"]) & (pairs["first_month"] <= pairs["month"])
    since = pairs["month"] - pairs["first_month"]
    home = (pairs["why"] == "household") & (since <= p["household_months"])
    room = (pairs["why"] == "premises") & (since <= p["premises_months"])
    return pairs.filter(earlier, pairs["why"].isin(["person", "business"]) | home | room)


def _mine(t: Tables) -> ir.Table:
    """Grants that a person has from other systems, or asks the book for."""
    near, cases = t["startup_grants"], t["book_cases"]
    there = near.filter(near["why"] == "person").select("person", "month", "amount_fen", "row")
    ours = cases.filter(cases["programme"] == ONE_OFF, cases["person"].notnull())
    ours = with_month(t, ours, "applied_day").select("person", "month", "amount_fen", "row")
    return ibis.union(there.mutate(source=ibis.literal("other_grants")), ours.mutate(source=ibis.literal("book_cases")))


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The grant and the earlier ones."""
    again = _again(t, p)
    return [
        cite(h, again, "person", row="first_row", source="other_grants"),
        cite(h, again, "person", where=again["source"] == "other_grants", source="other_grants"),
        cite(h, again, "person", where=again["source"] == "book_cases", source="book_cases"),
    ]


CHECK = Check(
    id="RF46",
    version=1,
    group="money",
    subject="person",
    period="ever",
    severity="BLOCK",
    title=Words("一次性补贴重复领取", "Repeat one-off grant"),
    sentence=Words(
        "{to_month}的一次性创业补贴之前,本人、同户家人或同一场所自{from_month}起已领过{grants}笔(本人领过:{own});本笔{amount_fen}。",
        "Before the one-off start-up grant of {to_month} ({amount_fen}) there were {grants} since {from_month} for the "
        "person, the household or the premises (the person's own: {own}).",
    ),
    innocent=(
        Words("规定允许分阶段领取", "the rules let it be drawn in stages"),
        Words("同一场所先后由无关的人经营", "unrelated people ran a business there one after the other"),
    ),
    authority=(),
    precedents=("五个行动方案汇编 S126", "杭州临安审计 (GUIDE X9)"),
    sources=("other_grants",),
    thresholds=(
        Threshold(
            name="household_months", unit="months", low=0, high=240, zh="同户间隔月数", en="months within a household"
        ),
        Threshold(
            name="premises_months", unit="months", low=0, high=240, zh="同一场所间隔月数", en="months at the premises"
        ),
    ),
    hits=hits,
    cites=cites,
)
