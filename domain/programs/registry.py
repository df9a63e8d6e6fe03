"""Which programmes there are."""

from types import MappingProxyType
from typing import Final

from domain.errors import Refusal
from domain.programs import (
    accessibility_grant,
    base_creation_grant,
    equipment_grant,
    facility_support_grant,
    flexible_employment_subsidy,
    industry_support_grant,
    internship_retention_bonus,
    internship_subsidy,
    job_creation_subsidy,
    job_search_grant,
    lease_subsidy,
    loan_interest_subsidy,
    over_quota_reward,
    post_subsidy,
    public_welfare_post_subsidy,
    pwd_home_star_subsidy,
    referral_reward,
    social_insurance_subsidy,
    stable_placement_reward,
    startup_grant,
    training,
    training_class,
    vocational_student_aid,
)
from domain.programs.base import Programme

PROGRAMMES: Final = MappingProxyType(
    {
        known.code: known
        for known in (
            startup_grant.PROGRAMME,
            lease_subsidy.PROGRAMME,
            loan_interest_subsidy.PROGRAMME,
            social_insurance_subsidy.PROGRAMME,
            *training.PROGRAMMES,
            over_quota_reward.PROGRAMME,
            public_welfare_post_subsidy.PROGRAMME,
            post_subsidy.PROGRAMME,
            flexible_employment_subsidy.PROGRAMME,
            equipment_grant.PROGRAMME,
            referral_reward.PROGRAMME,
            stable_placement_reward.PROGRAMME,
            internship_subsidy.PROGRAMME,
            internship_retention_bonus.PROGRAMME,
            job_search_grant.PROGRAMME,
            vocational_student_aid.PROGRAMME,
            base_creation_grant.PROGRAMME,
            job_creation_subsidy.PROGRAMME,
            facility_support_grant.PROGRAMME,
            accessibility_grant.PROGRAMME,
            pwd_home_star_subsidy.PROGRAMME,
            industry_support_grant.PROGRAMME,
            *training_class.PROGRAMMES,
        )
    }
)
"""Every programme by its code."""


class UnknownProgramme(Refusal):
    """未知的补贴项目「{programme}」;可用:{known}。

    Unknown programme "{programme}"; known: {known}.
    """


def programme(code: str) -> Programme:
    """The programme of that code."""
    if code not in PROGRAMMES:
        raise UnknownProgramme(field="programme", programme=code, known=", ".join(PROGRAMMES))
    return PROGRAMMES[code]
