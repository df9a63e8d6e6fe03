"""Who was paid as a worker with disability by whom, from when to when: one row per person and employer."""

import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived


def make(t: Tables) -> ir.Table:
    """`wage_row` is one of the wages that prove it."""
    wages = t["wages"]
    paid = wages.filter(wages["disabled"] == 1, wages["paid_fen"] > 0)
    return paid.group_by("person", "employer").agg(
        from_month=paid["month"].min(),
        to_month=paid["month"].max(),
        months=paid["month"].count(),
        paid_fen=paid["paid_fen"].sum(),
        wage_row=paid["row"].min(),
    )


PAID_PLACEMENTS = Derived(
    form=form(
        "paid_placements", "derived", "person:person employer:employer from_month to_month months paid_fen wage_row"
    ),
    make=make,
)
