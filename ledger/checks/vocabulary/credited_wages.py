"""Wages that a list calls cash, and of which the bank shows the same sum credited to the worker."""

import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived

LONGEST_DAYS = 62
"""No threshold of a check looks further."""


def make(t: Tables) -> ir.Table:
    """One row per such wage: how many days `apart` the nearest credit lies."""
    wages, transfers = t["wages"], t["transfers"]
    paid = wages.filter(
        wages["disabled"] == 1, wages["full_time"] == 1, wages["paid_fen"] > 0, wages["channel"] == "cash"
    )
    came = transfers.filter(transfers["kind"] == "transfer")
    near = paid.join(
        came,
        [
            paid["person"] == came["to_person"],
            paid["paid_fen"] == came["amount_fen"],
            came["day"] >= paid["paid_day"] - LONGEST_DAYS,
            came["day"] <= paid["paid_day"] + LONGEST_DAYS,
        ],
    ).select(paid["person"], paid["row"], apart=(came["day"] - paid["paid_day"]).abs())
    return near.group_by("person", "row").agg(apart=near["apart"].min())


CREDITED_WAGES = Derived(form=form("credited_wages", "derived", "person:person row apart"), make=make)
