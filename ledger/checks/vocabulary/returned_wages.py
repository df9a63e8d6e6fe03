"""Money that left a worker with disability within a month after the wage, towards the employer or towards a hub."""

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived
from ledger.checks.words import at_least_pct

LEAST_PERCENT = 20
"""What is less than this share of the wage is shopping or a present; whoever sends it is no payer of a hub."""

LEAST_MONTHS = 2
"""In so many months a person sends that much before being counted among the payers of a hub."""

FEWEST_PAYERS = 2
"""An account that fewer persons pay into is no hub under any threshold."""


def make(t: Tables) -> ir.Table:
    """One row per wage and transfer; `linked`: the employer has a hand on the account; `payers`: how many pay in."""
    pairs, links = t["wages_sent_on"], t["account_links"]
    payers = _payers(pairs)
    known = pairs.left_join(payers, pairs["to_account"] == payers["account"])
    known = known.select(*(pairs[name] for name in pairs.columns), payers=ibis.coalesce(payers["payers"], 1))
    hands = links.select("account", linked_to=links["employer"]).distinct()
    joined = known.left_join(hands, [known["to_account"] == hands["account"], known["employer"] == hands["linked_to"]])
    joined = joined.select(
        *(known[name] for name in known.columns), linked=ibis.ifelse(hands["account"].notnull(), 1, 0)
    )
    reached = joined.filter((joined["linked"] == 1) | (joined["payers"] >= FEWEST_PAYERS))
    return reached.anti_join(_repaid(t), ["person", "to_account"])


def _payers(pairs: ir.Table) -> ir.Table:
    """How many persons send a large part of their wage to an account, month after month."""
    month = pairs.group_by("person", "month", "paid_fen", "to_account").agg(back_fen=pairs["amount_fen"].sum())
    large = month.filter(at_least_pct(month["back_fen"], LEAST_PERCENT, month["paid_fen"]))
    person = large.group_by("person", "to_account").agg(months=large["month"].nunique())
    often = person.filter(person["months"] >= LEAST_MONTHS)
    return often.group_by(account=often["to_account"]).agg(payers=often["person"].nunique())


def _repaid(t: Tables) -> ir.Table:
    """Persons and accounts between which no more went back than the account had lent before."""
    pairs, transfers = t["wages_sent_on"], t["transfers"]
    lent = transfers.filter(transfers["from_employer"].isnull(), transfers["kind"].isin(["transfer", "loan"]))
    lent = lent.group_by("to_person", "from_account").agg(lent_fen=lent["amount_fen"].sum())
    once = pairs.group_by("person", "to_account", "transfer_row").agg(amount_fen=pairs["amount_fen"].max())
    back = once.group_by("person", "to_account").agg(back_fen=once["amount_fen"].sum())
    both = back.join(lent, [back["person"] == lent["to_person"], back["to_account"] == lent["from_account"]])
    return both.filter(both["back_fen"] <= both["lent_fen"]).select("person", "to_account")


RETURNED_WAGES = Derived(
    form=form(
        "returned_wages",
        "derived",
        "person:person employer:employer month paid_fen amount_fen to_account:account payers days_after wage_row "
        "transfer_row linked",
    ),
    make=make,
)
