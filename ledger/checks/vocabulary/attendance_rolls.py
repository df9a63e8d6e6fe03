"""Months for which an employer kept attendance: somebody was present, or it never keeps more than one person's."""

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived


def make(t: Tables) -> ir.Table:
    """One row per employer and month. Where several are kept and none is present, the device was out of order."""
    present = t["attendance_months"].filter(t["attendance_months"]["days"] > 0)
    month = present.group_by("employer", "month").agg(heads=present["person"].nunique())
    largest = month.group_by("employer").agg(heads=month["heads"].max())
    small = largest.filter(largest["heads"] <= 1)
    spans = t["register_spans"].filter(t["register_spans"]["register"] == "attendance_months")
    known = t["worked_months"].semi_join(small, "employer").join(spans, "place")
    known = known.filter(known["month"] >= known["first_month"], known["month"] <= known["last_month"])
    return ibis.union(month.select("employer", "month"), known.select("employer", "month"), distinct=True)


ATTENDANCE_ROLLS = Derived(form=form("attendance_rolls", "derived", "employer:employer month"), make=make)
