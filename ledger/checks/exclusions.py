"""Which awards the law sets against each other: programmes by pairs, and one cost in one month paid by two funds."""

from typing import Final

import ibis
import ibis.expr.types as ir

from ledger.checks.awards import awards, paired, together
from ledger.checks.forms import Tables
from ledger.checks.words import january_of

SAME_COST: Final = "same_cost_item"
"""How the law names any two programmes that pay the same cost."""

YEAR: Final = "year"
EVER: Final = "ever"
"""The spans, with the year, in which two programmes exclude each other though they share no month."""


def stacked(t: Tables, key: str, months: ir.IntegerScalar) -> ir.Table:
    """Pairs of awards of two programmes to the same one that exclude each other.

    They share at least so many months, or the year where the law sets them against each other in a year, or nothing at
    all where it does so for ever.
    """
    found, rules = awards(t, key), _rules(t)
    against = rules.filter(rules["relation"].isin(["exclusive", "lock"]))
    wide = against["span"].isin([YEAR, EVER])
    pairs = together(found, key)
    pairs = pairs.filter(
        pairs["programme"] != pairs["other_programme"], pairs["shared_to"] - pairs["shared_from"] + 1 >= months
    )
    both = ["programme", "other_programme"]
    named = pairs.semi_join(against.filter(~wide), both).anti_join(against.filter(wide), both)
    silent = pairs.anti_join(rules, both)
    return ibis.union(named, _of_one_cost(t, silent), _in_wide_spans(found, key, against.filter(wide)))


def _rules(t: Tables) -> ir.Table:
    """The pairs of the law, either way round."""
    law = t["law_exclusions"]
    back = law.select(programme="other_programme", other_programme="programme", relation="relation", span="span")
    return ibis.union(law, back, distinct=True)


def _in_wide_spans(found: ir.Table, key: str, rules: ir.Table) -> ir.Table:
    """Pairs that the law sets against each other in a year, or for ever: their months need not meet."""
    ever = rules.group_by("programme", "other_programme").agg(ever=(rules["span"] == EVER).ifelse(1, 0).max())
    mine = found.join(ever.rename(against="other_programme"), "programme")
    other = found.semi_join(ever, "programme").view()
    one_year = (january_of(mine["from_month"]) <= january_of(other["to_month"])) & (
        january_of(other["from_month"]) <= january_of(mine["to_month"])
    )
    return paired(
        mine,
        other,
        [mine[key] == other[key], mine["against"] == other["programme"], (mine["ever"] == 1) | one_year],
    )


def _of_one_cost(t: Tables, pairs: ir.Table) -> ir.Table:
    """Pairs that pay the same cost out of two funds, where the law says that this may not be."""
    law = t["law_exclusions"]
    says = law.filter(
        law["programme"] == SAME_COST, law["other_programme"] == SAME_COST, law["relation"] == "exclusive"
    )
    same = pairs.filter(
        pairs["cost_item"] == pairs["other_cost_item"],
        pairs["cost_item"] != "other",
        pairs["fund"] != pairs["other_fund"],
    )
    return same.mutate(rule=ibis.literal(SAME_COST)).semi_join(says, [("rule", "programme")]).drop("rule")
