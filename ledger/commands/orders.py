"""What findings order to be held in a case, until it is lifted."""

from typing import NamedTuple

from domain.hold_due import HoldGround
from ledger.book import Book
from ledger.guards import finding_of, measure_claim


class Ordered(NamedTuple):
    """What findings order to hold in a case, and the claims that say so."""

    grounds: tuple[HoldGround, ...]
    watch: dict[str, tuple[str, ...]]


def ordered(book: Book, case: str) -> Ordered:
    """Read from the claims: neither a view nor an investigation is asked before a payment."""
    prefix = measure_claim(case)
    claims = book.claims(prefix)
    grounds = tuple(ground_of(investigation, finding_of(claim)) for claim, investigation in claims.items())
    return Ordered(grounds, {prefix: tuple(claims)})


def ground_of(investigation: str, number: int) -> HoldGround:
    """The ground that a finding is."""
    return HoldGround(authority=f"{investigation} 第 {number} 号结论 finding {number}", investigation=investigation)
