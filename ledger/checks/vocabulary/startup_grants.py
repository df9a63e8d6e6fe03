"""Who is near a one-off start-up grant: who had it, who lives with them, who had one for the same premises."""

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived

ONE_OFF = "startup_grant"
"""The programme that a person, a household and a business have once."""


def make(t: Tables) -> ir.Table:
    """One row per person, grant and why it is near; grants that correct another are none."""
    grants = _grants(t)
    own = grants.select(*_COLUMNS, near="person", why=ibis.literal("person"))
    return ibis.union(own, _household(t, grants), _premises(t, grants), distinct=True).rename(person="near")


_COLUMNS = ("month", "amount_fen", "row")


def _grants(t: Tables) -> ir.Table:
    grants = t["other_grants"]
    once = grants.filter(grants["programme"] == ONE_OFF, grants["person"].notnull())
    first = once.view().select(cited="grant_key")
    once = once.anti_join(first, [("original", "cited")])
    return once.select("person", "employer", "household", "premises", "amount_fen", "row", month=once["from_month"])


def _household(t: Tables, grants: ir.Table) -> ir.Table:
    """By the number on the grant, or else by the register of persons."""
    persons = t["persons"].filter(t["persons"]["household"].notnull())
    homes = persons.select("person", home="household")
    told = grants.filter(grants["household"].notnull()).select("person", *_COLUMNS, home="household")
    silent = grants.filter(grants["household"].isnull()).select("person", *_COLUMNS).join(homes, "person")
    known = ibis.union(told, silent.select("person", *_COLUMNS, "home"))
    mates = persons.select(near="person", shared="household").view()
    pairs = known.join(mates, [("home", "shared")])
    pairs = pairs.filter(pairs["person"] != pairs["near"])
    return pairs.select(*_COLUMNS, "near", why=ibis.literal("household"))


def _premises(t: Tables, grants: ir.Table) -> ir.Table:
    leases = t["leases"]
    shared = leases.filter(leases["shared_use"] == 1).select("premises")
    single = grants.filter(grants["premises"].notnull()).anti_join(shared, "premises")
    others = single.view()
    return single.join(others, [single["premises"] == others["premises"], single["person"] != others["person"]]).select(
        *(single[name] for name in _COLUMNS),
        near=others["person"],
        why=ibis.ifelse(
            ibis.coalesce(single["employer"] == others["employer"], ibis.literal(False)), "business", "premises"
        ),
    )


STARTUP_GRANTS = Derived(form=form("startup_grants", "derived", "person:person why$ month amount_fen row"), make=make)
