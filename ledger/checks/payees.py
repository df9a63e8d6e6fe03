"""Persons paid into an account that is not theirs, by payrolls, by other systems and by the book."""

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables
from ledger.checks.words import cite, with_month

_COLUMNS = (
    "account",
    "person",
    "home",
    "holder",
    "name_matches",
    "from_month",
    "to_month",
    "amount_fen",
    "source",
    "row",
    "account_row",
)


def strangers(t: Tables) -> ir.Table:
    """One row per account, person and kind of payment; guardians and people of one household are no strangers."""
    return ibis.union(t["payees"].select(*_COLUMNS), _of_book(t).select(*_COLUMNS))


def _of_book(t: Tables) -> ir.Table:
    payments, accounts = t["book_payments"], t["accounts"]
    paid = payments.filter(payments["person"].notnull(), payments["account"].notnull(), payments["paid_day"] > 0)
    paid = with_month(t, paid.anti_join(accounts.view(), ["account", "person"]), "paid_day")
    mandates = t["guardianships"]
    known = paid.join(accounts, paid["account"] == accounts["account"]).select(
        paid["account"],
        paid["person"],
        holder=accounts["person"],
        name_matches=accounts["name_matches"],
        from_month=paid["month"],
        to_month=paid["month"],
        amount_fen=paid["amount_fen"],
        row=paid["row"],
        account_row=accounts["row"],
        source=ibis.literal("book_payments"),
    )
    known = known.anti_join(mandates, [known["person"] == mandates["person"], known["holder"] == mandates["guardian"]])
    mine, theirs = t["persons"], t["persons"].view()
    homes = known.left_join(mine, known["person"] == mine["person"]).select(
        *(known[name] for name in known.columns), household=mine["household"]
    )
    both = homes.left_join(theirs, homes["holder"] == theirs["person"]).select(
        *(homes[name] for name in homes.columns), holder_home=theirs["household"]
    )
    apart = both.filter(ibis.coalesce(both["household"] != both["holder_home"], ibis.literal(True)))
    return apart.mutate(home=ibis.coalesce(apart["household"], apart["person"])).select(*_COLUMNS).distinct()


def cite_payees(h: ir.Table, found: ir.Table, where: ir.BooleanValue | None = None) -> list[ir.Table]:
    """The account in the register, and the first payment to each stranger from each side."""
    rows = found if where is None else found.filter(where)
    sides = ("wages", "other_grants", "book_payments")
    paid = [cite(h, rows, "account", where=rows["source"] == side, source=side) for side in sides]
    return [cite(h, rows, "account", where=rows["account_row"].notnull(), row="account_row", source="accounts"), *paid]
