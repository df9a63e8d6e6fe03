"""PWD-Home star subsidy 残疾人之家服务补贴: by stars, for every person who came often enough in a month."""

from datetime import date
from typing import Annotated, Final

import msgspec

from domain.calendar import Month
from domain.errors import Refusal
from domain.money import shown
from domain.programs.base import Claim, Facts, Programme
from domain.programs.monthly_law import MonthlyLaw
from domain.statutes.book import Law
from domain.working import Decision, Instalment, Working

CODE: Final = "pwd_home_star_subsidy"
FORMULA: Final = "pwd_home_star_subsidy/2022"
ITEM: Final = "pwd_home_service"

MOST_STARS: Final = 5

Natural = Annotated[int, msgspec.Meta(ge=0)]


class NobodyServed(Refusal):
    """没有填报服务月份和人员。

    No month with a person served was given.
    """


class ServedTwice(Refusal):
    """{month} 的同一人或者同一月份重复填报。

    {month} or a person in it was given twice.
    """


class StarsNotKnown(Refusal):
    """残疾人之家的星级为 1 至 {most},没有 {stars} 星。

    A PWD Home has 1 to {most} stars; there are no {stars}.
    """


class DaysNotInMonth(Refusal):
    """{month} 没有 {days} 天。

    {month} has no {days} days.
    """


class Attendance(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A person (pseudonym) and the days of the month on which he or she came."""

    person: str
    days: Natural


class HomeMonth(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who came in one month."""

    month: Month
    attendance: tuple[Attendance, ...]


class StarSubsidyFacts(Facts, frozen=True, kw_only=True):
    """An auxiliary-employment body, its stars with the days between which the rating is valid, and its attendance."""

    stars: Natural
    rated_on: date
    rating_until: date
    months: tuple[HomeMonth, ...]


def check(facts: StarSubsidyFacts) -> None:
    """Refuse facts that no law is needed to refuse: nobody, the same twice, stars or days that there are not."""
    if facts.stars > MOST_STARS:
        raise StarsNotKnown(field="stars", stars=facts.stars, most=MOST_STARS)
    if not facts.months or not all(each.attendance for each in facts.months):
        raise NobodyServed(field="months")
    seen: set[Month] = set()
    for each in facts.months:
        people = {one.person for one in each.attendance}
        if each.month in seen or len(people) < len(each.attendance):
            raise ServedTwice(field="months", month=each.month)
        seen.add(each.month)
        if (longest := max(one.days for one in each.attendance)) > each.month.last_day.day:
            raise DaysNotInMonth(field="days", month=each.month, days=longest)


def law_day(facts: StarSubsidyFacts) -> date:
    """The first day of the earliest month; tariff and attendance are those of each month itself."""
    check(facts)
    return min(each.month for each in facts.months).first_day


def decide(facts: StarSubsidyFacts, law: Law) -> Decision:
    """A rating that is valid in every month; then month by month the tariff of its stars for those who came."""
    working = Working(FORMULA, law, law_day(facts))
    _rating(working, facts)
    if not (refusal := working.decide(0)).granted:
        return refusal
    monthly = MonthlyLaw(working)
    parts = tuple(
        Instalment(label=str(each.month), amount=_month(working, monthly, facts.stars, each))
        for each in sorted(facts.months, key=lambda each: each.month)
    )
    total = sum(part.amount for part in parts)
    days = working.law.at("days_at_least", working.law_day)
    if not total:
        working.refuse("nobody_came_enough", f"没有人当月到达 {days.shown}", "nobody came often enough", by=days)
    working.step("补贴金额", "各月补贴合计", shown(total))
    return working.decide(total, tuple(part for part in parts if part.amount))


def _rating(working: Working, facts: StarSubsidyFacts) -> None:
    star = working.uses("须达到残疾人之家星级服务标准", "star_required")
    if star.flag and not facts.stars:
        working.refuse("no_star", "没有达到星级服务标准", "the star standard is not reached", by=star)
    for each in sorted(facts.months, key=lambda each: each.month):
        if not (facts.rated_on <= each.month.first_day and each.month.last_day <= facts.rating_until):
            working.refuse(
                "rating_not_valid",
                f"{each.month} 不在星级评定有效期内",
                f"the rating is not valid throughout {each.month}",
                by=star,
            )


def _month(working: Working, law: MonthlyLaw, stars: int, month: HomeMonth) -> int:
    """The tariff of the stars for everybody who came on enough days: fen."""
    least = law.at("每人每月最少到达天数", "days_at_least", month.month)
    tariff = law.at(f"{stars} 星级补贴标准", f"monthly.star_{stars}", month.month)
    counted = sum(one.days >= least.count for one in month.attendance)
    amount = tariff.fen * counted
    expression = f"{tariff.shown} × {counted} 人(共到达 {len(month.attendance)} 人)"
    working.step(f"{month.month} 补贴", expression, shown(amount), by=tariff)
    return amount


def claims(facts: StarSubsidyFacts, subject: str) -> tuple[Claim, ...]:
    """Every person's month once, whichever home they came to."""
    check(facts)
    return tuple(
        sorted(
            Claim(kind="cost", subject=one.person, item=ITEM, period=str(each.month))
            for each in facts.months
            for one in each.attendance
        )
    )


PROGRAMME: Final = Programme(
    code=CODE,
    name_zh="残疾人之家服务补贴",
    name_en="PWD-Home star subsidy",
    beneficiary="employer",
    facts=StarSubsidyFacts,
    decide=decide,
    law_day=law_day,
    last_day=lambda facts: max(each.month for each in facts.months).last_day,
    claims=claims,
    rules=("P5-016",),
)
