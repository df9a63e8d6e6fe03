"""Businesses that somebody took over after their foundation, outside of a handover in the family."""

import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived


def make(t: Tables) -> ir.Table:
    """One row per business whose owner came after its foundation; a holder of one household makes it a family's."""
    businesses, persons, shares = t["businesses"], t["persons"], t["shareholdings"]
    later = businesses.filter(businesses["legal_rep_from_day"] > businesses["founded_day"])
    owners = later.select("employer", "legal_rep", "legal_rep_from_day", "row")
    homes = persons.select(owner="person", household="household")
    housed = owners.join(homes, [("legal_rep", "owner")])
    kin = persons.select(kin="person", home="household").view()
    holders = shares.select("employer", "holder_person").join(kin, [("holder_person", "kin")])
    holders = holders.select("employer", "holder_person", "home").view()
    family = housed.join(holders, "employer")
    family = family.filter(family["home"] == family["household"], family["holder_person"] != family["legal_rep"])
    return owners.anti_join(family.select("employer").view(), "employer")


NEW_OWNERS = Derived(
    form=form("new_owners", "derived", "employer:employer legal_rep legal_rep_from_day row"), make=make
)
