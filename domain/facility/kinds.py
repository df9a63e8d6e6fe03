"""The kinds of carriers and the public list in which each stands."""

from typing import Final

CARRIERS: Final = "carriers"
HR_AGENCIES: Final = "hr_agencies"
TRAINING: Final = "training_bodies"
SERVICE: Final = "service_bodies"
OUTLETS: Final = "sales_outlets"
STAFF: Final = "service_staff"

KINDS: Final[dict[str, str]] = {
    "pwd_home": CARRIERS,
    "sunshine_home": CARRIERS,
    "care_body": CARRIERS,
    "rehabilitation_body": CARRIERS,
    "auxiliary_body": CARRIERS,
    "employment_base": CARRIERS,
    "startup_base": CARRIERS,
    "incubator": CARRIERS,
    "maker_space": CARRIERS,
    "support_workshop": CARRIERS,
    "common_wealth_workshop": CARRIERS,
    "ecommerce_employment": CARRIERS,
    "brand_project": CARRIERS,
    "rural_training_base": CARRIERS,
    "blind_massage_body": CARRIERS,
    "blind_massage_clinic": CARRIERS,
    "hr_agency": HR_AGENCIES,
    "training_base": TRAINING,
    "training_body": TRAINING,
    "pwd_employment_service": SERVICE,
    "tobacco_outlet": OUTLETS,
    "kiosk": OUTLETS,
    "market_outlet": OUTLETS,
    "social_work_post": STAFF,
    "job_coach": STAFF,
}
"""Each kind by the code that stands in events."""

LISTS: Final = tuple(dict.fromkeys(KINDS.values()))
