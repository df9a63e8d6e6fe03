"""When a business, or its owner for it, asked for money: grants, loans, leases."""

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived

FOR_BUSINESS = ("startup_grant", "lease_subsidy", "loan_interest_subsidy")
"""Programmes that a person draws for a business."""


def make(t: Tables) -> ir.Table:
    """One row per business and claim; `granted` is what was paid, 0 where that is not known."""
    grants, loans, leases, businesses = t["other_grants"], t["loans"], t["leases"], t["businesses"]
    grants = grants.filter(grants["programme"].isin(FOR_BUSINESS))
    named = grants.filter(grants["employer"].notnull())
    unnamed = grants.filter(grants["employer"].isnull()).drop("employer")
    owned = unnamed.join(businesses.select("employer", "legal_rep"), [("person", "legal_rep")])
    lent, let = loans.filter(loans["business"].notnull()), leases.filter(leases["claimed"] == 1)
    let = let.filter(let["tenant"].notnull())
    return ibis.union(
        _claims(named, "employer", "paid_day", "amount_fen", "other_grants"),
        _claims(owned, "employer", "paid_day", "amount_fen", "other_grants"),
        _claims(lent, "business", "applied_day", "interest_fen", "loans"),
        _claims(let, "tenant", "from_day", "rent_fen", "leases"),
        distinct=True,
    )


def _claims(rows: ir.Table, employer: str, day: str, amount: str, source: str) -> ir.Table:
    return rows.select(
        employer=employer, day=day, granted_fen=rows[amount], source=ibis.literal(source), claim_row=rows["row"]
    )


BUSINESS_CLAIMS = Derived(
    form=form("business_claims", "derived", "employer:employer day granted_fen source$ claim_row"), make=make
)
