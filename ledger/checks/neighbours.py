"""Whom a look at a person, an employer or a case also reaches: their accounts, premises, classes, agents and rings."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from ledger.checks.tables import forms


class Step(NamedTuple):
    """From a key to others: the rows of `table` with the key in `known` name others in `found`."""

    table: str
    known: str
    found: str


STEPS: Final = (
    Step("contracts", "person", "employer"),
    Step("book_placements", "person", "employer"),
    Step("businesses", "legal_rep", "employer"),
    Step("accounts", "person", "account"),
    Step("accounts", "employer", "account"),
    Step("wages", "person", "account"),
    Step("other_grants", "person", "payee_account"),
    Step("accounts", "account", "phone"),
    Step("businesses", "employer", "phone"),
    Step("persons", "person", "address"),
    Step("businesses", "employer", "address"),
    Step("contracts", "person", "agent"),
    Step("certificates", "person", "agent"),
    Step("filings", "person", "agent"),
    Step("filings", "employer", "agent"),
    Step("businesses", "employer", "registrar_agent"),
    Step("filings", "person", "device"),
    Step("filings", "employer", "device"),
    Step("certificates", "person", "assessor"),
    Step("trainees", "person", "assessor"),
    Step("village_certificates", "person", "village"),
    Step("trainees", "person", "class_key"),
    Step("leases", "tenant_owner", "premises"),
    Step("leases", "tenant", "premises"),
    Step("loans", "borrower", "loan"),
    Step("loans", "business", "loan"),
    Step("dispatch_agreements", "agency", "agreement"),
    Step("dispatch_agreements", "user_unit", "agreement"),
    Step("ring_members", "person", "ring"),
    Step("ring_members", "employer", "ring"),
    Step("book_cases", "person", "case_key"),
    Step("book_cases", "employer", "case_key"),
    Step("book_steps", "case_key", "official"),
)
"""In the order in which they are taken; a step sees what those before it found."""


def steps_to(kinds: Iterable[str]) -> list[Step]:
    """The steps that lead to keys of these kinds, in order; where nobody asks for phones, none is looked for."""
    wanted, kept = set(kinds), list[Step]()
    for step in reversed(STEPS):
        if forms()[step.table].kind_of(step.found) in wanted:
            wanted.add(forms()[step.table].kind_of(step.known))
            kept.append(step)
    return kept[::-1]
