"""The forms of the training subsidies: course fee, living allowance, skill assessment, certificate."""

from datetime import date
from typing import Any

from api.schemas.derived import is_of_working_age
from api.schemas.fields import Day, Group, Whole, YesNo, Yuan
from api.schemas.form import AgedForm, ApplicationForm, Reading, former_retirement_age, place_field
from api.schemas.people import FormPart
from api.schemas.texts import Code
from domain.identity import parse_resident_id

_EARLIER = "本年已享受同类补贴次数"


class CourseFacts(FormPart):
    """One trainee in one course."""

    course = Code("班次代码", example="HZ-2024-017")
    starts_on = Day("开班日期", example="2024-01-08")
    ends_on = Day("结业日期", example="2024-02-02")
    class_days = Whole("上课天数", example=20)
    attended_days = Whole("出勤天数", example=19)
    employed_at_start = YesNo("开班时是否已就业", example=False)
    former_retirement_age = former_retirement_age()
    subsidised_this_year = Whole(_EARLIER, example=0, default=0)


class TrainingFeeFacts(CourseFacts):
    """The course with its type of work and fee."""

    category = Code("工种类别", example="B")
    fee = Yuan("实际培训费(元)", example="1350.50")


class CourseForm(AgedForm):
    """A form about a course; whether the trainee is of working age follows from the resident ID."""

    def to_facts(self, form: dict[str, Any], reading: Reading) -> dict[str, Any]:
        """The facts, with the answer on the first day of the course."""
        facts = super().to_facts(form, reading)
        person, day = parse_resident_id(form["applicant"]["resident_id"]), date.fromisoformat(facts["starts_on"])
        former_age = facts.pop("former_retirement_age")
        return facts | {"of_working_age": is_of_working_age(person, former_age, day, reading.law)}


class TrainingFeeForm(CourseForm):
    """The whole form of the training-fee subsidy 职业培训费补贴."""

    code = "training_fee_subsidy"
    place = place_field("430102")
    facts = Group(TrainingFeeFacts)


class TrainingLivingForm(CourseForm):
    """The whole form of the living allowance 培训期间生活费(含交通费)补贴."""

    code = "training_living_allowance"
    place = place_field("430102")
    facts = Group(CourseFacts)


class SkillAssessmentFacts(FormPart):
    """An assessment and its fee."""

    occupation = Code("职业(工种)代码", example="4-10-04-02")
    level = Whole("职业技能等级", example=5, note="1 至 5,5 为初级工")
    assessed_on = Day("鉴定日期", example="2024-02-20")
    passed = YesNo("是否合格", example=True)
    fee = Yuan("实际鉴定费(元)", example="180.00")
    subsidised_this_year = Whole(_EARLIER, example=0, default=0)


class SkillAssessmentForm(ApplicationForm):
    """The whole form of the skill-assessment subsidy 职业技能鉴定费补贴."""

    code = "skill_assessment_subsidy"
    place = place_field("430102")
    facts = Group(SkillAssessmentFacts)


class CertificateFacts(FormPart):
    """A certificate and the training before it."""

    occupation = Code("职业(工种)代码", example="4-10-04-02")
    level = Whole("职业技能等级", example=5, note="1 至 5,5 为初级工")
    issued_on = Day("发证日期", example="2024-02-26")
    verified = YesNo("证书是否查询属实", example=True)
    trained = YesNo("是否参加职业培训", example=True)
    subsidised_this_year = Whole(_EARLIER, example=0, default=0)


class CertificateForm(ApplicationForm):
    """The whole form of the certificate subsidy 取证补贴."""

    code = "certificate_subsidy"
    place = place_field("140828")
    facts = Group(CertificateFacts)
