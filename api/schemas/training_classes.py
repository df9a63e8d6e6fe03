"""The forms of training classes 培训班, paid to their organiser: one item per trainee."""

from typing import Any

import msgspec
from marshmallow import validates_schema

from api.schemas.derived import category_of, is_of_working_age
from api.schemas.fields import Day, Group, Whole, YesNo, Yuan, said
from api.schemas.form import ApplicationForm, Reading, former_retirement_age, place_field
from api.schemas.people import Certified, Employer, FormPart, details_of
from api.schemas.texts import Code
from domain.details import PersonDetails
from domain.errors import Refusal
from domain.identity import parse_resident_id


class Trainee(Certified):
    """A certified person for whom a place in the class was used."""

    former_retirement_age = former_retirement_age()
    attended_days = Whole("出勤天数", example=9)
    by_family = YesNo("是否由家庭成员参加", example=False, default=False)
    rural = YesNo("是否农村残疾人", example=True, default=False)
    in_difficulty = YesNo("是否困难残疾人", example=True, default=False)
    blind = YesNo("是否盲人", example=True, default=False)

    @validates_schema
    def age_goes_with_the_person(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse a former retirement age that is not that of the trainee's sex."""
        try:
            category_of(parse_resident_id(data["resident_id"]), data["former_retirement_age"])
        except Refusal as refusal:
            raise said(refusal, "former_retirement_age") from None


class TrainingClassFacts(FormPart):
    """The class."""

    course = Code("班次代码", example="XX-2024-003")
    starts_on = Day("开班日期", example="2024-03-04")
    ends_on = Day("结业日期", example="2024-03-15")
    class_days = Whole("上课天数", example=10)
    cost = Yuan("全班实际培训成本(元)", example="4000.00")
    charged = Yuan("向参训人员收取的费用(元)", example="0.00", default=0)
    designated = YesNo("是否定点培训机构", example=True, default=False)
    turned_away = Whole("有需求未安排人数", example=0, default=0)
    trainees_elsewhere = Whole("其他县市区参训人数", example=0, note="合并办班的填写", default=0)
    trainees = Group(Trainee, many=True, zh="参训人")


class TrainingClassForm(ApplicationForm):
    """A form about a class; whether a trainee is of working age follows from the resident ID."""

    applicant = Group(Employer)
    facts = Group(TrainingClassFacts)

    def to_facts(self, form: dict[str, Any], reading: Reading) -> dict[str, Any]:
        """The facts, without a name or a number."""
        facts: dict[str, Any] = msgspec.to_builtins(form["facts"] | {"trainees": []})
        day = form["facts"]["starts_on"]
        return facts | {"trainees": [_trainee(each, day, reading) for each in form["facts"]["trainees"]]}

    def named(self, form: dict[str, Any]) -> tuple[PersonDetails, ...]:
        """Everybody for whom a place was used."""
        people = (details_of(each) for each in form["facts"]["trainees"])
        return tuple(person for person in people if isinstance(person, PersonDetails))


class RuralTrainingForm(TrainingClassForm):
    """The whole form of rural practical training 农村残疾人实用技术培训补助."""

    code = "rural_practical_training"
    place = place_field("140828")


class BlindMassageTrainingForm(TrainingClassForm):
    """The whole form of blind-massage training 盲人按摩培训补助."""

    code = "blind_massage_training"
    place = place_field("430102")


class SpecialClassForm(TrainingClassForm):
    """The whole form of special training classes 残疾人专项培训班补助."""

    code = "special_class_training"
    place = place_field("430102")


def _trainee(trainee: dict[str, Any], day: Any, reading: Reading) -> dict[str, Any]:
    resident = parse_resident_id(trainee["resident_id"])
    stated = {name: trainee[name] for name in ("attended_days", "by_family", "rural", "in_difficulty", "blind")}
    return stated | {
        "person": reading.vault.pseudonym(trainee["resident_id"]),
        "of_working_age": is_of_working_age(resident, trainee["former_retirement_age"], day, reading.law),
    }
