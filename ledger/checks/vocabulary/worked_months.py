"""Months for which a full-time worker with disability was paid by an employer, and the days of the month."""

import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived


def make(t: Tables) -> ir.Table:
    """One row per person, employer and month: `paid_fen` is all that was paid for it, `due_pct` the share due."""
    wages = t["wages"]
    paid = wages.filter(wages["disabled"] == 1, wages["full_time"] == 1)
    paid = paid.group_by("person", "employer", "month").agg(
        place=paid["place"].max(), paid_fen=paid["paid_fen"].sum(), due_pct=paid["due_pct"].max()
    )
    return paid.join(t["months"], "month")


WORKED_MONTHS = Derived(
    form=form(
        "worked_months",
        "derived",
        "person:person employer:employer month place paid_fen due_pct first_day last_day",
    ),
    make=make,
)
