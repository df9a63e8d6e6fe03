"""What was asked for a business, by other systems and by the book."""

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables
from ledger.checks.vocabulary.business_claims import FOR_BUSINESS
from ledger.checks.words import cite

SOURCES = ("other_grants", "loans", "leases", "book_cases")


def claims(t: Tables) -> ir.Table:
    """One row per business and claim; for the book on the day of the application."""
    there, cases = t["business_claims"], t["book_cases"]
    ours = cases.filter(cases["programme"].isin(FOR_BUSINESS), cases["employer"].notnull(), cases["applied_day"] > 0)
    ours = ours.select(
        "employer",
        day="applied_day",
        granted_fen="amount_fen",
        source=ibis.literal("book_cases"),
        claim_row="row",
    )
    return ibis.union(there.select(*ours.columns), ours)


def cite_claims(h: ir.Table, found: ir.Table) -> list[ir.Table]:
    """The claims of the hits."""
    return [
        cite(h, found, "employer", where=found["source"] == source, row="claim_row", source=source)
        for source in SOURCES
    ]
