"""What ties units to each other: those who represent or hold them, their telephones, addresses and agreements."""

import ibis.expr.types as ir

from ledger.checks.forms import Tables
from ledger.checks.vocabulary.account_links import HOLDER_PERCENT
from ledger.checks.vocabulary.derived import Derived
from ledger.checks.vocabulary.edges import CONTROL, HELP, NEAR, edge, edges_form, together


def units(t: Tables) -> ir.Table:
    """Edges whose left side is a unit; disclosed groups hide nothing, and tenants of an incubator share its address."""
    placed, agreements = t["paid_placements"], t["dispatch_agreements"]
    agencies = agreements.semi_join(placed, agreements["user_unit"] == placed["employer"])
    businesses, shares = (
        _undisclosed(t, _concerned(t, t["businesses"])),
        _undisclosed(t, _concerned(t, t["shareholdings"])),
    )
    large = shares.filter(shares["share_pct"] >= HOLDER_PERCENT)
    unit, register = ("employer", "employer"), "businesses"
    edges = [
        edge(businesses, unit, ("person", "legal_rep"), "legal_rep", CONTROL, source=register),
        edge(businesses, unit, ("phone", "phone"), "unit_phone", CONTROL, source=register),
        edge(businesses, unit, ("agent", "registrar_agent"), "registrar", HELP, source=register),
        _outside_incubators(t, edge(businesses, unit, ("address", "address"), "unit_address", NEAR, source=register)),
        edge(large, unit, ("person", "holder_person"), "holder", CONTROL, source="shareholdings"),
        edge(large, unit, ("employer", "holder"), "holder", CONTROL, source="shareholdings"),
        edge(
            agencies, ("employer", "agency"), ("employer", "user_unit"), "agreement", NEAR, source="dispatch_agreements"
        ),
    ]
    return together(edges)


def _concerned(t: Tables, table: ir.Table) -> ir.Table:
    """The rows of units that pay workers with disability, or send them."""
    placed, agreements = t["paid_placements"], t["dispatch_agreements"]
    units = placed.select("employer").union(agreements.select(employer=agreements["agency"]), distinct=True)
    return table.semi_join(units, table["employer"] == units["employer"])


def _undisclosed(t: Tables, table: ir.Table) -> ir.Table:
    businesses = t["businesses"]
    disclosed = businesses.filter(businesses["group_disclosed"] == 1)
    return table.anti_join(disclosed, table["employer"] == disclosed["employer"])


def _outside_incubators(t: Tables, edges: ir.Table) -> ir.Table:
    institutions = t["institutions"]
    return edges.anti_join(institutions, edges["right_key"] == institutions["address"])


UNIT_EDGES = Derived(form=edges_form("unit_edges"), make=units)
