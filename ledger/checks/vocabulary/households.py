"""Who is at home with whom: pairs of persons whom the register keeps under one household, or as guardian and ward."""

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables


def at_home(t: Tables, pairs: ir.Table, left: str, right: str) -> ir.Table:
    """Of pairs of persons, those under one household number and those of a guardian and a ward, either way round."""
    asked = pairs.filter(pairs[left].notnull(), pairs[right].notnull()).select(left, right).distinct()
    return ibis.union(_housed(t, asked, left, right), _warded(t, asked, left, right), distinct=True)


def _housed(t: Tables, pairs: ir.Table, left: str, right: str) -> ir.Table:
    persons = t["persons"]
    homes = persons.filter(persons["household"].notnull()).select("person", "household").distinct()
    others = homes.view()
    known = pairs.join(homes, pairs[left] == homes["person"]).select(left, right, home=homes["household"])
    return known.join(others, [known[right] == others["person"], known["home"] == others["household"]]).select(
        left, right
    )


def _warded(t: Tables, pairs: ir.Table, left: str, right: str) -> ir.Table:
    wards = t["guardianships"].select("person", "guardian").distinct()
    up = pairs.semi_join(wards, [pairs[left] == wards["person"], pairs[right] == wards["guardian"]])
    down = pairs.semi_join(wards, [pairs[right] == wards["person"], pairs[left] == wards["guardian"]])
    return ibis.union(up, down, distinct=True)
