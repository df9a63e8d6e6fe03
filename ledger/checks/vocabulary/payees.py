"""Whose money arrives in an account that is not their own, nor that of somebody at home with them."""

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived
from ledger.checks.vocabulary.households import at_home


def make(t: Tables) -> ir.Table:
    """One row per account and person paid into it from a payroll or another system: when, how much, the first row.

    `holder` is blank where the account belongs to a unit or nobody knows; homes keep the accounts of who lives there.
    """
    accounts, paid = t["accounts"], _paid(t)
    theirs = paid.anti_join(accounts.view(), ["account", "person"])
    holders = accounts.group_by("account").agg(
        holder=accounts["person"].min(),
        holder_unit=accounts["employer"].min(),
        name_matches=accounts["name_matches"].max(),
        account_row=accounts["row"].max(),
    )
    known = theirs.left_join(holders, theirs["account"] == holders["account"]).select(
        *(theirs[name] for name in theirs.columns),
        holders["holder"],
        holders["holder_unit"],
        holders["name_matches"],
        holders["account_row"],
    )
    homes = t["institutions"].filter(lambda g: g["kind"] == "care_home").filter(lambda g: g["employer"].notnull())
    known = known.anti_join(homes, known["holder_unit"] == homes["employer"]).drop("holder_unit")
    known = known.anti_join(at_home(t, known, "person", "holder"), ["person", "holder"])
    persons = t["persons"].group_by("person").agg(household=lambda g: g["household"].min())
    return known.left_join(persons, known["person"] == persons["person"]).select(
        *(known[name] for name in known.columns), home=ibis.coalesce(persons["household"], known["person"])
    )


def _paid(t: Tables) -> ir.Table:
    wages, grants = t["wages"], t["other_grants"]
    by_bank = wages.filter(wages["account"].notnull(), wages["channel"] == "bank")
    roll = by_bank.group_by("account", "person").agg(
        from_month=by_bank["month"].min(),
        to_month=by_bank["month"].max(),
        amount_fen=by_bank["paid_fen"].sum().cast("int64"),
        row=by_bank["row"].min(),
    )
    single = grants.filter(
        grants["payee_account"].notnull(), grants["person"].notnull(), grants["household_programme"] == 0
    )
    granted = single.group_by("person", account=single["payee_account"]).agg(
        from_month=single["from_month"].min(),
        to_month=single["from_month"].max(),
        amount_fen=single["amount_fen"].sum().cast("int64"),
        row=single["row"].min(),
    )
    columns = ("account", "person", "from_month", "to_month", "amount_fen", "row")
    return ibis.union(
        roll.select(*columns, source=ibis.literal("wages")),
        granted.select(*columns, source=ibis.literal("other_grants")),
    )


PAYEES = Derived(
    form=form(
        "payees",
        "derived",
        "account:account person from_month to_month amount_fen row source$ holder name_matches account_row home",
    ),
    make=make,
)
