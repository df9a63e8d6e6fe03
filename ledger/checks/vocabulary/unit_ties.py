"""Which units hang together: one holds the other, or both have a legal representative, phone or address in common."""

from typing import Final

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived

HOLDER_PERCENT: Final = 25
"""From this share on a holder is a controlling one (反洗钱 受益所有人识别: 25%)."""

MOST_UNITS: Final = 10
"""What more units share belongs to an office park or to whoever registered them."""


def make(t: Tables) -> ir.Table:
    """One row per pair of units, either way round, and reason; `row` stands in the table that `proof` names."""
    return ibis.union(_held(t), *(_shared(t, name) for name in ("legal_rep", "phone", "address")), distinct=True)


def _held(t: Tables) -> ir.Table:
    shares = t["shareholdings"]
    held = shares.filter(shares["holder"].notnull(), shares["share_pct"] >= HOLDER_PERCENT)
    down = held.select("employer", other=held["holder"], **_how(held, "holder", "shareholdings", held["share_pct"]))
    up = held.select(
        employer=held["holder"], other=held["employer"], **_how(held, "holder", "shareholdings", held["share_pct"])
    )
    return ibis.union(down, up)


def _shared(t: Tables, name: str) -> ir.Table:
    businesses = t["businesses"].filter(t["businesses"][name].notnull())
    few = businesses.group_by(name).agg(units=businesses["employer"].nunique())
    few = few.filter(few["units"] >= 2, few["units"] <= MOST_UNITS)
    mine = businesses.semi_join(few, name)
    theirs = mine.view()
    pairs = mine.join(theirs, [mine[name] == theirs[name], mine["employer"] != theirs["employer"]])
    both = (mine["group_disclosed"] == 1) & (theirs["group_disclosed"] == 1)
    disclosed = ibis.ifelse(both, 100, 0).cast("int64")
    return pairs.select(mine["employer"], other=theirs["employer"], **_how(mine, name, "businesses", disclosed))


def _how(rows: ir.Table, why: str, proof: str, openly: ir.Value) -> dict[str, ir.Value]:
    return {"why": ibis.literal(why), "open_pct": openly, "proof": ibis.literal(proof), "row": rows["row"]}


UNIT_TIES = Derived(
    form=form("unit_ties", "derived", "employer:employer other:employer why$ open_pct proof$ row"), make=make
)
"""`open_pct`: the share held, or 100 where both have disclosed that they are one group, 0 where they have not."""
