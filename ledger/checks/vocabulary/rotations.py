"""The same people under one agent at one employer after another."""

import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived
from ledger.checks.words import january_of, with_month

FEWEST_PERSONS = 3
"""Fewer people who move together are nobody's matter under any threshold."""


def make(t: Tables) -> ir.Table:
    """One row per agent, two employers and person who went on; `heads` is how many began there in that year."""
    contracts, helpers = t["contracts"], t["institutions"]
    placed = contracts.filter(contracts["agent"].notnull())
    placed = placed.anti_join(helpers.filter(helpers["agent"].notnull()), "agent")
    spell = with_month(t, placed, "from_day")
    spell = spell.mutate(year=january_of(spell["month"]))
    spell = spell.group_by("agent", "employer", "person", "year").agg(
        first_day=spell["from_day"].min(), row=spell["row"].min()
    )
    heads = spell.group_by("agent", "employer", "year").agg(heads=spell["person"].nunique())
    heads = heads.filter(heads["heads"] >= FEWEST_PERSONS)
    several = spell.group_by("agent", "person").agg(units=spell["employer"].nunique())
    moving = spell.semi_join(several.filter(several["units"] > 1), ["agent", "person"])
    moving = moving.join(heads, ["agent", "employer", "year"])
    moving = moving.select("agent", "employer", "year", "person", "first_day", "row", "heads")
    later = moving.view()
    pairs = moving.join(
        later,
        [
            moving["agent"] == later["agent"],
            moving["person"] == later["person"],
            moving["employer"] != later["employer"],
            moving["first_day"] < later["first_day"],
        ],
    ).select(
        *(moving[name] for name in ("agent", "person", "year", "first_day", "row", "heads")),
        one=moving["employer"],
        next_one=later["employer"],
        next_year=later["year"],
        next_day=later["first_day"],
        next_row=later["row"],
        next_heads=later["heads"],
    )
    group = ("agent", "one", "next_one", "year", "next_year")
    moved = pairs.group_by(*group).agg(together=pairs["person"].nunique())
    return pairs.join(moved.filter(moved["together"] >= FEWEST_PERSONS), group)


ROTATIONS = Derived(
    form=form(
        "rotations",
        "derived",
        "agent:agent person one next_one first_day next_day heads next_heads together row next_row",
    ),
    make=make,
)
