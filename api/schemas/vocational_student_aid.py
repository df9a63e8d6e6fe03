"""The form of the vocational student aid 职业教育学生资助."""

from datetime import date
from typing import Any, Final

from api.schemas.derived import age_in_years
from api.schemas.fields import Choice, Group, Year, YesNo
from api.schemas.form import ApplicationForm, Reading
from api.schemas.people import FormPart
from domain.identity import parse_resident_id
from domain.programs.vocational_student_aid import SCHOOLING

LEVELS: Final = {"secondary": "中等职业教育", "higher": "高等职业教育"}


class StudentAidFacts(FormPart):
    """The student in one school year."""

    school_year = Year("学年起始年份", example=2023)
    level = Choice("就读层次", LEVELS, example="secondary")
    schooling = Choice("入学前文化程度", SCHOOLING, example="junior")
    enrolled = YesNo("是否注册学籍", example=True)
    certificate_valid = YesNo("残疾人证是否有效", example=True)


class StudentAidForm(ApplicationForm):
    """The whole form; the age follows from the resident ID."""

    code = "vocational_student_aid"
    facts = Group(StudentAidFacts)

    def to_facts(self, form: dict[str, Any], reading: Reading) -> dict[str, Any]:
        """The facts, with the age on the day of application."""
        day = form["applied_on"]
        age = age_in_years(parse_resident_id(form["applicant"]["resident_id"]).birth, day)
        return super().to_facts(form, reading) | {"applied_on": date.isoformat(day), "age": age}
