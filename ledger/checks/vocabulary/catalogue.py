"""Every derived table, in the order in which they are made."""

from typing import Final

from ledger.checks.vocabulary.account_links import ACCOUNT_LINKS
from ledger.checks.vocabulary.cards_together import CARDS_TOGETHER
from ledger.checks.vocabulary.derived import Derived
from ledger.checks.vocabulary.returned_wages import RETURNED_WAGES
from ledger.checks.vocabulary.wages_sent_on import WAGES_SENT_ON
from ledger.checks.vocabulary.worksites import WORKSITES

DERIVED: Final[tuple[Derived, ...]] = (
    ACCOUNT_LINKS,
    WAGES_SENT_ON,
    RETURNED_WAGES,
    CARDS_TOGETHER,
    WORKSITES,
)
"""A table stands behind those that it is made from."""
