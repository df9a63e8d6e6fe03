"""The forms of the internship subsidy 就业见习补贴 and of the retention bonus 见习留用补差: one item per intern."""

from typing import Any, Final

import msgspec
from marshmallow import validates_schema

from api.schemas.derived import age_in_years
from api.schemas.fields import Choice, Day, Group, MonthOfYear, Whole, YesNo, Yuan, said
from api.schemas.form import ApplicationForm, Reading, place_field
from api.schemas.people import Certified, Employer, FormPart, details_of
from domain.calendar import EndsBeforeItBegins, Month, month_range
from domain.details import PersonDetails
from domain.identity import parse_resident_id

OUTCOMES: Final = {"kept": "留用", "left": "未留用"}


class InternSpan(Certified):
    """An intern, and the first and last month of the internship."""

    first_month = MonthOfYear("见习起始月份", example="2024-09")
    last_month = MonthOfYear("见习截止月份", example="2025-08")

    @validates_schema
    def ends_after_it_begins(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse an internship that runs backwards."""
        first, last = data["first_month"], data["last_month"]
        if last < first:
            raise said(EndsBeforeItBegins(field="last_month", first=first, last=last), "last_month")


class Intern(InternSpan):
    """An intern as the employer reports them."""

    left_school_on = Day("离校日期", example="2024-07-01", note="高校毕业生填写,失业青年不填", default=None)
    unemployed_before = YesNo("见习前是否未就业", example=True)
    months_already_subsidised = Whole("已享受见习补贴月数", example=0, default=0)
    insurance_paid = Yuan("实付人身意外伤害保险费(元)", example="240.00", default=0)


class InternshipFacts(FormPart):
    """The interns."""

    interns = Group(Intern, many=True, zh="见习人员")


class KeptIntern(InternSpan):
    """An intern at the end of the internship."""

    outcome = Choice("期满是否留用", OUTCOMES, example="kept")


class RetentionFacts(FormPart):
    """Everybody whose internship ended, kept or not."""

    ended_on = Day("最后一批期满日期", example="2025-08-31")
    interns = Group(KeptIntern, many=True, zh="见习人员")


class RosterForm(ApplicationForm):
    """A form of an employer with a roster of interns."""

    place = place_field("140828")
    applicant = Group(Employer)

    def named(self, form: dict[str, Any]) -> tuple[PersonDetails, ...]:
        """Everybody on the roster."""
        people = (details_of(intern) for intern in form["facts"]["interns"])
        return tuple(person for person in people if isinstance(person, PersonDetails))


class InternshipForm(RosterForm):
    """The whole form of the internship subsidy; ages follow from the resident IDs."""

    code = "internship_subsidy"
    facts = Group(InternshipFacts)

    def to_facts(self, form: dict[str, Any], reading: Reading) -> dict[str, Any]:
        """The facts, without a name or a number."""
        return {"interns": [_intern(intern, reading) for intern in form["facts"]["interns"]]}


class RetentionForm(RosterForm):
    """The whole form of the retention bonus."""

    code = "internship_retention_bonus"
    place = place_field("330521")
    facts = Group(RetentionFacts)

    def to_facts(self, form: dict[str, Any], reading: Reading) -> dict[str, Any]:
        """The facts, without a name or a number."""
        interns = [
            {
                "person": reading.vault.pseudonym(intern["resident_id"]),
                "months": _months(intern),
                "outcome": intern["outcome"],
            }
            for intern in form["facts"]["interns"]
        ]
        return {"ended_on": form["facts"]["ended_on"].isoformat(), "interns": interns}


def _intern(intern: dict[str, Any], reading: Reading) -> dict[str, Any]:
    first: Month = intern["first_month"]
    left = intern["left_school_on"]
    return {
        "person": reading.vault.pseudonym(intern["resident_id"]),
        "left_school_on": left.isoformat() if left else None,
        "age": age_in_years(parse_resident_id(intern["resident_id"]).birth, first.first_day),
        "unemployed_before": intern["unemployed_before"],
        "months": _months(intern),
        "months_already_subsidised": intern["months_already_subsidised"],
        "insurance_paid": intern["insurance_paid"],
    }


def _months(intern: dict[str, Any]) -> Any:
    return msgspec.to_builtins(month_range(intern["first_month"], intern["last_month"]))
