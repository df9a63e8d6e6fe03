"""For which days a person has a contract with a unit, be it the employer, the agency or where the work is done."""

from typing import Final

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived

UNITS: Final = ("employer", "agency", "user_unit", "workplace", "base")


def make(t: Tables) -> ir.Table:
    """One row per contract and unit; `days` is its term, `lasting`: open-ended, established or seasonal."""
    return ibis.union(*(_of(t, unit) for unit in UNITS), distinct=True)


def _of(t: Tables, unit: str) -> ir.Table:
    contracts = t["contracts"].filter(t["contracts"][unit].notnull())
    freed = (contracts["open_ended"] == 1) | (contracts["in_establishment"] == 1) | (contracts["seasonal"] == 1)
    return contracts.select(
        "person",
        contracts[unit].name("employer"),
        "from_day",
        "to_day",
        days=contracts["to_day"] - contracts["from_day"] + 1,
        lasting=ibis.ifelse(freed, 1, 0),
        signer=ibis.ifelse(contracts["employer"] == contracts[unit], 1, 0),
        contract_row=contracts["row"],
    )


CONTRACT_SPANS = Derived(
    form=form(
        "contract_spans",
        "derived",
        "person:person employer:employer from_day to_day days lasting signer contract_row",
    ),
    make=make,
)
