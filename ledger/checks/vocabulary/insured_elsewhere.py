"""Months worked for one employer for which another unit paid insurance."""

import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived


def make(t: Tables) -> ir.Table:
    """One row per month worked and insurance paid by somebody else, whether the employer paid too or not."""
    worked, insured = t["worked_months"], t["insurance_months"]
    return worked.join(
        insured,
        [
            worked["person"] == insured["person"],
            worked["month"] == insured["month"],
            worked["employer"] != insured["payer"],
        ],
    ).select(
        worked["person"],
        worked["employer"],
        worked["month"],
        worked["paid_fen"],
        worked["first_day"],
        worked["last_day"],
        insured["payer"],
    )


INSURED_ELSEWHERE = Derived(
    form=form(
        "insured_elsewhere",
        "derived",
        "person:person employer:employer month paid_fen first_day last_day payer:employer",
    ),
    make=make,
)
