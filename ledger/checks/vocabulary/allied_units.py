"""Units of which one may employ and another pay: parties to a dispatch agreement, headquarters and branch, a group."""

from itertools import permutations
from typing import Final

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived
from ledger.evidence.dataset import OPEN_DAY

OPEN_PERCENT: Final = 50
"""From this share on one unit is the other's branch or subsidiary."""

PARTIES: Final = ("agency", "user_unit", "base")


def make(t: Tables) -> ir.Table:
    """One row per pair of units, either way round, and the days for which they are allied."""
    ties, agreements = t["unit_ties"], t["dispatch_agreements"]
    open_ties = ties.filter(ties["open_pct"] >= OPEN_PERCENT)
    group = open_ties.select(
        "employer", "other", from_day=ibis.literal(-OPEN_DAY, "int64"), to_day=ibis.literal(OPEN_DAY, "int64")
    )
    agreed = [
        agreements.filter(agreements[left].notnull(), agreements[right].notnull()).select(
            agreements[left].name("employer"), agreements[right].name("other"), "from_day", "to_day"
        )
        for left, right in permutations(PARTIES, 2)
    ]
    return ibis.union(group, *agreed, distinct=True)


ALLIED_UNITS = Derived(
    form=form("allied_units", "derived", "employer:employer other:employer from_day to_day"), make=make
)
