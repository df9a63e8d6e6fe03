"""The form of the over-quota reward 超比例安排残疾人就业奖励: staff by month, and the roster of who counts when."""

from datetime import date
from typing import Any, Final

from marshmallow import validates_schema

from api.schemas.fields import Group, MonthOfYear, Whole, Year, YesNo, said
from api.schemas.form import ApplicationForm, Reading, place_field
from api.schemas.people import Certified, Employer, FormPart, named_of
from domain.calendar import EndsBeforeItBegins, Month, month_range
from domain.counting import count_weight
from domain.details import PersonDetails
from domain.errors import Refusal
from domain.identity import parse_disability_certificate
from domain.programs.over_quota_per_head import TARIFF

_ANSWERS: Final = (
    "fiscally_funded",
    "centralised",
    "waived",
    "levy_filed_first",
    "meets_conditions",
    "rests_on_certification",
)


class TwoCertificates(Refusal):
    """名册中同一人填写了两个不同的残疾人证号,请以现行有效的一个为准。

    The same person stands on the roster with two certificates: keep the one that is valid.
    """


class StaffByMonth(FormPart):
    """Staff in post, month by month."""

    m1 = Whole("1月在职职工人数", example=60)
    m2 = Whole("2月在职职工人数", example=60)
    m3 = Whole("3月在职职工人数", example=60)
    m4 = Whole("4月在职职工人数", example=60)
    m5 = Whole("5月在职职工人数", example=60)
    m6 = Whole("6月在职职工人数", example=60)
    m7 = Whole("7月在职职工人数", example=60)
    m8 = Whole("8月在职职工人数", example=60)
    m9 = Whole("9月在职职工人数", example=60)
    m10 = Whole("10月在职职工人数", example=60)
    m11 = Whole("11月在职职工人数", example=60)
    m12 = Whole("12月在职职工人数", example=60)


class Placement(Certified):
    """A person whom the certification counts, from one month to another."""

    first_month = MonthOfYear("计入起始月份", example="2023-01")
    last_month = MonthOfYear("计入截止月份", example="2023-12")

    @validates_schema
    def ends_after_it_begins(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse a period that runs backwards."""
        first, last = data["first_month"], data["last_month"]
        if last < first:
            raise said(EndsBeforeItBegins(field="last_month", first=first, last=last), "last_month")


class OverQuotaRewardFacts(FormPart):
    """One employer-year as certified."""

    year = Year("安排残疾人就业年度", example=2023)
    fiscally_funded = YesNo("是否财政供养单位", example=False, default=False)
    centralised = YesNo("是否集中就业单位", example=False, default=False)
    waived = YesNo("是否选择放弃奖励", example=False, note="仅部分地区要求", default=False)
    levy_filed_first = YesNo("选择前是否已申报保障金", example=False, note="仅部分地区要求", default=False)
    meets_conditions = YesNo("是否达到当地奖励条件", example=False, note="仅部分地区要求", default=False)
    rests_on_certification = YesNo("是否以联网认证为据", example=False, note="该年度已认证的须填是", default=False)
    staff_by_month = Group(StaffByMonth)
    placements = Group(Placement, many=True, zh="残疾职工")

    @validates_schema
    def each_person_has_one_certificate(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse a person with two certificates, of which the weight would depend; a certification tells them apart."""
        if data["rests_on_certification"]:
            return
        known: dict[str, str] = {}
        for one in data["placements"]:
            if known.setdefault(one["resident_id"], one["certificate"]) != one["certificate"]:
                raise said(TwoCertificates(field="placements"), "placements")


class OverQuotaRewardForm(ApplicationForm):
    """The whole form; weights follow from the certificates by the law of the year's last day."""

    code = "over_quota_reward"
    place = place_field("430104")
    applicant = Group(Employer)
    facts = Group(OverQuotaRewardFacts)

    def to_facts(self, form: dict[str, Any], reading: Reading) -> dict[str, Any]:
        """The facts, with one placement per person and weight, and no name or number."""
        facts = form["facts"]
        months: dict[tuple[str, int], list[Month]] = {}
        certified: dict[str, dict[str, Any]] = {}
        for one in facts["placements"]:
            person = reading.vault.pseudonym(one["resident_id"])
            weight = _weight(one["certificate"], facts["year"], reading)
            months.setdefault((person, weight), []).extend(month_range(one["first_month"], one["last_month"]))
            certified[person] = {"person": person, **_category_and_grade(one["certificate"])}
        return {
            "year": facts["year"],
            "staff_by_month": [facts["staff_by_month"][f"m{number}"] for number in range(1, 13)],
            "placements": [
                {"person": person, "weight": weight, "months": [_plain(month) for month in counted]}
                for (person, weight), counted in months.items()
            ],
            "certified": list(certified.values()) if _by_tariff(facts["year"], reading) else [],
            **{name: facts[name] for name in _ANSWERS},
        }

    def named(self, form: dict[str, Any]) -> tuple[PersonDetails, ...]:
        """Everybody on the roster, each once."""
        return named_of(form["facts"]["placements"])


def _weight(certificate: str, year: int, reading: Reading) -> int:
    grade = parse_disability_certificate(certificate).grade
    return count_weight(reading.law, date(year, 12, 31), disability_grade=grade)


def _category_and_grade(certificate: str) -> dict[str, int]:
    parsed = parse_disability_certificate(certificate)
    return {"category": int(parsed.category), "grade": parsed.grade}


def _by_tariff(year: int, reading: Reading) -> bool:
    """Only a tariff needs the certificates; elsewhere they stay in the vault."""
    family = reading.law.find("formula", date(year, 12, 31))
    return family is not None and family.text == TARIFF


def _plain(month: Month) -> dict[str, int]:
    return {"year": month.year, "month": month.month}
