"""Training classes 培训班, paid to their organiser: rural practical skills, blind massage, and special classes."""

from datetime import date
from fractions import Fraction
from typing import Final

from domain.money import Rounding, round_fen, shown
from domain.programs.base import Claim, Programme
from domain.programs.training_class_conditions import Audience, check_class
from domain.programs.training_class_facts import TrainingClassFacts, check
from domain.statutes.book import Law
from domain.working import Decision, Working

FORMULA: Final = "training_class/2022"
ITEM: Final = "training_fee"
"""The cost item that the fee of a single trainee has too: nobody's course is paid to the trainee and the organiser."""


def law_day(facts: TrainingClassFacts) -> date:
    """The first day of the class: its conditions and rates hold for the whole class."""
    return facts.starts_on


def decide(facts: TrainingClassFacts, law: Law) -> Decision:
    """What the class must be, who in it is paid for; then their part of its cost, up to the standard for each."""
    check(facts)
    working = Working(FORMULA, law, law_day(facts))
    check_class(working, facts)
    counted = _counted(working, facts)
    return working.decide(_amount(working, facts, counted))


def _counted(working: Working, facts: TrainingClassFacts) -> int:
    """How many trainees are paid for; who is not is named with the reason."""
    audience = Audience(working)
    outside = [
        (trainee.person, why)
        for trainee in facts.trainees
        if (why := audience.why_not(trainee, facts.class_days)) is not None
    ]
    for person, (reason, clause) in outside:
        working.step(f"{person} 不计", reason, "0 人", by=clause)
    counted = len(facts.trainees) - len(outside)
    if not counted:
        reason, clause = outside[0][1]
        zh = f"没有可以补贴的参训人员:{reason}"
        working.refuse("nobody_counts", zh, "no trainee can be paid for", by=clause)
    return counted


def _amount(working: Working, facts: TrainingClassFacts, counted: int) -> int:
    """min(cost × counted ÷ everybody in the class, rounded; standard × counted): fen."""
    standard = working.uses("每人每期培训补助标准", "standard")
    rounding = Rounding(working.uses("金额取整规则", "rounding").text)
    part = round_fen(Fraction(facts.cost * counted, facts.everybody), rounding)
    amount = min(part, standard.fen * counted)
    own = f"实际培训成本 {shown(facts.cost)} × {counted} ÷ {facts.everybody} 人"
    working.step("补助金额", f"min({own}, {standard.shown} × {counted} 人)", shown(amount), by=standard)
    if counted and not amount:
        working.refuse("no_cost", "没有实际发生的培训成本", "the class cost nothing", by=standard)
    return amount


def claims(facts: TrainingClassFacts, subject: str) -> tuple[Claim, ...]:
    """Every trainee's course once, whoever is paid for it."""
    check(facts)
    return tuple(
        sorted(
            Claim(kind="cost", subject=trainee.person, item=ITEM, period=f"course:{facts.course}")
            for trainee in facts.trainees
        )
    )


def _programme(code: str, name_zh: str, name_en: str, rules: tuple[str, ...]) -> Programme:
    return Programme(
        code=code,
        name_zh=name_zh,
        name_en=name_en,
        beneficiary="employer",
        facts=TrainingClassFacts,
        decide=decide,
        law_day=law_day,
        last_day=lambda facts: facts.ends_on,
        claims=claims,
        rules=rules,
    )


RURAL: Final = _programme(
    "rural_practical_training", "农村残疾人实用技术培训补助", "Rural practical training", ("P1-024", "P2-039", "P3-033")
)
BLIND_MASSAGE: Final = _programme(
    "blind_massage_training", "盲人按摩培训补助", "Blind-massage training", ("P3-040", "P4-028")
)
SPECIAL: Final = _programme(
    "special_class_training", "残疾人专项培训班补助", "Special training classes", ("P2-046", "P4-041")
)
PROGRAMMES: Final = (RURAL, BLIND_MASSAGE, SPECIAL)
