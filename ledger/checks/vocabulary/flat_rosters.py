"""Months in which an employer paid all full-time workers with disabilities alike, beside the pay of the others."""

import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived


def make(t: Tables) -> ir.Table:
    """One row per employer, month and place where two `persons` or more got one wage; `low_fen`, `high_fen`: peers.

    Only what was due in full counts; an employer without other full-time staff has no row.
    """
    worked, wages = t["worked_months"], t["wages"]
    whole = worked.filter(worked["due_pct"] >= 100)
    roster = whole.group_by("employer", "month", "place").agg(
        persons=whole.count(),
        wage_fen=whole["paid_fen"].min(),
        most_fen=whole["paid_fen"].max(),
        paid_fen=whole["paid_fen"].sum(),
    )
    flat = roster.filter(roster["persons"] >= 2, roster["wage_fen"] == roster["most_fen"]).drop("most_fen")
    peers = wages.filter(wages["disabled"] == 0, wages["full_time"] == 1, wages["due_pct"] >= 100)
    peers = peers.semi_join(flat, ["employer", "month"])
    others = peers.group_by("employer", "month").agg(low_fen=peers["paid_fen"].min(), high_fen=peers["paid_fen"].max())
    return flat.join(others, ["employer", "month"])


FLAT_ROSTERS = Derived(
    form=form("flat_rosters", "derived", "employer:employer month place persons wage_fen paid_fen low_fen high_fen"),
    make=make,
)
