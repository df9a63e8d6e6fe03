"""The form of the social-insurance subsidy 社会保险补贴: insured persons, and for each one item per month paid."""

from typing import Any, Final

import msgspec
from marshmallow import validates_schema

from api.schemas.derived import months_to_retirement
from api.schemas.fields import Choice, Group, MonthOfYear, Whole, Yuan, said
from api.schemas.form import ApplicationForm, Reading, former_retirement_age
from api.schemas.people import Certified, FormPart, PersonOrEmployer, details_of
from domain.details import PersonDetails
from domain.errors import Refusal
from domain.identity import parse_resident_id

EMPLOYMENT: Final = {"employed": "单位就业", "flexible": "灵活就业"}


class PaidMonth(FormPart):
    """What was paid for one month: the employer's share, or all that a flexible worker paid."""

    month = MonthOfYear("缴费月份", example="2024-01")
    pension = Yuan("养老保险(元)", example="672.00", default=0)
    medical = Yuan("医疗保险(元)", example="399.00", default=0)
    unemployment = Yuan("失业保险(元)", example="21.00", default=0)
    work_injury = Yuan("工伤保险(元)", example="0.00", default=0)
    maternity = Yuan("生育保险(元)", example="0.00", default=0)


class Insured(Certified):
    """An insured person as first recognised."""

    former_retirement_age = former_retirement_age()
    first_recognised = MonthOfYear("首次认定就业困难月份", example="2023-01")
    months_already_subsidised = Whole("已享受补贴月数", example=12)
    months = Group(PaidMonth, many=True)

    @validates_schema
    def retirement_is_known(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse a person of whom the months to retirement cannot be told."""
        try:
            _months_left(data)
        except Refusal as refusal:
            raise said(refusal, refusal.field) from None


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
        "months_to_retirement_at_first_recognition": _months_left(person),
        "months_already_subsidised": person["months_already_subsidised"],
        "months": msgspec.to_builtins(person["months"]),
    }


def _months_left(person: dict[str, Any]) -> int | None:
    resident = parse_resident_id(person["resident_id"])
    return months_to_retirement(resident, person["former_retirement_age"], person["first_recognised"])
