"""The form of the social-insurance subsidy 社会保险补贴: insured persons, and for each one item per month paid."""

from typing import Any, Final

import msgspec

from api.schemas.fields import Choice, Group, MonthOfYear, Yuan
from api.schemas.form import ApplicationForm, Reading
from api.schemas.people import FormPart, PersonOrEmployer, details_of
from api.schemas.recognised import Recognised, months_left
from domain.details import PersonDetails

EMPLOYMENT: Final = {"employed": "单位就业", "flexible": "灵活就业"}


class PaidMonth(FormPart):
    """What was paid for one month: the employer's share, or all that a flexible worker paid."""

    month = MonthOfYear("缴费月份", example="2024-01")
    pension = Yuan("养老保险(元)", example="672.00", default=0)
    medical = Yuan("医疗保险(元)", example="399.00", default=0)
    unemployment = Yuan("失业保险(元)", example="21.00", default=0)
    work_injury = Yuan("工伤保险(元)", example="0.00", default=0)
    maternity = Yuan("生育保险(元)", example="0.00", default=0)


class Insured(Recognised):
    """An insured person as first recognised."""

    months = Group(PaidMonth, many=True)


class SocialInsuranceFacts(FormPart):
    """How they work, and who they are."""

    employment = Choice("就业形式", EMPLOYMENT, example="employed")
    insured = Group(Insured, many=True, key="resident_id", zh="参保人")


class SocialInsuranceForm(ApplicationForm):
    """The whole form; insured persons become pseudonyms, their months to retirement are frozen here."""

    code = "social_insurance_subsidy"
    applicant = Group(PersonOrEmployer)
    facts = Group(SocialInsuranceFacts)

    def to_facts(self, form: dict[str, Any], reading: Reading) -> dict[str, Any]:
        """The facts, without a name or a number."""
        facts = form["facts"]
        insured = [_insured(person, reading) for person in facts["insured"]]
        return {"employment": facts["employment"], "insured": insured}

    def named(self, form: dict[str, Any]) -> tuple[PersonDetails, ...]:
        """The insured persons, but for one who applies alone: that one gave all details as applicant."""
        applicant = form["applicant"]["resident_id"]
        people = (details_of(person) for person in form["facts"]["insured"] if person["resident_id"] != applicant)
        return tuple(person for person in people if isinstance(person, PersonDetails))


def _insured(person: dict[str, Any], reading: Reading) -> dict[str, Any]:
    return {
        "person": reading.vault.pseudonym(person["resident_id"]),
        "first_recognised": msgspec.to_builtins(person["first_recognised"]),
        "months_to_retirement_at_first_recognition": months_left(person),
        "months_already_subsidised": person["months_already_subsidised"],
        "months": msgspec.to_builtins(person["months"]),
    }
