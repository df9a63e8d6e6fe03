"""The forms of facility support 就业帮扶设施扶持, accessibility 无障碍改造补助 and PWD Homes 残疾人之家服务补贴."""

from typing import Any

import msgspec

from api.schemas.fields import Choice, Day, Group, MonthOfYear, Whole, YesNo, Yuan
from api.schemas.form import ApplicationForm, Reading, place_field
from api.schemas.people import Certified, Employer, FormPart, details_of
from domain.details import PersonDetails
from domain.programs.facility_support_grant import KINDS


class FacilitySupportFacts(FormPart):
    """The facility as inspected."""

    kind = Choice("设施类型", KINDS, example="support_workshop")
    inspected_on = Day("核查日期", example="2024-03-15")
    meets_standard = YesNo("是否符合建设标准", example=True)
    still_running = YesNo("是否正常运营", example=True)
    pwd_served = Whole("安排、带动或者培训残疾人数", example=6)
    cost = Yuan("实际建设和设备费用(元)", example="0.00", note="按费用扶持的填写", default=0)


class FacilitySupportForm(ApplicationForm):
    """The whole form of the facility support grant."""

    code = "facility_support_grant"
    place = place_field("140105")
    applicant = Group(Employer)
    facts = Group(FacilitySupportFacts)


class AccessibilityFacts(FormPart):
    """The works and the staff."""

    finished_on = Day("改造完工日期", example="2024-02-20")
    accepted = YesNo("是否经验收", example=True)
    cost = Yuan("实际改造费用(元)", example="60000.00")
    staff = Whole("完工当月在职职工人数", example=40)
    pwd_staff = Whole("完工当月残疾职工人数", example=12)
    blind_massage = YesNo("是否盲人按摩机构", example=False, default=False)
    last_granted_for = Day("上次获补助的完工日期", example=None, note="第一次申请的不填", default=None)


class AccessibilityForm(ApplicationForm):
    """The whole form of the accessibility grant."""

    code = "accessibility_grant"
    applicant = Group(Employer)
    facts = Group(AccessibilityFacts)


class Attendance(Certified):
    """A person and the days on which they came."""

    month = MonthOfYear("服务月份", example="2024-01")
    days = Whole("到达天数", example=18)


class StarSubsidyFacts(FormPart):
    """The rating and the attendance."""

    stars = Whole("星级", example=3, note="1 至 5")
    rated_on = Day("星级评定日期", example="2023-06-01")
    rating_until = Day("星级有效期至", example="2026-05-31")
    attendance = Group(Attendance, many=True, zh="服务对象")


class StarSubsidyForm(ApplicationForm):
    """The whole form of the PWD-Home star subsidy; one item per person and month."""

    code = "pwd_home_star_subsidy"
    place = place_field("330702")
    applicant = Group(Employer)
    facts = Group(StarSubsidyFacts)

    def to_facts(self, form: dict[str, Any], reading: Reading) -> dict[str, Any]:
        """The facts by month, without a name or a number."""
        facts = form["facts"]
        months: dict[Any, list[dict[str, Any]]] = {}
        for one in facts["attendance"]:
            person = reading.vault.pseudonym(one["resident_id"])
            months.setdefault(one["month"], []).append({"person": person, "days": one["days"]})
        return {
            "stars": facts["stars"],
            "rated_on": facts["rated_on"].isoformat(),
            "rating_until": facts["rating_until"].isoformat(),
            "months": [
                {"month": msgspec.to_builtins(month), "attendance": attendance} for month, attendance in months.items()
            ],
        }

    def named(self, form: dict[str, Any]) -> tuple[PersonDetails, ...]:
        """Everybody who came, each once."""
        people = (details_of(one) for one in form["facts"]["attendance"])
        return tuple({one.resident_id: one for one in people if isinstance(one, PersonDetails)}.values())
