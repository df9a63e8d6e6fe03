"""The form of the job-search grant 求职创业补贴."""

from datetime import date
from typing import Any

from api.schemas.fields import Day, Group, Whole, YesNo
from api.schemas.form import ApplicationForm, Reading, place_field
from api.schemas.people import FormPart


class JobSearchFacts(FormPart):
    """The graduate, as the school confirms."""

    graduates_on = Day("毕业日期", example="2025-06-30")
    full_time = YesNo("是否全日制", example=True, note="自考、成教填否")
    reviewed_by_class = YesNo("是否经班级评议", example=True, note="仅部分地区要求", default=False)
    certificate_valid = YesNo("残疾人证是否有效", example=True)
    grants_received = Whole("已享受求职创业补贴次数", example=0, default=0)


class JobSearchForm(ApplicationForm):
    """The whole form; the day of application is the day on which the school got it."""

    code = "job_search_grant"
    place = place_field("430102")
    facts = Group(JobSearchFacts)

    def to_facts(self, form: dict[str, Any], reading: Reading) -> dict[str, Any]:
        """The facts, with the day of application."""
        return super().to_facts(form, reading) | {"applied_on": date.isoformat(form["applied_on"])}
