"""Parties of one dispatch or placement agreement that are under one control."""

from itertools import combinations
from typing import Final

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived
from ledger.checks.vocabulary.unit_ties import HOLDER_PERCENT

PARTIES: Final = ("agency", "user_unit", "base")

_TIE: Final = ("employer", "other", "why", "proof", "row")


def make(t: Tables) -> ir.Table:
    """One row per tied party, agreement, pair of parties and tie; openly disclosed groups have none."""
    agreements, businesses = t["dispatch_agreements"], t["businesses"]
    ties = ibis.union(t["unit_ties"].select(*_TIE), _owners(t))
    disclosed = businesses.filter(businesses["group_disclosed"] == 1).select("employer")
    pairs = ibis.union(
        *(
            agreements.filter(agreements[left].notnull(), agreements[right].notnull()).select(
                *("agreement", "from_day", "to_day", "fee_fen"),
                one=agreements[left],
                other_unit=agreements[right],
                own_site=agreements["base_is_worksite"] * int((left, right) == ("user_unit", "base")),
                agreement_row=agreements["row"],
            )
            for left, right in combinations(PARTIES, 2)
        )
    )
    tied = pairs.join(ties, [("one", "employer"), ("other_unit", "other")])
    tied = tied.filter((tied["why"] != "address") | (tied["own_site"] == 0))
    both = tied.semi_join(disclosed, [("one", "employer")]).semi_join(disclosed.view(), [("other_unit", "employer")])
    apart = tied.anti_join(both, ["agreement", "one", "other_unit"])
    names = ("agreement", "from_day", "to_day", "fee_fen", "one", "other_unit", "why", "proof", "agreement_row")
    sides = (apart.select(*names, unit=apart[side], tie_row="row") for side in ("one", "other_unit"))
    return ibis.union(*sides, distinct=True)


def _owners(t: Tables) -> ir.Table:
    """Units in which one person has a large holding, or has it in one and represents the other."""
    businesses, shares = t["businesses"], t["shareholdings"]
    large = shares.filter(shares["share_pct"] >= HOLDER_PERCENT, shares["holder_person"].notnull())
    held = large.select("employer", "row", owner="holder_person")
    led = businesses.select("employer", "row", owner="legal_rep")
    theirs = ibis.union(held, led).select(other="employer", owner="owner").view()
    pairs = held.join(theirs, "owner")
    pairs = pairs.filter(pairs["employer"] != pairs["other"])
    there = pairs.mutate(why=ibis.literal("holder"), proof=ibis.literal("shareholdings"))
    back = there.select("why", "proof", "row", employer="other", other="employer")
    return ibis.union(there.select(*_TIE), back.select(*_TIE), distinct=True)


CHAIN_TIES = Derived(
    form=form(
        "chain_ties",
        "derived",
        "unit:employer agreement from_day to_day fee_fen one other_unit why$ proof$ agreement_row tie_row",
    ),
    make=make,
)
