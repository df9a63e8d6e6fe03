"""From which month to which the monthly registers of a place go: what lies outside is not known, rather than absent."""

from typing import Final

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived

REGISTERS: Final = ("attendance_months", "insurance_months", "wages")


def make(t: Tables) -> ir.Table:
    """One row per register and place."""
    return ibis.union(*(_span(t, name) for name in REGISTERS))


def _span(t: Tables, name: str) -> ir.Table:
    known = t[name]
    spans = known.group_by("place").agg(first_month=known["month"].min(), last_month=known["month"].max())
    return spans.select(ibis.literal(name).name("register"), "place", "first_month", "last_month")


REGISTER_SPANS = Derived(form=form("register_spans", "derived", "register$ place first_month last_month"), make=make)
