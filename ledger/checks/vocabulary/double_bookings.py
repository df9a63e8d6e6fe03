"""Sessions of two classes that one teacher, or one room, is said to have held at the same time."""

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived


def make(t: Tables) -> ir.Table:
    """One row per session and session of another class; two classes taught together in one room are no conflict."""
    sessions = t["class_sessions"]
    return ibis.union(_pairs(sessions, "teacher", "room"), _pairs(sessions, "room", "teacher"))


def _pairs(sessions: ir.Table, shared: str, free: str) -> ir.Table:
    other = sessions.view()
    both = sessions.join(
        other,
        [
            sessions[shared] == other[shared],
            sessions["day"] == other["day"],
            sessions["class_key"] != other["class_key"],
            sessions[free] != other[free],
            sessions["from_minute"] < other["to_minute"],
            other["from_minute"] < sessions["to_minute"],
        ],
    )
    until = ibis.least(sessions["to_minute"], other["to_minute"])
    since = ibis.greatest(sessions["from_minute"], other["from_minute"])
    return both.select(
        sessions["class_key"],
        other_class=other["class_key"],
        what=ibis.literal(shared),
        month=sessions["month"],
        day=sessions["day"],
        minutes=until - since,
        session_row=sessions["row"],
        other_row=other["row"],
    )


DOUBLE_BOOKINGS = Derived(
    form=form(
        "double_bookings", "derived", "class_key:class other_class:class what$ month day minutes session_row other_row"
    ),
    make=make,
)
