"""Training courses: the fee subsidy 培训费补贴 and the living allowance 生活费(含交通费)补贴 of one course."""

from datetime import date
from fractions import Fraction
from typing import Final

from domain.errors import Refusal
from domain.money import shown
from domain.programs.base import Claim, Facts, Programme
from domain.programs.training_terms import check_code, check_fee, check_yearly_limit, yearly_history
from domain.statutes.book import Law
from domain.working import Decision, Working

FEE: Final = "training_fee_subsidy"
LIVING: Final = "training_living_allowance"
FEE_FORMULA: Final = "training_fee_subsidy/2022"
LIVING_FORMULA: Final = "training_living_allowance/2022"


class CourseDaysImpossible(Refusal):
    """培训期 {starts_on} 至 {ends_on} 内不可能有 {class_days} 个上课日。

    A course from {starts_on} to {ends_on} cannot have {class_days} days of class.
    """


class AttendanceImpossible(Refusal):
    """出勤 {attended_days} 天与上课 {class_days} 天不符。

    An attendance of {attended_days} days does not go with {class_days} days of class.
    """


class CourseFacts(Facts, frozen=True, kw_only=True):
    """One trainee in one course, as the register of attendance shows; `course` is the code of the course."""

    course: str
    starts_on: date
    ends_on: date
    class_days: int
    attended_days: int
    employed_at_start: bool
    of_working_age: bool
    subsidised_this_year: int = 0


class TrainingFeeFacts(CourseFacts, frozen=True, kw_only=True):
    """The course with its type of work (工种类别) and the fee really charged for the trainee, in fen."""

    category: str
    fee: int


class TrainingLivingFacts(CourseFacts, frozen=True, kw_only=True):
    """The course; the allowance needs nothing but the days of attendance."""


def law_day(facts: CourseFacts) -> date:
    """The first day of the course: its conditions and rates hold for the whole course."""
    return facts.starts_on


def decide_fee(facts: TrainingFeeFacts, law: Law) -> Decision:
    """The fee really charged, at most the cap of the type of work."""
    check_code(facts.category, "category")
    working = _working(FEE_FORMULA, facts, law)
    cap = working.uses("培训费最高补贴额", f"fee_cap.{facts.category}")
    check_fee(working, facts.fee, "培训费", by=cap)
    amount = min(facts.fee, cap.fen)
    working.step(
        "培训费补贴金额", f"实际培训费 {shown(facts.fee)} 与最高补贴额 {cap.shown} 取低者", shown(amount), by=cap
    )
    return working.decide(amount)


def decide_living(facts: TrainingLivingFacts, law: Law) -> Decision:
    """A daily rate for every day attended, up to the greatest number of days; whole days need no rounding."""
    working = _working(LIVING_FORMULA, facts, law)
    rate = working.uses("生活费(含交通费)补贴标准", "daily_rate")
    most = working.uses("最多补贴天数", "max_days")
    days = min(facts.attended_days, most.count)
    amount = rate.fen * days
    working.step("生活费补贴金额", f"{rate.shown} × {days} 天", shown(amount), by=rate)
    return working.decide(amount)


def _working(formula: str, facts: CourseFacts, law: Law) -> Working:
    """The conditions that both subsidies of a course share."""
    _check(facts)
    working = Working(formula, law, law_day(facts))
    _check_person(working, facts)
    _check_attendance(working, facts)
    check_yearly_limit(working, facts.subsidised_this_year)
    return working


def _check_person(working: Working, facts: CourseFacts) -> None:
    age = working.uses("限就业年龄段", "working_age_only")
    if age.flag and not facts.of_working_age:
        working.refuse("not_of_working_age", "开班时不在就业年龄段", "not of working age when the course began", by=age)
    unemployed = working.uses("限未就业人员", "unemployed_only")
    if unemployed.flag and facts.employed_at_start:
        working.refuse("employed_at_start", "开班时已就业", "employed when the course began", by=unemployed)


def _check_attendance(working: Working, facts: CourseFacts) -> None:
    least = working.uses("最低出勤率", "minimum_attendance")
    share = Fraction(facts.attended_days, facts.class_days)
    attended = f"{facts.attended_days}/{facts.class_days}"
    working.step("出勤率", attended, "达到" if share >= least.ratio else "未达到", by=least)
    if share < least.ratio:
        zh = f"出勤 {attended} 天,未达到最低出勤率 {least.shown}"
        en = f"attended {facts.attended_days} of {facts.class_days} days, below the least share"
        working.refuse("attendance_too_low", zh, en, by=least)


def _check(facts: CourseFacts) -> None:
    check_code(facts.course, "course")
    span = (facts.ends_on - facts.starts_on).days + 1
    if not 1 <= facts.class_days <= span:
        raise CourseDaysImpossible(
            field="class_days", starts_on=facts.starts_on, ends_on=facts.ends_on, class_days=facts.class_days
        )
    if not 0 <= facts.attended_days <= facts.class_days:
        raise AttendanceImpossible(
            field="attended_days", attended_days=facts.attended_days, class_days=facts.class_days
        )


def _claims(item: str, facts: CourseFacts, subject: str) -> tuple[Claim, ...]:
    _check(facts)
    return (Claim(kind="cost", subject=subject, item=item, period=f"course:{facts.course}"),)


def claims_fee(facts: TrainingFeeFacts, subject: str) -> tuple[Claim, ...]:
    """The fee of one trainee's course, once."""
    check_code(facts.category, "category")
    return _claims("training_fee", facts, subject)


def claims_living(facts: TrainingLivingFacts, subject: str) -> tuple[Claim, ...]:
    """The allowance of one trainee's course, once."""
    return _claims("training_living", facts, subject)


FEE_PROGRAMME: Final = Programme(
    code=FEE,
    name_zh="职业培训费补贴",
    name_en="Training-fee subsidy",
    beneficiary="person",
    facts=TrainingFeeFacts,
    decide=decide_fee,
    law_day=law_day,
    last_day=lambda facts: facts.ends_on,
    claims=claims_fee,
    history=yearly_history(law_day),
    rules=("P1-040", "P2-046", "P3-044", "P4-038"),
)
LIVING_PROGRAMME: Final = Programme(
    code=LIVING,
    name_zh="培训期间生活费(含交通费)补贴",
    name_en="Training living and transport allowance",
    beneficiary="person",
    facts=TrainingLivingFacts,
    decide=decide_living,
    law_day=law_day,
    last_day=lambda facts: facts.ends_on,
    claims=claims_living,
    history=yearly_history(law_day),
    rules=("P1-040", "P2-046", "P4-038"),
)
