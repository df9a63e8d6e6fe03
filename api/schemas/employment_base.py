"""The forms of the base creation grant 一次性创建补助 and of the job-creation subsidy 创业带动就业补贴."""

from typing import Any, Final

import msgspec
from marshmallow import validates_schema

from api.schemas.fields import Choice, Day, Group, MonthOfYear, Whole, YesNo, said
from api.schemas.form import ApplicationForm, Reading, place_field
from api.schemas.people import EXAMPLE_USCC, Certified, FormPart, details_of
from api.schemas.texts import CertificateNumber, CreditCode, ResidentNumber
from domain.calendar import EndsBeforeItBegins, month_range
from domain.details import PersonDetails
from domain.programs.base_creation_grant import KINDS

EXAMPLE_OTHER: Final = "330502198506010007"
"""Somebody else who does not exist."""


class BaseOfEmployment(FormPart):
    """The base, as the officer found it."""

    base_uscc = CreditCode("基地统一社会信用代码", example=EXAMPLE_USCC)
    employs_directly = YesNo("是否以员工制组织就业", example=True)
    insures_employees = YesNo("是否为员工参加社会保险", example=True)
    meets_base_standard = YesNo("是否达到基地建设标准", example=True)
    still_running = YesNo("是否正常运营", example=True)
    certificate_valid = YesNo("残疾人证是否有效", example=True)


class BaseCreationFacts(BaseOfEmployment):
    """The base and its recognition."""

    kind = Choice("基地类型", KINDS, example="employment_startup_base")
    recognised_on = Day("达标认定日期", example="2024-01-15")
    pwd_employed = Whole("安排残疾人就业人数", example=6)


class Led(Certified):
    """A person whom the base brought into work; never the founder."""

    resident_id = ResidentNumber("公民身份号码", example=EXAMPLE_OTHER)
    certificate = CertificateNumber("残疾人证号", example=f"{EXAMPLE_OTHER}42")
    contract_from = Day("劳动合同起始日", example="2023-01-01")
    first_insured = MonthOfYear("参保起始月份", example="2023-01")
    last_insured = MonthOfYear("参保截止月份", example="2024-01")

    @validates_schema
    def ends_after_it_begins(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse an insurance that runs backwards."""
        first, last = data["first_insured"], data["last_insured"]
        if last < first:
            raise said(EndsBeforeItBegins(field="last_insured", first=first, last=last), "last_insured")


class JobCreationFacts(BaseOfEmployment):
    """The base and whom it employs."""

    counted_on = Day("核定人数日期", example="2024-02-01")
    led = Group(Led, many=True, zh="带动就业人员")


class BaseCreationForm(ApplicationForm):
    """The whole form of the base creation grant."""

    code = "base_creation_grant"
    place = place_field("330702")
    facts = Group(BaseCreationFacts)


class JobCreationForm(ApplicationForm):
    """The whole form of the job-creation subsidy."""

    code = "job_creation_subsidy"
    place = place_field("330702")
    facts = Group(JobCreationFacts)

    def to_facts(self, form: dict[str, Any], reading: Reading) -> dict[str, Any]:
        """The facts, without a name or a number."""
        facts: dict[str, Any] = msgspec.to_builtins(form["facts"] | {"led": []})
        return facts | {"led": [_led(each, reading) for each in form["facts"]["led"]]}

    def named(self, form: dict[str, Any]) -> tuple[PersonDetails, ...]:
        """Everybody whom the base brought into work."""
        people = (details_of(each) for each in form["facts"]["led"])
        return tuple(person for person in people if isinstance(person, PersonDetails))


def _led(led: dict[str, Any], reading: Reading) -> dict[str, Any]:
    return {
        "person": reading.vault.pseudonym(led["resident_id"]),
        "contract_from": led["contract_from"].isoformat(),
        "insured_months": msgspec.to_builtins(month_range(led["first_insured"], led["last_insured"])),
    }
