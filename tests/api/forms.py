"""Application forms as JSON, for persons who do not exist."""

from typing import Any

from api.forms.reference import example_of
from api.schemas.catalogue import form_of
from tests.factories import uscc
from tests.integration.desk import applicant


def startup_form(number: int = 0, place: str = "330500", **facts: Any) -> dict[str, Any]:
    """The n-th applicant's form of the start-up grant."""
    data: dict[str, Any] = example_of(form_of("startup_grant"))
    data |= {"place": place, "applied_on": "2024-03-01", "applicant": applicant(number)}
    data["facts"] |= {"business_uscc": uscc(number)} | facts
    return data
