"""What is known of one employer for one levy year, as declared and certified."""

from datetime import date
from enum import StrEnum
from typing import Final

from domain.programs.base import Facts

CODE: Final = "levy"
"""The name under which the statute book keeps the rules of the levy."""


class EmployerKind(StrEnum):
    """What an employer is in law; small enterprises are exempt, other small employers are not."""

    ENTERPRISE = "enterprise"
    STATE_OWNED_ENTERPRISE = "state_owned_enterprise"
    STATE_ORGAN = "state_organ"
    PUBLIC_INSTITUTION = "public_institution"
    SOCIAL_BODY = "social_body"
    PRIVATE_NON_ENTERPRISE = "private_non_enterprise"


ENTERPRISES: Final = frozenset({EmployerKind.ENTERPRISE, EmployerKind.STATE_OWNED_ENTERPRISE})


class LevyFacts(Facts, frozen=True, kw_only=True):
    """The base year's figures of an employer: the levy of `year` is computed from the year before it.

    `staff_by_month` are the twelve head-counts of staff in post, seasonal staff in the months in which they worked and
    dispatched staff where they are counted; `counted_person_months` the months of the persons who count, each times
    its weight; `wage_total` what all staff was paid in the year (fen). `certified_on` is the day on which the
    placements were certified, None where they were not. `full_rate_document` names the document by which the levy is
    charged in full where no relief is in force: without it such a levy cannot be computed.
    """

    year: int
    kind: EmployerKind
    staff_by_month: tuple[int, ...]
    counted_person_months: int
    wage_total: int
    fiscally_funded: bool = False
    certified_on: date | None = None
    full_rate_document: str = ""


def base_year(facts: LevyFacts) -> int:
    """The year whose staff, placements and wages count: 上年."""
    return facts.year - 1


def law_day(facts: LevyFacts) -> date:
    """The last day of the levy year: its tiers, exemption and cap are the ones that apply."""
    return date(facts.year, 12, 31)
