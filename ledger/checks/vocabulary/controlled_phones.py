"""Accounts of workers whose telephone number is their employer's, or stands on the accounts of several households."""

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived
from ledger.checks.vocabulary.households import at_home

FEWEST_HOLDERS = 2
"""A number on the accounts of fewer households is nobody's matter under any threshold."""


def make(t: Tables) -> ir.Table:
    """One row per account and reason; wards, and those who live in a care home, are left out.

    `holders`: on the accounts of how many households the number stands; `employer`: the worker's, if it is its number.
    """
    accounts = _accounts(t)
    return ibis.union(_units(t, accounts), _shared(t, accounts))


def _accounts(t: Tables) -> ir.Table:
    """Personal accounts with a number, and the household of the holder (the holder, where none is known)."""
    accounts, persons, wards = t["accounts"], t["persons"], t["guardianships"]
    own = accounts.filter(accounts["person"].notnull(), accounts["phone"].notnull()).anti_join(wards, "person")
    own = own.select("person", "account", "phone", account_row=own["row"])
    homes = persons.group_by("person").agg(home=persons["household"].max(), lives_in=persons["lives_in"].max())
    known = own.left_join(homes, "person")
    known = known.filter(known["lives_in"].isnull())
    return known.select("person", "account", "phone", "account_row", home=ibis.coalesce(known["home"], known["person"]))


def _units(t: Tables, accounts: ir.Table) -> ir.Table:
    businesses = t["businesses"].filter(t["businesses"]["phone"].notnull())
    placed = t["worked_months"].select("person", "employer").distinct()
    units = businesses.select("employer", "phone", "legal_rep", unit_row=businesses["row"])
    held = accounts.join(placed, "person").join(units, ["employer", "phone"])
    held = held.filter(held["legal_rep"] != held["person"])
    held = held.anti_join(at_home(t, held, "person", "legal_rep"), ["person", "legal_rep"])
    return held.select(
        "person", "account", "phone", "employer", "account_row", "unit_row", holders=ibis.literal(1, "int64")
    )


def _shared(t: Tables, accounts: ir.Table) -> ir.Table:
    numbers = accounts.group_by("phone").agg(holders=accounts["home"].nunique())
    numbers = numbers.filter(numbers["holders"] >= FEWEST_HOLDERS)
    shared = accounts.join(numbers, "phone").semi_join(t["worked_months"], "person")
    nothing = ibis.null("int64")
    return shared.select(
        "person", "account", "phone", "account_row", "holders", employer=nothing, unit_row=nothing
    ).select("person", "account", "phone", "employer", "account_row", "unit_row", "holders")


CONTROLLED_PHONES = Derived(
    form=form(
        "controlled_phones",
        "derived",
        "person:person account:account phone:phone employer:employer account_row unit_row holders",
    ),
    make=make,
)
