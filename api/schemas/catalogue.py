"""Which form belongs to which programme."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from api.schemas import training
from api.schemas.employment_base import BaseCreationForm, JobCreationForm
from api.schemas.facilities import AccessibilityForm, FacilitySupportForm, StarSubsidyForm
from api.schemas.form import ApplicationForm
from api.schemas.industry_support_grant import IndustrySupportForm
from api.schemas.internship import InternshipForm, RetentionForm
from api.schemas.job_search_grant import JobSearchForm
from api.schemas.lease_subsidy import LeaseSubsidyForm
from api.schemas.loan_interest_subsidy import LoanInterestForm
from api.schemas.over_quota_reward import OverQuotaRewardForm
from api.schemas.own_account import EquipmentGrantForm, FlexibleEmploymentForm
from api.schemas.placement_rewards import ReferralRewardForm, StablePlacementForm
from api.schemas.post_subsidy import PostSubsidyForm
from api.schemas.public_welfare_posts import PublicWelfarePostForm
from api.schemas.social_insurance_subsidy import SocialInsuranceForm
from api.schemas.startup_grant import StartupGrantForm
from api.schemas.training_classes import BlindMassageTrainingForm, RuralTrainingForm, SpecialClassForm
from api.schemas.vocational_student_aid import StudentAidForm
from domain.programs.registry import programme

FORMS: Final[Mapping[str, type[ApplicationForm]]] = MappingProxyType(
    {
        form.code: form
        for form in (
            StartupGrantForm,
            LeaseSubsidyForm,
            LoanInterestForm,
            SocialInsuranceForm,
            training.TrainingFeeForm,
            training.TrainingLivingForm,
            training.SkillAssessmentForm,
            training.CertificateForm,
            OverQuotaRewardForm,
            PublicWelfarePostForm,
            PostSubsidyForm,
            FlexibleEmploymentForm,
            EquipmentGrantForm,
            ReferralRewardForm,
            StablePlacementForm,
            InternshipForm,
            RetentionForm,
            JobSearchForm,
            StudentAidForm,
            BaseCreationForm,
            JobCreationForm,
            AccessibilityForm,
            FacilitySupportForm,
            StarSubsidyForm,
            IndustrySupportForm,
            BlindMassageTrainingForm,
            RuralTrainingForm,
            SpecialClassForm,
        )
    }
)
"""Every form by its programme."""


def form_of(code: str) -> ApplicationForm:
    """The form of a programme; refuses an unknown one."""
    return FORMS[programme(code).code]()


def form_for(data: Mapping[str, Any]) -> ApplicationForm:
    """The form that the data says it is."""
    return form_of(str(data.get("programme", "")))
