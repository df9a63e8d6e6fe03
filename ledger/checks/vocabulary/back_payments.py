"""Insurance of several months posted for one person on one day, long after those months."""

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived

LATE_DAYS = 31
"""A day on which nothing older than that was posted is no day of back-payments."""

FEWEST_MONTHS = 2
"""Fewer months at once are nobody's matter under any threshold."""

MOST_PAYERS = 20
"""When more units of a place pay back on one day, their records were moved from one system to another."""


def make(t: Tables) -> ir.Table:
    """One row per payer, person and day of posting: for how many months and which; `disabled`: works there as such."""
    insured, months = t["insurance_months"], t["months"]
    late = insured.join(months, "month")
    late = late.filter(late["posted_day"] > late["last_day"] + LATE_DAYS)
    posted = insured.semi_join(late, ["payer", "person", "posted_day"])
    batch = posted.group_by("payer", "person", "posted_day", "place").agg(
        months=posted["month"].nunique(),
        from_month=posted["month"].min(),
        to_month=posted["month"].max(),
        base_fen=posted["base_fen"].sum(),
    )
    batch = batch.filter(batch["months"] >= FEWEST_MONTHS)
    moved = batch.group_by("place", "posted_day").agg(payers=batch["payer"].nunique())
    batch = batch.anti_join(moved.filter(moved["payers"] > MOST_PAYERS), ["place", "posted_day"])
    staff = t["worked_months"].select("person", worker_of=t["worked_months"]["employer"]).distinct()
    known = batch.left_join(staff, [batch["person"] == staff["person"], batch["payer"] == staff["worker_of"]])
    return known.select(
        "posted_day",
        "months",
        "from_month",
        "to_month",
        "base_fen",
        payer=batch["payer"],
        person=batch["person"],
        disabled=ibis.ifelse(known["worker_of"].notnull(), 1, 0),
    )


BACK_PAYMENTS = Derived(
    form=form(
        "back_payments",
        "derived",
        "payer:employer person:person posted_day months from_month to_month base_fen disabled",
    ),
    make=make,
)
