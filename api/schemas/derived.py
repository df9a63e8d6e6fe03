"""What a form leaves to be worked out from a resident ID: ages and statutory retirement, by the law of a day."""

from datetime import date
from typing import Final

from domain.calendar import Month, WorkerCategory, months_between, retirement_month
from domain.errors import Refusal
from domain.identity import ResidentId, Sex
from domain.programs.terms import months_after
from domain.statutes.book import Law

FORMER_AGES: Final = {"60": "60", "55": "55", "50": "50"}
"""The retirement ages before the reform of 2025, which still tell the three categories apart."""

EXTENSION_MATTERS_BELOW: Final = 60
"""From this many months before retirement on, nobody needs the figure (see SocialInsuranceFacts)."""

_WOMEN: Final = {"55": WorkerCategory.FEMALE_55, "50": WorkerCategory.FEMALE_50}


class FormerRetirementAgeMissing(Refusal):
    """女性须填写原法定退休年龄:55(管理技术岗位)或 50(工人岗位)。

    For a woman the former statutory retirement age is needed: 55 (staff) or 50 (workers).
    """

    rule = "关于实施渐进式延迟法定退休年龄的决定(2024-09-13)"


class FormerRetirementAgeOfWomen(Refusal):
    """男性的原法定退休年龄为 60 周岁。

    The former statutory retirement age of men is 60.
    """

    rule = "关于实施渐进式延迟法定退休年龄的决定(2024-09-13)"


class RetiredBeforeRecognition(Refusal):
    """首次认定月份 {month} 不早于法定退休月份。

    The month of first recognition, {month}, does not lie before the statutory retirement month.
    """


def category_of(person: ResidentId, former_age: str) -> WorkerCategory:
    """The retirement category by sex and former age; refuses an age that does not go with the sex."""
    field = "former_retirement_age"
    if person.sex is Sex.MALE:
        if former_age in _WOMEN:
            raise FormerRetirementAgeOfWomen(field=field)
        return WorkerCategory.MALE
    if former_age not in _WOMEN:
        raise FormerRetirementAgeMissing(field=field)
    return _WOMEN[former_age]


def age_in_years(birth: date, day: date) -> int:
    """Full years of age: a year is full on the birthday (29 February: on the 28th in common years)."""
    age = day.year - birth.year
    return age if months_after(birth, 12 * age) <= day else age - 1


def has_retired(person: ResidentId, former_age: str, day: date) -> bool:
    """Whether the statutory retirement age is reached on the day, by the law of that day."""
    month = retirement_month(Month.of(person.birth), category_of(person, former_age), as_of=day)
    return day >= month.first_day.replace(day=min(person.birth.day, month.last_day.day))


def is_of_working_age(person: ResidentId, former_age: str, day: date, law: Law) -> bool:
    """Old enough for work, and not yet of statutory retirement age."""
    youngest = law.at("working_age_from", day).count
    return age_in_years(person.birth, day) >= youngest and not has_retired(person, former_age, day)


def months_to_retirement(person: ResidentId, former_age: str, recognised: Month) -> int | None:
    """Months from first recognition to the statutory retirement month, by the law of then; None where it is far."""
    category = category_of(person, former_age)
    month = retirement_month(Month.of(person.birth), category, as_of=recognised.first_day)
    left = months_between(recognised, month)
    if left <= 0:
        raise RetiredBeforeRecognition(field="first_recognised", month=recognised)
    return left if left < EXTENSION_MATTERS_BELOW else None
