"""What ties paid workers with disability to accounts, telephones, devices, addresses, agents and units."""

from functools import reduce

import ibis.expr.types as ir

from ledger.checks.forms import Tables
from ledger.checks.vocabulary.derived import Derived
from ledger.checks.vocabulary.edges import HELP, MONEY, NEAR, edge, edges_form, together

PERSON = ("person", "person")


def arranged(t: Tables) -> ir.Table:
    """Who brought a worker, filed for them, and on what; registered helpers and their devices are left out."""
    contracts, filings = _workers(t, t["contracts"]), _workers(t, t["filings"])
    edges = [
        edge(contracts, PERSON, ("agent", "agent"), "introducer", HELP, source="contracts"),
        edge(filings, PERSON, ("agent", "agent"), "filing", HELP, source="filings"),
        edge(filings, PERSON, ("device", "device"), "device", HELP, source="filings"),
    ]
    return _without_helpers(t, together(edges))


def near(t: Tables) -> ir.Table:
    """Where a worker lives and works; what a household or a registered home explains is left out."""
    placed, contracts = t["paid_placements"], _workers(t, t["contracts"])
    work = placed.mutate(row=placed["wage_row"])
    edges = [
        _several_households(t, _home(t)),
        edge(work, PERSON, ("employer", "employer"), "placed", NEAR, source="wages"),
        edge(contracts, PERSON, ("employer", "agency"), "dispatched", NEAR, source="contracts"),
        edge(contracts, PERSON, ("employer", "user_unit"), "used", NEAR, source="contracts"),
    ]
    return together(edges)


def money(t: Tables) -> ir.Table:
    """Accounts into which wages go, and telephones on accounts or applications; what a household, a guardian or a
    registered institution explains is left out.
    """
    wages, filings, accounts = t["wages"], _workers(t, t["filings"]), _workers(t, t["accounts"])
    paid = wages.filter(wages["disabled"] == 1, wages["account"].notnull())
    phone = ("phone", "phone")
    account = edge(paid, PERSON, ("account", "account"), "account", MONEY, source="wages")
    phones = together(
        [
            edge(accounts, PERSON, phone, "account_phone", MONEY, source="accounts"),
            edge(filings, PERSON, phone, "filing_phone", HELP, source="filings"),
        ]
    )
    kept = [
        _not_the_guardians(t, _not_an_institutions(t, account, "accounts", "account"), "account"),
        _not_the_guardians(t, _not_an_institutions(t, phones, "businesses", "phone"), "phone"),
    ]
    return _several_households(t, together(kept))


def _not_an_institutions(t: Tables, edges: ir.Table, register: str, column: str) -> ir.Table:
    """Without the accounts or telephones of registered institutions."""
    institutions, known = t["institutions"], t[register]
    theirs = known.semi_join(institutions, known["employer"] == institutions["employer"])
    return edges.anti_join(theirs, edges["right_key"] == theirs[column])


def _workers(t: Tables, table: ir.Table) -> ir.Table:
    """The rows of those who are paid as workers with disability."""
    placed = t["paid_placements"]
    return table.semi_join(placed, table["person"] == placed["person"])


def _not_the_guardians(t: Tables, edges: ir.Table, column: str) -> ir.Table:
    """Without what the person's guardian holds."""
    accounts, wards = t["accounts"], t["guardianships"]
    held = wards.join(accounts, wards["guardian"] == accounts["person"])
    held = held.select(ward=wards["person"], thing=accounts[column])
    return edges.anti_join(held, [edges["left_key"] == held["ward"], edges["right_key"] == held["thing"]])


def _home(t: Tables) -> ir.Table:
    """Homes, without registered institutions and without those who are on record as living in one."""
    persons = _workers(t, t["persons"])
    persons = persons.filter(persons["lives_in"].isnull())
    institutions = t["institutions"]
    homes = edge(persons, ("person", "person"), ("address", "address"), "address", NEAR, source="persons")
    return homes.anti_join(institutions, homes["right_key"] == institutions["address"])


def _several_households(t: Tables, edges: ir.Table) -> ir.Table:
    """Without what one household alone shares."""
    persons = t["persons"].filter(t["persons"]["household"].notnull())
    homes = persons.group_by("person").agg(household=persons["household"].max())
    known = edges.left_join(homes, edges["left_key"] == homes["person"])
    known = known.select(edges["right_key"], edges["left_key"], home=homes["household"])
    shared = known.group_by("right_key").agg(
        strangers=known["left_key"].nunique(where=known["home"].isnull()), homes=known["home"].nunique()
    )
    shared = shared.filter(shared["strangers"] + shared["homes"] > 1)
    return edges.semi_join(shared, edges["right_key"] == shared["right_key"])


def _without_helpers(t: Tables, edges: ir.Table) -> ir.Table:
    """Without registered helpers, and without the devices that they file on."""
    institutions, filings = t["institutions"], t["filings"]
    helpers = institutions.filter(institutions["agent"].notnull())
    theirs = filings.semi_join(helpers, filings["agent"] == helpers["agent"])
    gone = [(helpers, "agent"), (theirs.filter(theirs["device"].notnull()), "device")]
    return reduce(lambda left, known: left.anti_join(known[0], left["right_key"] == known[0][known[1]]), gone, edges)


ARRANGED_EDGES = Derived(form=edges_form("arranged_edges"), make=arranged)
NEAR_EDGES = Derived(form=edges_form("near_edges"), make=near)
MONEY_EDGES = Derived(form=edges_form("money_edges"), make=money)
