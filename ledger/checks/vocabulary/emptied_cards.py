"""Personal cards opened together at one branch on one day, and what became of the money that arrived on them."""

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived
from ledger.checks.words import one_if

FEWEST_CARDS = 3
"""Fewer cards opened together are nobody's matter under any threshold."""

ALL_PERCENT = 90
"""Whoever takes so much of a payment has taken all of it."""


def make(t: Tables) -> ir.Table:
    """One row per card that was emptied on every day on which money arrived, and used for nothing else.

    `cards` counts such cards opened at the same branch on the same day; `paid` how often money arrived.
    """
    accounts, transfers = t["accounts"], t["transfers"]
    own = accounts.filter(accounts["kind"] == "personal", accounts["branch"].notnull())
    opened = own.group_by("branch", "opened_day").agg(together=own["account"].nunique())
    bulk = own.semi_join(opened.filter(opened["together"] >= FEWEST_CARDS), ["branch", "opened_day"])
    bulk = bulk.semi_join(transfers.view(), [("account", "from_account")])
    bulk = bulk.select("account", "branch", "opened_day", "row")
    arrived = _arrived(t, bulk)
    out = transfers.semi_join(bulk, [("from_account", "account")])
    out = out.group_by(account=out["from_account"], day=out["day"]).agg(
        out_fen=out["amount_fen"].sum().cast("int64"), out_row=out["row"].min()
    )
    met = arrived.left_join(out, ["account", "day"])
    met = met.select("account", "day", "in_fen", "in_row", "out_row", out_fen=ibis.coalesce(met["out_fen"], 0))
    other = out.anti_join(arrived.view(), ["account", "day"]).select("account").distinct().view()
    emptied = met["out_fen"] * 100 >= met["in_fen"] * ALL_PERCENT
    card = met.group_by("account").agg(
        paid=met["day"].nunique(),
        emptied=one_if(emptied).sum(),
        amount_fen=met["out_fen"].sum().cast("int64"),
        first_day=met["day"].min(),
        last_day=met["day"].max(),
        out_row=met["out_row"].min(),
    )
    card = card.filter(card["paid"] == card["emptied"]).anti_join(other, "account")
    found = bulk.join(card, "account")
    count = found.group_by("branch", "opened_day").agg(cards=found["account"].nunique())
    return found.join(count, ["branch", "opened_day"]).select(*(field.name for field in _FORM.fields))


def _arrived(t: Tables, bulk: ir.Table) -> ir.Table:
    """Wages and transfers by card and day."""
    wages, transfers = t["wages"], t["transfers"]
    paid = wages.semi_join(bulk, "account").select("account", day="paid_day", in_fen="paid_fen", row="row")
    sent = transfers.semi_join(bulk.view(), [("to_account", "account")])
    sent = sent.select(account="to_account", day="day", in_fen="amount_fen", row="row")
    both = ibis.union(paid, sent)
    return both.group_by("account", "day").agg(in_fen=both["in_fen"].sum().cast("int64"), in_row=both["row"].min())


_FORM = form(
    "emptied_cards",
    "derived",
    "account:account branch opened_day cards paid amount_fen first_day last_day out_row row",
)

EMPTIED_CARDS = Derived(form=_FORM, make=make)
