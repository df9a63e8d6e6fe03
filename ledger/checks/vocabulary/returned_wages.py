"""Money that left a worker with disability within a month after the wage, towards the employer or towards a hub."""

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived

LONGEST_DAYS = 31
"""No threshold of a check looks further."""

FEWEST_PAYERS = 2
"""An account that fewer persons pay into is no hub under any threshold."""


def make(t: Tables) -> ir.Table:
    """One row per wage and transfer; `linked`: the employer has a hand on the account; `payers`: how many pay in."""
    wages, transfers = t["wages"], t["transfers"]
    paid = wages.filter(wages["disabled"] == 1, wages["channel"] == "bank")
    out = _outgoing(t, transfers, paid)
    pairs = paid.join(
        out,
        [
            paid["person"] == out["from_person"],
            out["day"] >= paid["paid_day"],
            out["day"] <= paid["paid_day"] + LONGEST_DAYS,
        ],
    ).select(
        paid["person"],
        paid["employer"],
        paid["month"],
        paid["paid_fen"],
        out["amount_fen"],
        out["to_account"],
        out["payers"],
        days_after=out["day"] - paid["paid_day"],
        wage_row=paid["row"],
        transfer_row=out["row"],
    )
    links = t["account_links"].select("account", linked_to=t["account_links"]["employer"]).distinct()
    joined = pairs.left_join(links, [pairs["to_account"] == links["account"], pairs["employer"] == links["linked_to"]])
    return joined.select(
        *(pairs[name] for name in pairs.columns), linked=links["account"].notnull().cast("int64")
    ).distinct()


def _outgoing(t: Tables, transfers: ir.Table, paid: ir.Table) -> ir.Table:
    """Transfers to others than oneself or one's guardian, with how many workers pay into the account."""
    workers = paid.select("person").distinct()
    sent = transfers.filter(transfers["kind"] == "transfer", transfers["to_account"].notnull())
    sent = sent.filter(sent["to_person"].isnull() | (sent["to_person"] != sent["from_person"]))
    sent = sent.semi_join(workers, sent["from_person"] == workers["person"])
    guardians = t["guardianships"].select("person", "guardian").distinct()
    sent = sent.anti_join(
        guardians, [sent["from_person"] == guardians["person"], sent["to_person"] == guardians["guardian"]]
    )
    payers = sent.group_by("to_account").agg(payers=sent["from_person"].nunique())
    linked = t["account_links"].select("account").distinct()
    hubs = payers.filter(payers["payers"] >= FEWEST_PAYERS)
    reached = ibis.union(hubs.select(account=hubs["to_account"]), linked, distinct=True)
    kept = sent.semi_join(reached, sent["to_account"] == reached["account"])
    return kept.join(payers, kept["to_account"] == payers["to_account"]).select(
        kept["from_person"], kept["to_account"], kept["amount_fen"], kept["day"], kept["row"], payers["payers"]
    )


RETURNED_WAGES = Derived(
    form=form(
        "returned_wages",
        "derived",
        "person:person employer:employer month paid_fen amount_fen to_account:account payers days_after wage_row "
        "transfer_row linked",
    ),
    make=make,
)
