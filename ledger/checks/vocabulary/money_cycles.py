"""Money that leaves an employer and comes back to it through two to four others within some months."""

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived
from ledger.checks.vocabulary.money_rounds import BETWEEN, HOPS


def make(t: Tables) -> ir.Table:
    """One row per cycle and transfer in it, for every employer in it."""
    rounds, units = t["money_rounds"], t["businesses"].select("employer").distinct()
    members = ibis.union(*(_members(rounds, name) for name in ("start", *BETWEEN)), distinct=True)
    members = members.semi_join(units, "employer")
    rows = [
        members.filter(members[hop].notnull()).select(
            *("employer", "most_fen", "least_fen", "first_day", "last_day"),
            days=members["last_day"] - members["first_day"],
            transfer_row=hop,
        )
        for hop in HOPS
    ]
    return ibis.union(*rows, distinct=True)


def _members(rounds: ir.Table, name: str) -> ir.Table:
    return rounds.select("most_fen", "least_fen", "first_day", "last_day", *HOPS, employer=name)


MONEY_CYCLES = Derived(
    form=form(
        "money_cycles",
        "derived",
        "employer:employer most_fen least_fen first_day last_day days transfer_row",
    ),
    make=make,
)
