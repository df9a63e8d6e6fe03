"""New lottery outlets 彩票经营网点优先: to a person with disabilities first, where conditions are equal."""

from datetime import date
from typing import Annotated, Final

from msgspec import Meta

from domain.programs.base import Claim, Facts
from domain.programs.training_terms import check_code
from domain.reliefs.base import Relief
from domain.statutes.book import Law
from domain.working import Decision, Working

CODE: Final = "lottery_outlet_priority"
FORMULA: Final = "lottery_outlet_priority/2022"
ITEM: Final = "lottery_outlet"

Score = Annotated[int, Meta(ge=0)]


class LotteryOutletFacts(Facts, frozen=True, kw_only=True):
    """A new outlet and how the applicant stands against the best of the other applicants, by the same scoring."""

    applied_on: date
    outlet: str
    newly_added: bool
    certificate_valid: bool
    meets_requirements: bool
    score: Score
    best_other_score: Score


def decide(facts: LotteryOutletFacts, law: Law) -> Decision:
    """Only for new outlets, only whoever meets the requirements, and at least equal to everybody else; no amount."""
    working = Working(FORMULA, law, facts.applied_on)
    rule = working.grants("新增网点同等条件下优先", "priority_at_equal_conditions")
    if not facts.newly_added:
        working.refuse("not_a_new_outlet", "不是新增的彩票经营网点", "the outlet is not a new one", by=rule)
    if not facts.certificate_valid:
        working.refuse("certificate_not_valid", "残疾人证无效", "the certificate is not valid", by=rule)
    if not facts.meets_requirements:
        words = "不符合开设彩票经营网点的条件"
        working.refuse("requirements_not_met", words, "the requirements of an outlet are not met", by=rule)
    working.step(
        "条件比较", f"本人 {facts.score} 分,其他申请人最高 {facts.best_other_score} 分", _standing(facts), by=rule
    )
    if facts.score < facts.best_other_score:
        words = f"得分 {facts.score},低于其他申请人的 {facts.best_other_score},条件不同等"
        en = f"the score {facts.score} is below {facts.best_other_score}: conditions are not equal"
        working.refuse("conditions_not_equal", words, en, by=rule)
    return working.decide(0, ())


def _standing(facts: LotteryOutletFacts) -> str:
    if facts.score == facts.best_other_score:
        return "同等条件,优先"
    return "条件占优" if facts.score > facts.best_other_score else "条件不及"


def claims(facts: LotteryOutletFacts) -> tuple[Claim, ...]:
    """The outlet, which only one can have."""
    check_code(facts.outlet, "outlet")
    return (Claim(kind="cost", subject=facts.outlet, item=ITEM, period="once"),)


RELIEF: Final = Relief(
    code=CODE,
    name_zh="新增彩票经营网点优先",
    name_en="Priority for new lottery outlets",
    kind="eligibility",
    beneficiary="person",
    facts=LotteryOutletFacts,
    decide=decide,
    law_day=lambda facts: facts.applied_on,
    claims=lambda facts, _, __: claims(facts),
    period=lambda facts: (facts.applied_on, None),
    last_day=lambda facts: facts.applied_on,
    rules=("P2-015", "P5-011"),
)
