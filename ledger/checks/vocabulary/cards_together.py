"""Cards of several persons that were emptied at one cash machine within minutes."""

import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived
from ledger.checks.vocabulary.households import at_home

FEWEST_CARDS = 3
"""Fewer persons at a machine on one day are nobody's matter under any threshold."""

LONGEST_SECONDS = 1800
"""No threshold of a check looks further."""


def make(t: Tables) -> ir.Table:
    """One row per withdrawal of one person and withdrawal of another at the same machine soon before or after."""
    transfers = t["transfers"]
    cash = transfers.filter(
        transfers["kind"] == "cash", transfers["atm"].notnull(), transfers["from_person"].notnull()
    ).select("from_person", "from_account", "atm", "month", "day", "second", "amount_fen", "row")
    days = cash.group_by("atm", "day").agg(persons=cash["from_person"].nunique())
    busy = cash.semi_join(days.filter(days["persons"] >= FEWEST_CARDS), ["atm", "day"])
    mine, theirs = busy, busy.view()
    pairs = mine.join(
        theirs,
        [
            mine["atm"] == theirs["atm"],
            mine["day"] == theirs["day"],
            mine["from_person"] != theirs["from_person"],
            theirs["second"] <= mine["second"] + LONGEST_SECONDS,
            theirs["second"] >= mine["second"] - LONGEST_SECONDS,
        ],
    ).select(
        mine["month"],
        mine["atm"],
        mine["second"],
        mine["amount_fen"],
        mine["row"],
        person=mine["from_person"],
        other=theirs["from_person"],
        later=theirs["second"] - mine["second"],
        other_row=theirs["row"],
    )
    return pairs.anti_join(at_home(t, pairs, "person", "other"), ["person", "other"])


CARDS_TOGETHER = Derived(
    form=form(
        "cards_together",
        "derived",
        "person:person other month atm:atm second later amount_fen row other_row",
    ),
    make=make,
)
