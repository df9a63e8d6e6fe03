"""Which awards the law sets against each other: programmes by pairs, and one cost in one month paid by two funds."""

import ibis
import ibis.expr.types as ir

from ledger.checks.awards import awards, together
from ledger.checks.forms import Tables

SAME_COST = "same_cost_item"
"""How the law names any two programmes that pay the same cost."""


def stacked(t: Tables, key: str, months: ir.IntegerScalar) -> ir.Table:
    """Pairs of awards of two programmes to the same one that exclude each other, for at least so many months."""
    pairs = together(awards(t, key), key)
    pairs = pairs.filter(
        pairs["programme"] != pairs["other_programme"], pairs["shared_to"] - pairs["shared_from"] + 1 >= months
    )
    rules = _rules(t)
    against = rules.filter(rules["relation"].isin(["exclusive", "lock"]))
    named = pairs.semi_join(against, ["programme", "other_programme"])
    silent = pairs.anti_join(rules, ["programme", "other_programme"])
    return ibis.union(named, _of_one_cost(t, silent))


def _rules(t: Tables) -> ir.Table:
    """The pairs of the law, either way round."""
    law = t["law_exclusions"]
    back = law.select(programme="other_programme", other_programme="programme", relation="relation")
    return ibis.union(law, back, distinct=True)


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
