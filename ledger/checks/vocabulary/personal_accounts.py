"""Accounts of private persons, whoever they are: what money of a firm has no business in."""

import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived


def make(t: Tables) -> ir.Table:
    """One row per account that the bank keeps as a personal one and no unit holds."""
    accounts = t["accounts"]
    personal = accounts.filter(accounts["kind"] == "personal", accounts["employer"].isnull())
    return personal.group_by("account").agg(account_row=personal["row"].max())


PERSONAL_ACCOUNTS = Derived(form=form("personal_accounts", "derived", "account:account account_row"), make=make)
