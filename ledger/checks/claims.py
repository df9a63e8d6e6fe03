"""In which months somebody was claimed as a worker with disability: on a payroll, or in the book."""

from typing import Final

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables
from ledger.checks.words import cite

WHOLE: Final = 100
"""What the book claims it claims for a whole month of full-time work."""


def claimed_spans(t: Tables) -> ir.Table:
    """One row per person: first and last month, and the days between which they lie."""
    claims, months, worked = t["book_claims"], t["months"], t["worked_spans"]
    days = claims.join(months, claims["month"] == months["month"]).select(
        claims["person"],
        from_month=claims["month"],
        to_month=claims["month"],
        from_day=months["first_day"],
        to_day=months["last_day"],
    )
    both = ibis.union(worked.select(*days.columns), days)
    return both.group_by("person").agg(
        from_month=both["from_month"].min(),
        to_month=both["to_month"].max(),
        from_day=both["from_day"].min(),
        to_day=both["to_day"].max(),
    )


def claimed_months(t: Tables, persons: ir.Table) -> ir.Table:
    """One row per month of these persons: what was paid, the share of the month due, its first and last day."""
    wages, claims, months = t["wages"], t["book_claims"], t["months"]
    few = persons.select("person").distinct()
    listed = wages.filter(wages["disabled"] == 1).semi_join(few, "person")
    booked = claims.semi_join(few, "person")
    both = ibis.union(
        listed.select("person", "month", "paid_fen", "due_pct", "full_time"),
        booked.select("person", "month", paid_fen=_whole(0), due_pct=_whole(WHOLE), full_time=_whole(1)),
    )
    each = both.group_by("person", "month").agg(
        paid_fen=both["paid_fen"].sum(), due_pct=both["due_pct"].max(), full_time=both["full_time"].max()
    )
    return each.join(months, each["month"] == months["month"]).select(
        *(each[name] for name in each.columns), months["first_day"], months["last_day"]
    )


def cite_claims(t: Tables, h: ir.Table) -> list[ir.Table]:
    """The payrolls and the claims of a hit's months."""
    wages = t["wages"]
    return [
        cite(h, wages, "person", within="month", where=wages["disabled"] == 1),
        cite(h, t["book_claims"], "person", within="month"),
    ]


def _whole(value: int) -> ir.IntegerScalar:
    return ibis.literal(value, "int64")
