"""Job-search grant 求职创业补贴: once, for graduates with disabilities, through their school and within its window."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Final

from msgspec import Meta

from domain.money import shown
from domain.programs.base import Claim, Contradiction, Earlier, Facts, Programme
from domain.programs.conditions import require, require_certificate, require_where_asked
from domain.statutes.book import Law
from domain.working import Decision, Working

CODE: Final = "job_search_grant"
FORMULA: Final = "job_search_grant/2015"
ONCE: Final = "once"

Natural = Annotated[int, Meta(ge=0)]


class JobSearchFacts(Facts, frozen=True, kw_only=True):
    """The graduate, as the school confirms; `applied_on` is the day on which the school got the application."""

    applied_on: date
    graduates_on: date
    full_time: bool
    reviewed_by_class: bool
    certificate_valid: bool
    grants_received: Natural = 0


def law_day(facts: JobSearchFacts) -> date:
    """The day of application."""
    return facts.applied_on


def decide(facts: JobSearchFacts, law: Law) -> Decision:
    """Who may apply, when, and not twice; then a fixed amount."""
    working = Working(FORMULA, law, law_day(facts))
    require_certificate(working, valid=facts.certificate_valid)
    _graduate(working, facts)
    _window(working, facts)
    _once(working, facts)
    amount = working.uses("求职创业补贴标准", "amount")
    working.step("补贴金额", "定额", shown(amount.fen), by=amount)
    _pay_by(working)
    return working.decide(amount.fen)


def _graduate(working: Working, facts: JobSearchFacts) -> None:
    ahead = working.uses("毕业年份至多晚于申请年份", "graduation_years_ahead")
    if not 0 <= facts.graduates_on.year - facts.applied_on.year <= ahead.count:
        working.refuse(
            "not_in_graduation_year",
            f"{facts.graduates_on.year}年毕业,不是应届毕业生",
            f"graduates in {facts.graduates_on.year}, which is not a graduation year of this application",
            by=ahead,
        )
    require_where_asked(
        working,
        "不含自考和成教毕业生",
        "full_time_only",
        met=facts.full_time,
        code="not_full_time",
        zh="自考或成教毕业生不享受求职创业补贴",
        en="graduates by self-study or adult education are left out",
    )
    require_where_asked(
        working,
        "须经学校班级评议",
        "class_review_required",
        met=facts.reviewed_by_class,
        code="not_reviewed_by_class",
        zh="未经学校班级评议",
        en="the class has not reviewed the application",
    )


def _window(working: Working, facts: JobSearchFacts) -> None:
    """Only where the place sets a last day of every year."""
    if working.law.find("apply_until", working.law_day) is None:
        return
    until = working.uses("每年申请截止日", "apply_until")
    month, day = until.day
    if (facts.applied_on.month, facts.applied_on.day) > (month, day):
        working.refuse("applied_too_late", f"申请日晚于{until.shown}", f"applied after {month}/{day}", by=until)


def _once(working: Working, facts: JobSearchFacts) -> None:
    require(
        working,
        "只享受一次",
        "once_in_life",
        met=not facts.grants_received,
        code="received_before",
        zh="已享受过求职创业补贴",
        en="the grant was received before",
    )


def _pay_by(working: Working) -> None:
    """Until when the money must have reached the school, where the place says so."""
    if working.law.find("pay_by", working.law_day) is not None:
        working.uses("资金拨付到学校的最后日期", "pay_by")


def claims(facts: JobSearchFacts, subject: str) -> tuple[Claim, ...]:
    """Once in life."""
    return (Claim(kind="cost", subject=subject, item=CODE, period=ONCE),)


def history(facts: JobSearchFacts, _: str, earlier: tuple[Earlier, ...]) -> Iterator[Contradiction]:
    """No fewer grants were received than the book has granted."""
    if facts.grants_received < len(earlier):
        cases = tuple(each.case for each in earlier)
        stated, held = str(facts.grants_received), str(len(cases))
        yield Contradiction(field="grants_received", stated=stated, held=held, cases=cases)


PROGRAMME: Final = Programme(
    code=CODE,
    name_zh="求职创业补贴",
    name_en="Job-search grant",
    beneficiary="person",
    facts=JobSearchFacts,
    decide=decide,
    law_day=law_day,
    last_day=law_day,
    claims=claims,
    history=history,
    rules=("P1-028", "P2-042", "P3-036", "P3-039", "P5-032"),
)
