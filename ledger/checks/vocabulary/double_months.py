"""Months for which two employers that are not allied paid the same worker with disability as a full-time one."""

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived


def make(t: Tables) -> ir.Table:
    """One row per person, month and pair of employers, the smaller key first.

    `claimed`: both list the person as a worker with disability; `due_pct`: the smaller of both shares of the month.
    """
    paid = _paid(t)
    theirs = paid.view()
    pairs = paid.join(
        theirs,
        [
            paid["person"] == theirs["person"],
            paid["month"] == theirs["month"],
            paid["employer"] < theirs["employer"],
        ],
    ).select(
        paid["person"],
        paid["employer"],
        paid["month"],
        other_employer=theirs["employer"],
        paid_fen=paid["paid_fen"] + theirs["paid_fen"],
        claimed=ibis.least(paid["disabled"], theirs["disabled"]),
        due_pct=ibis.least(paid["due_pct"], theirs["due_pct"]),
    )
    dated = pairs.join(t["months"], "month")
    return dated.anti_join(_allied(t, dated), ["person", "employer", "other_employer", "month"])


def _paid(t: Tables) -> ir.Table:
    wages, workers = t["wages"], t["worked_months"].select("person").distinct()
    full = wages.filter(wages["full_time"] == 1).semi_join(workers, "person")
    units = full.group_by("person").agg(least=full["employer"].min(), most=full["employer"].max())
    full = full.semi_join(units.filter(units["least"] < units["most"]), "person")
    return full.group_by("person", "employer", "month").agg(
        paid_fen=full["paid_fen"].sum(), disabled=full["disabled"].max(), due_pct=full["due_pct"].max()
    )


def _allied(t: Tables, dated: ir.Table) -> ir.Table:
    allies = t["allied_units"]
    return dated.semi_join(
        allies,
        [
            dated["employer"] == allies["employer"],
            dated["other_employer"] == allies["other"],
            allies["from_day"] <= dated["last_day"],
            allies["to_day"] >= dated["first_day"],
        ],
    ).select("person", "employer", "other_employer", "month")


DOUBLE_MONTHS = Derived(
    form=form(
        "double_months",
        "derived",
        "person:person employer:employer other_employer:employer month paid_fen claimed due_pct first_day last_day",
    ),
    make=make,
)
