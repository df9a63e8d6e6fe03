"""Application forms as JSON, for persons who do not exist."""

from typing import Any

from api.forms.reference import example_of
from api.schemas.catalogue import form_of
from tests.factories import bank_card, disability_certificate, resident_id, uscc


def startup_form(number: int = 0, place: str = "330500", **facts: Any) -> dict[str, Any]:
    """The n-th applicant's form of the start-up grant."""
    data: dict[str, Any] = example_of(form_of("startup_grant"))
    data |= {"place": place, "applied_on": "2024-03-01", "applicant": applicant(number)}
    data["facts"]["former_retirement_age"] = "55"
    data["facts"] |= {"business_uscc": uscc(number)} | facts
    return data


def applicant(number: int) -> dict[str, str]:
    """The n-th person who does not exist."""
    identity = resident_id(f"{1976 + number}0315")
    return {
        "resident_id": identity,
        "name": f"申请人{number}",
        "certificate": disability_certificate(identity),
        "account": bank_card(number),
    }
