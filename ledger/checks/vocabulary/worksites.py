"""Where a person works by contract: the place of the contract, and those of the units where the work is done."""

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived

SITES = ("user_unit", "workplace", "base")
"""The columns of a contract that name a unit where the work is done."""


def make(t: Tables) -> ir.Table:
    """One row per contract and place that differs from it or is its own; `contract_row` proves it."""
    contracts = t["contracts"]
    own = contracts.select("person", "from_day", "to_day", "place", contract_row=contracts["row"])
    return ibis.union(own, *(_of(t, site) for site in SITES), distinct=True)


def _of(t: Tables, site: str) -> ir.Table:
    contracts, businesses = t["contracts"], t["businesses"]
    sent = contracts.filter(contracts[site].notnull())
    return sent.join(businesses, sent[site] == businesses["employer"]).select(
        sent["person"], sent["from_day"], sent["to_day"], businesses["place"], contract_row=sent["row"]
    )


WORKSITES = Derived(form=form("worksites", "derived", "person:person from_day to_day place contract_row"), make=make)
