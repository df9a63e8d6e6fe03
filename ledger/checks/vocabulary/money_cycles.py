"""Money that leaves an employer and comes back to it through two to four others within some months."""

from typing import Final

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived

LONGEST_DAYS: Final = 180
"""No threshold of a check looks further."""

BACK_DAYS: Final = 31
"""A transfer may be booked so much later than the one after it."""

LEAST_FEN: Final = 50_000
"""Smaller transfers are nobody's matter."""

LEAST_PERCENT: Final = 20
"""What goes on is at least this share of what set out; no threshold is lower."""

MOST_PARTNERS: Final = 200
"""Who pays or is paid by more than so many is a shop, a platform or a payroll, and no link of a chain."""

_HOPS: Final = ("a", "b", "c", "d", "e")
_BETWEEN: Final = ("n1", "n2", "n3", "n4")


def make(t: Tables) -> ir.Table:
    """One row per cycle and transfer in it, for every employer in it."""
    edges = _edges(t)
    units = t["businesses"].select("employer").distinct()
    path = edges.semi_join(units, [("source", "employer")])
    path = path.select(
        start="source", at="target", most_fen="amount_fen", first_day="day", least_fen="amount_fen", last_day="day",
        a="row", b=ibis.null("int64"), c=ibis.null("int64"), d=ibis.null("int64"), e=ibis.null("int64"),
        n1="target", n2=ibis.null("int64"), n3=ibis.null("int64"), n4=ibis.null("int64"),
    )  # fmt: skip
    found = []
    for length in range(2, 6):
        onward = _onward(path, edges, length)
        if length > 2:
            found.append(onward.filter(onward["at"] == onward["start"]))
        path = onward.filter(onward["at"] != onward["start"])
    cycles = _outside_groups(t, ibis.union(*found))
    members = ibis.union(*(_members(cycles, name) for name in ("start", *_BETWEEN)), distinct=True)
    members = members.semi_join(units.view(), "employer")
    rows = [
        members.filter(members[hop].notnull()).select(
            *("employer", "most_fen", "least_fen", "first_day", "last_day"),
            days=members["last_day"] - members["first_day"],
            transfer_row=hop,
        )
        for hop in _HOPS
    ]
    return ibis.union(*rows, distinct=True)


def _members(cycles: ir.Table, name: str) -> ir.Table:
    return cycles.select("most_fen", "least_fen", "first_day", "last_day", *_HOPS, employer=name)


def _edges(t: Tables) -> ir.Table:
    """Transfers of some size between two known parties, who both pay and are paid, and not by a crowd."""
    transfers = t["transfers"]
    sent = transfers.filter(transfers["kind"] == "transfer", transfers["amount_fen"] >= LEAST_FEN)
    edges = sent.select(
        "amount_fen",
        "day",
        "row",
        source=ibis.coalesce(sent["from_employer"], sent["from_person"]),
        target=ibis.coalesce(sent["to_employer"], sent["to_person"]),
    )
    edges = edges.filter(edges["source"].notnull(), edges["target"].notnull(), edges["source"] != edges["target"])
    crowd_out = edges.group_by("source").agg(partners=edges["target"].nunique())
    crowd_in = edges.group_by("target").agg(partners=edges["source"].nunique())
    edges = edges.anti_join(crowd_out.filter(crowd_out["partners"] > MOST_PARTNERS), "source")
    edges = edges.anti_join(crowd_in.filter(crowd_in["partners"] > MOST_PARTNERS), "target")
    for _ in range(2):
        payers, paid = edges.select("source").distinct().view(), edges.select("target").distinct().view()
        edges = edges.semi_join(payers, [("target", "source")]).semi_join(paid, [("source", "target")])
    return edges


def _onward(path: ir.Table, edges: ir.Table, length: int) -> ir.Table:
    """One transfer further: soon enough, to nobody passed before except the start.

    `most_fen` and `least_fen` bound the transfers, `first_day` and `last_day` their days.
    """
    step = edges.select(by="source", to="target", step_fen="amount_fen", step_day="day", step_row="row").view()
    joined = path.join(step, [("at", "by")])
    joined = joined.filter(
        joined["step_day"] >= joined["last_day"] - BACK_DAYS,
        joined["step_day"] <= joined["first_day"] + LONGEST_DAYS,
        joined["step_fen"] * 100 >= joined["most_fen"] * LEAST_PERCENT,
        joined["least_fen"] * 100 >= joined["step_fen"] * LEAST_PERCENT,
        *(ibis.coalesce(joined["to"] != joined[name], ibis.literal(True)) for name in _BETWEEN),
    )
    changed = {_HOPS[length - 1]: joined["step_row"]}
    if length <= len(_BETWEEN):
        changed[f"n{length}"] = joined["to"]
    kept = {name: joined[name] for name in ("start", *_HOPS, *_BETWEEN)}
    bounds = {
        "most_fen": ibis.greatest(joined["most_fen"], joined["step_fen"]),
        "least_fen": ibis.least(joined["least_fen"], joined["step_fen"]),
        "first_day": ibis.least(joined["first_day"], joined["step_day"]),
        "last_day": ibis.greatest(joined["last_day"], joined["step_day"]),
    }
    return joined.select(**{**kept, **changed, **bounds}, at=joined["to"])


def _outside_groups(t: Tables, cycles: ir.Table) -> ir.Table:
    """Groups that are disclosed pool their cash."""
    groups = t["businesses"].filter(t["businesses"]["group_disclosed"] == 1).select("employer").distinct()
    inside = cycles.semi_join(groups, [("start", "employer")]).semi_join(groups.view(), [("n1", "employer")])
    return cycles.anti_join(inside, ["a", "b"])


MONEY_CYCLES = Derived(
    form=form(
        "money_cycles",
        "derived",
        "employer:employer most_fen least_fen first_day last_day days transfer_row",
    ),
    make=make,
)
