"""Head-counts: who weighs one and who weighs two, and the averages of a year as exact fractions."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Final

import msgspec

from domain.calendar import Month
from domain.errors import Refusal
from domain.statutes.book import Law

MONTHS_IN_YEAR: Final = 12
_WEIGHTS: Final = (1, 2)
_PLACES: Final = 6
_DISABILITY_GRADES: Final = range(1, 5)
_SOLDIER_GRADES: Final = range(1, 9)


class WeightNotPossible(Refusal):
    """残疾人只能按 1 人或 2 人计算,不能按 {weight} 人计算。

    A person counts as one or as two, never as {weight}.
    """

    rule = "财税〔2015〕72号 第七条"


class MonthOutsideYear(Refusal):
    """{month} 不在 {year} 年内,不能计入该年度的安排人数。

    {month} lies outside {year} and cannot count towards that year.
    """


class PersonCountedTwice(Refusal):
    """同一残疾人在 {month} 重复填报;同一人同一月只能计入一次。

    The same person stands twice in {month}; a person counts once in a month.
    """

    rule = "财政部公告2019年第98号 二"


class StaffMonthsIncomplete(Refusal):
    """在职职工人数须逐月填报 12 个月且不得为负数,现填报了「{given}」。

    The staff head-count needs twelve monthly numbers, none negative; given: "{given}".
    """


class NoStaffInYear(Refusal):
    """全年没有在职职工,无法计算安排残疾人就业的比例。

    There was no staff in the whole year, so there is no placement ratio.
    """


class CertificateMissing(Refusal):
    """没有残疾人证或残疾军人证,不能计入安排残疾人就业人数。

    Without a disability certificate or a disabled-soldier certificate a person does not count.
    """

    rule = "财税〔2015〕72号 第七条"


class GradeNotKnown(Refusal):
    """{certificate}没有 {grade} 级。

    A {field} of {grade} does not exist.
    """


class CountedPlacement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A person (pseudonym) whom the certification counts for an employer, the weight, and the months that count."""

    person: str
    weight: int
    months: tuple[Month, ...]


def count_weight(
    law: Law,
    day: date,
    *,
    disability_grade: int | None = None,
    disability_category: int | None = None,
    soldier_grade: int | None = None,
) -> int:
    """How many a certificate holder counts as on that day: two for the severe grades of the law, otherwise one.

    Older local rules name categories (blind persons) instead of grades; where the category is not given they give one.
    Two certificates do not add up. Raises CertificateMissing without any, GradeNotKnown for a grade that is not issued.
    """
    if disability_grade is None and soldier_grade is None:
        raise CertificateMissing(field="certificate")
    _check_grade("disability_grade", "残疾人证", disability_grade, _DISABILITY_GRADES)
    _check_grade("soldier_grade", "残疾军人证", soldier_grade, _SOLDIER_GRADES)
    double = law.at("count_weight", day).table
    severe = (
        disability_grade in double["disability_certificate_double"]
        or soldier_grade in double["soldier_certificate_double"]
        or any(
            disability_category == one["category"] and disability_grade in one["grades"]
            for one in double.get("categories_double", ())
        )
    )
    return 2 if severe else 1


def _check_grade(field: str, certificate: str, grade: int | None, grades: range) -> None:
    if grade is not None and grade not in grades:
        raise GradeNotKnown(field=field, certificate=certificate, grade=grade)


def person_months(placements: Iterable[CountedPlacement], year: int) -> tuple[tuple[str, Month], ...]:
    """Every person and month that counts, sorted; raises if a weight, a month or a repetition is impossible."""
    seen: set[tuple[str, Month]] = set()
    for index, placement in enumerate(placements):
        field = f"placements[{index}]"
        if placement.weight not in _WEIGHTS:
            raise WeightNotPossible(field=f"{field}.weight", weight=placement.weight)
        for month in placement.months:
            if month.year != year:
                raise MonthOutsideYear(field=f"{field}.months", month=month, year=year)
            if (placement.person, month) in seen:
                raise PersonCountedTwice(field=f"{field}.months", month=month)
            seen.add((placement.person, month))
    return tuple(sorted(seen))


def counted_average(placements: tuple[CountedPlacement, ...], year: int) -> Fraction:
    """The counted head-count of the year: weight times months, over twelve."""
    person_months(placements, year)
    return Fraction(sum(p.weight * len(p.months) for p in placements), MONTHS_IN_YEAR)


def staff_average(staff_by_month: tuple[int, ...]) -> Fraction:
    """The staff head-count of the year: the sum of its twelve months, over twelve; raises if there was no staff."""
    if len(staff_by_month) != MONTHS_IN_YEAR or min(staff_by_month) < 0:
        given = ", ".join(map(str, staff_by_month))
        raise StaffMonthsIncomplete(field="staff_by_month", given=given)
    total = sum(staff_by_month)
    if not total:
        raise NoStaffInYear(field="staff_by_month")
    return Fraction(total, MONTHS_IN_YEAR)


def shown_fraction(value: Fraction) -> str:
    """The exact number for people: a decimal of at most six places, or the fraction and about how much it is."""
    if (value * 10**_PLACES).denominator == 1:
        return _decimal(value, _PLACES)
    return f"{value}(约 {_decimal(value, 4)})"


def _decimal(value: Fraction, places: int) -> str:
    digits = abs(round(value * 10**places))
    whole, rest = divmod(digits, 10**places)
    text = f"{whole}.{rest:0{places}d}".rstrip("0").rstrip(".")
    return f"-{text}" if value < 0 and digits else text
