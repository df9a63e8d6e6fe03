"""The form of the one-off start-up grant 一次性创业补贴."""

from datetime import date
from typing import Any

from api.schemas.derived import age_in_years, has_retired
from api.schemas.fields import Day, Group, Whole, YesNo
from api.schemas.form import AgedForm, Reading, former_retirement_age
from api.schemas.people import EXAMPLE_USCC, FormPart
from api.schemas.texts import CreditCode
from domain.identity import parse_resident_id


class StartupGrantFacts(FormPart):
    """The business, and what the officer checked about the applicant."""

    business_uscc = CreditCode("创办主体统一社会信用代码", example=EXAMPLE_USCC)
    registered_on = Day("登记日期", example="2023-04-10")
    running_since = Day("正常经营起始日", example="2023-05-01")
    still_running = YesNo("是否正常经营", example=True)
    founders = Whole("持证残疾人创办者人数", example=1, note="含申请人本人", default=1)
    certificate_valid = YesNo("残疾人证是否有效", example=True)
    former_retirement_age = former_retirement_age()
    grants_received = Whole("已享受一次性创业补贴次数", example=0)


class StartupGrantForm(AgedForm):
    """The whole form; age and retirement follow from the resident ID."""

    code = "startup_grant"
    facts = Group(StartupGrantFacts)

    def to_facts(self, form: dict[str, Any], reading: Reading) -> dict[str, Any]:
        """The facts, with the age on the day of application."""
        facts = super().to_facts(form, reading)
        former_age = facts.pop("former_retirement_age")
        person, day = parse_resident_id(form["applicant"]["resident_id"]), form["applied_on"]
        return facts | {
            "applied_on": date.isoformat(day),
            "age_in_years_on_application": age_in_years(person.birth, day),
            "reached_retirement": has_retired(person, former_age, day),
        }
