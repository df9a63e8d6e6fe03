"""Vocational student aid 职业教育学生资助: a yearly sum for persons with disabilities in vocational education."""

from datetime import date
from typing import Annotated, Final, Literal

from msgspec import Meta

from domain.money import shown
from domain.programs.base import Claim, Facts, Programme
from domain.programs.conditions import require, require_certificate
from domain.statutes.book import Law
from domain.working import Decision, Working

CODE: Final = "vocational_student_aid"
FORMULA: Final = "vocational_student_aid/2022"
SCHOOLING: Final = {"none": "初中以下", "junior": "初中", "senior": "高中", "higher": "大专以上"}

Natural = Annotated[int, Meta(ge=0)]


class StudentAidFacts(Facts, frozen=True, kw_only=True):
    """The student in one school year, which begins in the calendar year `school_year`.

    `schooling` is what was finished before, `level` the vocational school that is attended; `age` is in full years.
    """

    applied_on: date
    school_year: Natural
    level: Literal["secondary", "higher"]
    schooling: Literal["none", "junior", "senior", "higher"]
    enrolled: bool
    age: Natural
    certificate_valid: bool


def law_day(facts: StudentAidFacts) -> date:
    """The day of application."""
    return facts.applied_on


def decide(facts: StudentAidFacts, law: Law) -> Decision:
    """A young adult with the schooling that the plan names, enrolled; then the yearly sum of the level."""
    working = Working(FORMULA, law, law_day(facts))
    require_certificate(working, valid=facts.certificate_valid)
    _person(working, facts)
    require(
        working,
        "须已注册学籍",
        "enrolment_required",
        met=facts.enrolled,
        code="not_enrolled",
        zh="没有注册学籍",
        en="not enrolled",
    )
    amount = working.uses("每学年资助标准", f"yearly.{facts.level}")
    working.step("资助金额", f"{facts.school_year} 学年定额", shown(amount.fen), by=amount)
    return working.decide(amount.fen)


def _person(working: Working, facts: StudentAidFacts) -> None:
    ages = working.law.at("ages", working.law_day)
    first, last = ages.table["from"], ages.table["to"]
    working.step("青壮年年龄", ages.key, f"{first} 至 {last} 周岁{'(演示值)' if ages.is_demo else ''}", by=ages)
    if not first <= facts.age <= last:
        working.refuse("age_outside", f"{facts.age} 周岁,不在年龄范围内", f"{facts.age} is outside the ages", by=ages)
    if working.law.find("schooling", working.law_day) is None:
        return
    schooling = working.law.at("schooling", working.law_day)
    named = [SCHOOLING[name] for name in schooling.table["names"]]
    working.step("文化程度", schooling.key, "、".join(named), by=schooling)
    if SCHOOLING[facts.schooling] not in named:
        working.refuse(
            "schooling_outside",
            f"文化程度为{SCHOOLING[facts.schooling]},不在资助范围内",
            f"schooling is {facts.schooling}, which is not aided",
            by=schooling,
        )


def claims(facts: StudentAidFacts, subject: str) -> tuple[Claim, ...]:
    """One school year once."""
    return (Claim(kind="cost", subject=subject, item=CODE, period=str(facts.school_year)),)


PROGRAMME: Final = Programme(
    code=CODE,
    name_zh="职业教育学生资助",
    name_en="Vocational student aid",
    beneficiary="person",
    facts=StudentAidFacts,
    decide=decide,
    law_day=law_day,
    last_day=law_day,
    claims=claims,
    rules=("P1-042",),
)
