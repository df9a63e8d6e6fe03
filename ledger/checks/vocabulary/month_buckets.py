"""The months by buckets of days, so that the month of a day is found by an equal key."""

from typing import Final

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived

BUCKET: Final = 32
"""Days in a bucket: no month has more, so that its first and last day name all of its buckets."""


def make(t: Tables) -> ir.Table:
    """One row per month and bucket that it has days in."""
    months = t["months"]
    first = months.mutate(bucket=months["first_day"] - months["first_day"] % BUCKET)
    last = months.mutate(bucket=months["last_day"] - months["last_day"] % BUCKET)
    return ibis.union(first, last, distinct=True)


MONTH_BUCKETS = Derived(form=form("month_buckets", "derived", "bucket month first_day last_day"), make=make)
