"""Until when evidence speaks: the clock of checks about what should have happened by now."""

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived


def make(t: Tables) -> ir.Table:
    """One row: the last month for which there are wages, insurance or traces of business, and its last day."""
    months = t["months"]
    seen = ibis.union(
        *(t[name].select("month").distinct() for name in ("wages", "insurance_months", "business_months"))
    )
    last = seen.agg(month=seen["month"].max())
    return last.join(months, "month").select("month", until_day=months["last_day"])


EVIDENCE_UNTIL = Derived(form=form("evidence_until", "derived", "month until_day"), make=make)
