"""What an over-quota reward is applied for with: one employer-year as certified, and what else some places ask."""

from datetime import date
from typing import Annotated

import msgspec

from domain.counting import CountedPlacement
from domain.errors import Refusal
from domain.programs.base import Facts


class RewardYearNotOver(Refusal):
    """{year} 年尚未结束,不能申请该年度的超比例奖励。

    The year {year} is not over; its over-quota reward cannot be decided yet.
    """


class CertifiedPerson(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Category (1 to 7) and grade (1 to 4) of the certificate of a person (pseudonym) on the roster."""

    person: str
    category: Annotated[int, msgspec.Meta(ge=1, le=7)]
    grade: Annotated[int, msgspec.Meta(ge=1, le=4)]


class OverQuotaRewardFacts(Facts, frozen=True, kw_only=True):
    """One employer-year as certified: staff in post by month, and who counts with which weight in which months.

    Only some places ask for the rest: the certificates where they pay by a tariff, whether the employer gave the reward
    up or filed its levy before it chose, and whether it meets the local conditions. Where the facts
    `rests_on_certification`, the person-months are those of the certification, which holds their counting claims.
    """

    year: int
    staff_by_month: tuple[int, ...]
    placements: tuple[CountedPlacement, ...]
    fiscally_funded: bool = False
    centralised: bool = False
    certified: tuple[CertifiedPerson, ...] = ()
    waived: bool = False
    levy_filed_first: bool = False
    meets_conditions: bool = False
    rests_on_certification: bool = False


def law_day(facts: OverQuotaRewardFacts) -> date:
    """The last day of the placement year: the law of the year in which people worked, not of the year of payment."""
    return date(facts.year, 12, 31)
