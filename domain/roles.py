"""The roles that an officer may hold."""

from typing import Final

ROLES: Final = (
    "budget_officer",
    "intake_officer",
    "first_reviewer",
    "site_inspector",
    "second_reviewer",
    "approver",
    "finance_officer",
    "appeal_officer",
    "privacy_officer",
    "publicity_officer",
    "levy_officer",
    "levy_approver",
    "quota_officer",
    "certification_officer",
    "post_officer",
    "recruitment_officer",
    "register_officer",
    "service_officer",
    "difficulty_recogniser",
    "hrss_officer",
    "facility_officer",
    "facility_recogniser",
    "jobs_officer",
    "data_officer",
    "duty_officer",
    "duty_supervisor",
    "statistics_officer",
    "integration_officer",
    "fraud_analyst",
    "fraud_reviewer",
    "account_administrator",
    "auditor",
)
"""Every one, in the order of the commands; its Chinese name stands in `names`."""
