"""From when to when somebody stood on payrolls as a worker with disability: a bound before months are looked at."""

import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived


def make(t: Tables) -> ir.Table:
    """One row per person: the first and the last month, and the days between which they lie."""
    wages, months = t["wages"], t["months"]
    listed = wages.filter(wages["disabled"] == 1)
    spans = listed.group_by("person").agg(from_month=listed["month"].min(), to_month=listed["month"].max())
    last = months.select(last_month=months["month"], to_day=months["last_day"])
    return (
        spans.join(months, spans["from_month"] == months["month"])
        .join(last, spans["to_month"] == last["last_month"])
        .select(spans["person"], spans["from_month"], spans["to_month"], months["first_day"].name("from_day"), "to_day")
    )


WORKED_SPANS = Derived(
    form=form("worked_spans", "derived", "person:person from_month to_month from_day to_day"), make=make
)
