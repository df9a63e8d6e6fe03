"""Every derived table, in the order in which they are made."""

from typing import Final

from ledger.checks.vocabulary.account_links import ACCOUNT_LINKS
from ledger.checks.vocabulary.derived import Derived
from ledger.checks.vocabulary.returned_wages import RETURNED_WAGES

DERIVED: Final[tuple[Derived, ...]] = (ACCOUNT_LINKS, RETURNED_WAGES)
"""A table stands behind those that it is made from."""
