"""Transfers that may be a link of a chain of money: the hops of `money_rounds`."""

from typing import Final

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived

LEAST_FEN: Final = 50_000
"""Smaller transfers are nobody's matter."""

MOST_PARTNERS: Final = 200
"""Who pays or is paid by more than so many is a shop, a platform or a payroll, and no link of a chain."""


def make(t: Tables) -> ir.Table:
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


PASSED_TRANSFERS = Derived(
    form=form("passed_transfers", "derived", "source target amount_fen day row"),
    make=make,
)
"""No scope narrows it: checks read `money_cycles`, which carries the employer."""
