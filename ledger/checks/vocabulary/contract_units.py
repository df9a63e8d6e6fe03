"""Units whose contracts the register of contracts knows: of others it says nothing."""

import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived


def make(t: Tables) -> ir.Table:
    """One row per unit."""
    return t["contract_spans"].select("employer").distinct()


CONTRACT_UNITS = Derived(form=form("contract_units", "derived", "employer:employer"), make=make)
