"""Months for which an employer kept attendance: somebody was present, or its list stayed empty for too long."""

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived

LONGEST_OUTAGE = 3
"""Months in all: no device is out of order for longer, and a list that stays empty for longer is a list."""


def make(t: Tables) -> ir.Table:
    """One row per employer and month. Where several are kept and none is present, the device was out of order.

    That holds for a few months; and who never keeps more than one person's list has no others whom a device missed.
    """
    present = t["attendance_months"].filter(t["attendance_months"]["days"] > 0)
    month = present.group_by("employer", "month").agg(heads=present["person"].nunique())
    largest = month.group_by("employer").agg(heads=month["heads"].max())
    small = largest.filter(largest["heads"] <= 1)
    spans = t["register_spans"].filter(t["register_spans"]["register"] == "attendance_months")
    known = t["worked_months"].semi_join(small, "employer").join(spans, "place")
    known = known.filter(known["month"] >= known["first_month"], known["month"] <= known["last_month"])
    kept = (month, known, _empty(t, month))
    return ibis.union(*(rolls.select("employer", "month") for rolls in kept), distinct=True)


def _empty(t: Tables, present: ir.Table) -> ir.Table:
    """Months of lists on which nobody was present, of employers that keep such lists for longer than an outage."""
    listed = t["attendance_months"].select("employer", "month").distinct()
    empty = listed.anti_join(present, ["employer", "month"])
    months = empty.group_by("employer").agg(months=empty["month"].nunique())
    return empty.semi_join(months.filter(months["months"] > LONGEST_OUTAGE), "employer")


ATTENDANCE_ROLLS = Derived(form=form("attendance_rolls", "derived", "employer:employer month"), make=make)
