"""The forms of work on one's own account: the monthly subsidy 自主创业和灵活就业, and equipment 设施设备."""

from datetime import date
from typing import Any

import msgspec

from api.schemas.derived import is_of_working_age
from api.schemas.fields import Choice, Day, Group, MonthOfYear, Whole, YesNo, Yuan
from api.schemas.form import AgedForm, ApplicationForm, Reading, former_retirement_age, place_field
from api.schemas.people import EXAMPLE_USCC, FormPart
from api.schemas.texts import CreditCode
from domain.identity import parse_resident_id
from domain.programs import equipment_grant, flexible_employment_subsidy


class OwnWorkMonth(FormPart):
    """One month of one's own work."""

    month = MonthOfYear("就业月份", example="2024-01")
    income = Yuan("当月申报收入(元)", example="1800.00")
    employed = YesNo("当月是否由单位参保", example=False, default=False)


class FlexibleEmploymentFacts(FormPart):
    """What somebody works at, and since when."""

    kind = Choice("就业方式", flexible_employment_subsidy.KINDS, example="flexible")
    registered_on = Day("登记日期", example="2023-05-10")
    certificate_valid = YesNo("残疾人证是否有效", example=True)
    former_retirement_age = former_retirement_age()
    months_already_subsidised = Whole("已享受补贴月数", example=0)
    months = Group(OwnWorkMonth, many=True)


class FlexibleEmploymentForm(AgedForm):
    """The whole form; whether the applicant is of working age follows from the resident ID."""

    code = "flexible_employment_subsidy"
    place = place_field("140105")
    facts = Group(FlexibleEmploymentFacts)

    def to_facts(self, form: dict[str, Any], reading: Reading) -> dict[str, Any]:
        """The facts, with the answer on the day of application."""
        facts = super().to_facts(form, reading)
        person, former_age = parse_resident_id(form["applicant"]["resident_id"]), facts.pop("former_retirement_age")
        return facts | {"of_working_age": is_of_working_age(person, former_age, form["applied_on"], reading.law)}


class Equipment(FormPart):
    """One purchase."""

    kind = Choice("类别", equipment_grant.KINDS, example="production")
    bought_on = Day("购置日期", example="2023-11-20")
    price = Yuan("发票金额(元)", example="6800.00")
    in_use = YesNo("现场核查是否在用", example=True)


class EquipmentGrantFacts(FormPart):
    """The business and what was bought for it."""

    business_uscc = CreditCode("经营主体统一社会信用代码", example=EXAMPLE_USCC, note="灵活就业的不填", default="")
    certificate_valid = YesNo("残疾人证是否有效", example=True)
    still_running = YesNo("是否正常经营", example=True)
    bought = Group(Equipment, many=True, zh="设备")


class EquipmentGrantForm(ApplicationForm):
    """The whole form."""

    code = "equipment_grant"
    place = place_field("140105")
    facts = Group(EquipmentGrantFacts)

    def to_facts(self, form: dict[str, Any], reading: Reading) -> dict[str, Any]:
        """The facts, with the day of application."""
        plain: dict[str, Any] = msgspec.to_builtins(form["facts"])
        return plain | {"applied_on": date.isoformat(form["applied_on"])}
