"""Ways of money from an employer back to it, through two to four others within some months; a row each."""

from typing import Final

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived

LONGEST_DAYS: Final = 180
"""No threshold of a check looks further."""

BACK_DAYS: Final = 31
"""A transfer may be booked so much later than the one after it."""

LEAST_PERCENT: Final = 20
"""What goes on is at least this share of what set out; no threshold is lower."""

HOPS: Final = ("a", "b", "c", "d", "e")
"""The transfers of a round, in order."""

BETWEEN: Final = ("n1", "n2", "n3", "n4")
"""Who stands between, in order."""


def make(t: Tables) -> ir.Table:
    """One row per round and start."""
    edges = t["passed_transfers"]
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
    return _outside_groups(t, ibis.union(*found))


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
        *(ibis.coalesce(joined["to"] != joined[name], ibis.literal(True)) for name in BETWEEN),
    )
    changed = {HOPS[length - 1]: joined["step_row"]}
    if length <= len(BETWEEN):
        changed[f"n{length}"] = joined["to"]
    kept = {name: joined[name] for name in ("start", *HOPS, *BETWEEN)}
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


MONEY_ROUNDS = Derived(
    form=form(
        "money_rounds",
        "derived",
        "start n1 n2 n3 n4 most_fen least_fen first_day last_day a b c d e",
    ),
    make=make,
)
"""No scope narrows it: checks read `money_cycles`, which carries the employer."""
