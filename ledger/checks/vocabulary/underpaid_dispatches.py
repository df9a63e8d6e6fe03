"""Full months of dispatch contracts for which less was paid than agreed."""

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived


def make(t: Tables) -> ir.Table:
    """One row per contract (its days and `row`) of a `unit`, person and month within: `paid_fen` of the `wage_fen`."""
    contracts, wages = t["contracts"], t["wages"]
    sent = contracts.filter(
        (contracts["kind"] == "dispatch") | contracts["agency"].notnull(),
        contracts["full_time"] == 1,
        contracts["wage_fen"] > 0,
    )
    sent = sent.mutate(unit=ibis.coalesce(sent["agency"], sent["employer"]))
    due = wages.filter(wages["due_pct"] >= 100)
    due = due.semi_join(sent, [due["person"] == sent["person"], due["employer"] == sent["unit"]])
    paid = due.group_by("person", "employer", "month").agg(paid_fen=due["paid_fen"].sum().cast("int64"))
    paid = paid.join(t["months"], "month")
    return sent.join(
        paid,
        [
            sent["person"] == paid["person"],
            sent["unit"] == paid["employer"],
            sent["from_day"] <= paid["first_day"],
            paid["last_day"] <= sent["to_day"],
            paid["paid_fen"] < sent["wage_fen"],
        ],
    ).select(
        sent["unit"],
        sent["person"],
        paid["month"],
        sent["from_day"],
        sent["to_day"],
        paid["paid_fen"],
        sent["wage_fen"],
        sent["row"],
    )


UNDERPAID_DISPATCHES = Derived(
    form=form(
        "underpaid_dispatches",
        "derived",
        "unit:employer person:person month from_day to_day paid_fen wage_fen row",
    ),
    make=make,
)
