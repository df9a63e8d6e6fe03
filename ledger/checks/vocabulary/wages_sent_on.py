"""Transfers of workers with disability within a month after a wage, to others than themselves and those at home."""

import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived
from ledger.checks.vocabulary.households import at_home

LONGEST_DAYS = 31
"""No threshold of a check looks further."""


def make(t: Tables) -> ir.Table:
    """One row per wage and transfer after it; what the bank calls rent or a loan is none, and neither is a care fee."""
    wages, sent = t["wages"], _sent(t)
    paid = wages.filter(wages["disabled"] == 1, wages["channel"] == "bank")
    pairs = paid.join(
        sent,
        [
            paid["person"] == sent["from_person"],
            sent["day"] >= paid["paid_day"],
            sent["day"] <= paid["paid_day"] + LONGEST_DAYS,
        ],
    ).select(
        paid["person"],
        paid["employer"],
        paid["month"],
        paid["paid_fen"],
        sent["amount_fen"],
        sent["to_account"],
        sent["to_person"],
        days_after=sent["day"] - paid["paid_day"],
        wage_row=paid["row"],
        transfer_row=sent["row"],
    )
    return pairs.anti_join(at_home(t, pairs, "person", "to_person"), ["person", "to_person"]).drop("to_person")


def _sent(t: Tables) -> ir.Table:
    transfers, institutions = t["transfers"], t["institutions"]
    sent = transfers.filter(transfers["kind"] == "transfer", transfers["to_account"].notnull())
    sent = sent.filter(sent["to_person"].isnull() | (sent["to_person"] != sent["from_person"]))
    homes = institutions.filter(institutions["kind"] == "care_home", institutions["employer"].notnull())
    return sent.anti_join(homes, sent["to_employer"] == homes["employer"])


WAGES_SENT_ON = Derived(
    form=form(
        "wages_sent_on",
        "derived",
        "person:person employer:employer month paid_fen amount_fen to_account:account days_after wage_row transfer_row",
    ),
    make=make,
)
