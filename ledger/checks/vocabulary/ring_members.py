"""Who belongs to which ring, through what, and by which row of evidence."""

import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived
from ledger.checks.vocabulary.rings import ring_rows


def make(t: Tables) -> ir.Table:
    """The edges; the components are worked out from them. Each is told by its left end, and its right end may be a
    member besides.
    """
    return t["links"]


RING_MEMBERS = Derived(
    form=form(
        "ring_members",
        "derived",
        "ring:ring member_kind$ person:person employer:employer agent:agent via$ via_kind$ via_key strength source$ "
        "row tells",
    ),
    make=make,
    worked=ring_rows,
)
"""A ring is named by the smallest key of its workers, units and agents."""
