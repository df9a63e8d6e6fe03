"""Dispatched workers whose workplace is neither their user unit nor named by any agreement of the agency."""

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.allied_units import OPEN_PERCENT
from ledger.checks.vocabulary.derived import Derived
from ledger.checks.words import overlap


def make(t: Tables) -> ir.Table:
    """One row per such contract for each of agency and workplace; a subsidiary's site is the user unit's own."""
    contracts, agreements, ties = t["contracts"], t["dispatch_agreements"], t["unit_ties"]
    away = contracts.filter(
        contracts["agency"].notnull(),
        contracts["user_unit"].notnull(),
        contracts["workplace"].notnull(),
        contracts["workplace"] != contracts["user_unit"],
    )
    agreed = agreements.filter(agreements["base_is_worksite"] == 1)
    away = away.anti_join(
        agreed,
        [
            away["agency"] == agreed["agency"],
            away["user_unit"] == agreed["user_unit"],
            away["workplace"] == agreed["base"],
            overlap(away, agreed),
        ],
    )
    named = agreements.view()
    away = away.anti_join(
        named,
        [away["agency"] == named["agency"], away["workplace"] == named["user_unit"], overlap(away, named)],
    )
    own = ties.filter(ties["open_pct"] >= OPEN_PERCENT)
    away = away.anti_join(own, [("user_unit", "employer"), ("workplace", "other")])
    sides = (away.mutate(unit=away[side]) for side in ("agency", "workplace"))
    both = ibis.union(*sides, distinct=True)
    return both.select(
        *("unit", "agency", "person", "user_unit", "workplace", "from_day", "to_day", "row"),
        days=both["to_day"] - both["from_day"] + 1,
    )


REDISPATCHES = Derived(
    form=form("redispatches", "derived", "unit:employer agency person user_unit workplace from_day to_day days row"),
    make=make,
)
