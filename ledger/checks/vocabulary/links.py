"""The network of those who are paid: who shares what with whom, where only few share it."""

from typing import Final

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables
from ledger.checks.vocabulary.derived import Derived
from ledger.checks.vocabulary.edges import edges_form, together

MOST_SHARERS: Final = {"account": 60, "phone": 60, "device": 300, "address": 20, "agent": 600}
"""What more parties than these share says nothing about any two of them: a shopping account, a hotline, an estate."""

FEWEST_SHARERS: Final = 2


def make(t: Tables) -> ir.Table:
    """One row per edge: a person or unit, and a thing that others share or a party that it is tied to."""
    edges = together([t[f"{name}_edges"] for name in ("arranged", "near", "money", "unit")])
    things = edges.filter(edges["right_kind"].isin(tuple(MOST_SHARERS)))
    sharers = things.group_by("right_kind", "right_key").agg(sharers=things["left_key"].nunique())
    most = ibis.cases(*((sharers["right_kind"] == kind, most) for kind, most in MOST_SHARERS.items()), else_=0)
    few = sharers.filter(sharers["sharers"] >= FEWEST_SHARERS, sharers["sharers"] <= most)
    shared = things.semi_join(few, [things["right_kind"] == few["right_kind"], things["right_key"] == few["right_key"]])
    return shared.union(edges.filter(edges["right_kind"].isin(("person", "employer"))))


LINKS = Derived(form=edges_form("links"), make=make)
"""No scope narrows it: checks read `ring_members`, which carries the ring."""
