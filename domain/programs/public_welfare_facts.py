"""What a public-welfare post 公益性岗位 is applied for with: the post, who holds it and why, and what was paid."""

from datetime import date
from typing import Annotated, Final, Literal

import msgspec

from domain.calendar import Month
from domain.errors import Refusal
from domain.programs.base import Facts

ENTRY_GROUNDS: Final = {
    "three_failed_referrals": "连续岗位推荐未能就业",
    "minimum_living_allowance": "城乡低保残疾人",
    "household_of_several": "一户多残",
    "depends_on_elderly": "依老养残",
    "monitored_household": "纳入防返贫监测残疾人家庭成员",
    "employment_difficulty": "就业困难残疾人",
    "graduate": "难以通过市场化方式就业的残疾人应届毕业生",
}
"""Why somebody may be placed in such a post."""

Count = Annotated[int, msgspec.Meta(ge=0)]
Fen = Annotated[int, msgspec.Meta(ge=0)]


class NobodyHoldsThePost(Refusal):
    """没有填报在岗人员和月份。

    Nobody was given who holds the post, with the months worked.
    """


class HolderGivenTwice(Refusal):
    """同一在岗人员重复填报;请把各月合并填写。

    The same holder was given twice; put all months under one entry.
    """


class PostMonthGivenTwice(Refusal):
    """同一人的 {month} 重复填报。

    {month} was given twice for the same person.
    """


class MonthBeforePlacement(Refusal):
    """{month} 早于本次上岗月份 {placed_from}。

    {month} lies before the placement began in {placed_from}.
    """


class PostReferral(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A post recommended to the person, through the market or otherwise, and what came of it."""

    referred_on: date
    through_market: bool
    outcome: Literal["not_hired", "refused_by_person", "hired"]


class PostMonth(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One month in the post: the wage paid (fen), and whether social insurance was paid as required."""

    month: Month
    wage_paid: Fen
    insured: bool


class PostHolder(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A person (pseudonym) in the post.

    `placement` counts the placements in such posts, this one included; `previous_ended` is the last month of the one
    before. `months_already_subsidised` are those of this placement. `ground_verified`: a register confirms the ground.
    `months_to_retirement_at_first_recognition` is None for five years or more.
    """

    person: str
    ground: Literal[
        "three_failed_referrals",
        "minimum_living_allowance",
        "household_of_several",
        "depends_on_elderly",
        "monitored_household",
        "employment_difficulty",
        "graduate",
    ]
    ground_verified: bool
    willing: bool = True
    referrals: tuple[PostReferral, ...] = ()
    household_pwd: Count = 0
    disability_grade: Annotated[int, msgspec.Meta(ge=1, le=4)]
    placed_from: Month
    placement: Annotated[int, msgspec.Meta(ge=1)] = 1
    previous_ended: Month | None = None
    first_recognised: Month
    months_to_retirement_at_first_recognition: Count | None = None
    months_already_subsidised: Count = 0
    months: tuple[PostMonth, ...]


class PublicWelfarePostFacts(Facts, frozen=True, kw_only=True):
    """One kind of post of one employer, with its holders; `otherwise_funded`: budget or another fund pays the post."""

    post_kind: Literal[
        "cleaning",
        "security",
        "greening",
        "water_keeping",
        "road_keeping",
        "forest_guard",
        "disinfection",
        "patrol",
        "village_service",
        "care_service",
        "pwd_commissioner",
        "pwd_home_staff",
        "auxiliary_post",
    ]
    run_by_grass_roots: bool = False
    otherwise_funded: bool = False
    holders: tuple[PostHolder, ...]


def check(facts: PublicWelfarePostFacts) -> None:
    """Refuse facts that no law is needed to refuse: nobody, twice the same, before the placement."""
    if not facts.holders or not all(holder.months for holder in facts.holders):
        raise NobodyHoldsThePost(field="holders")
    if len({holder.person for holder in facts.holders}) < len(facts.holders):
        raise HolderGivenTwice(field="holders")
    for holder in facts.holders:
        _check_months(holder)


def _check_months(holder: PostHolder) -> None:
    seen: set[Month] = set()
    for worked in holder.months:
        if worked.month in seen:
            raise PostMonthGivenTwice(field="months", month=worked.month)
        if worked.month < holder.placed_from:
            raise MonthBeforePlacement(field="months", month=worked.month, placed_from=holder.placed_from)
        seen.add(worked.month)
