"""Who is assigned to a base, for whom, and whether they were ever seen at work."""

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived


def make(t: Tables) -> ir.Table:
    """One row per contract for work on site at a base; `customer` is the user unit or else the employer.

    `seen`: 1 attended at least half of some month, 0 only less, and nothing where attendance is not on record.
    """
    contracts, attendance = t["contracts"], t["attendance_months"]
    there = contracts.filter(contracts["base"].notnull(), contracts["on_site"] == 1)
    days = attendance.semi_join(there.select("person").distinct(), "person")
    days = days.mutate(half=ibis.ifelse(days["days"] * 2 >= days["due_days"], 1, 0))
    seen = days.filter(days["due_days"] > 0).group_by("person").agg(seen=lambda g: g["half"].max())
    named = there.select(
        "base", "person", "from_day", "to_day", "row", customer=ibis.coalesce(there["user_unit"], there["employer"])
    )
    joined = named.left_join(seen, "person")
    return joined.select("base", "person", "customer", "from_day", "to_day", "seen", "row")


BASE_ROSTERS = Derived(
    form=form("base_rosters", "derived", "base:employer person customer from_day to_day seen row"), make=make
)
