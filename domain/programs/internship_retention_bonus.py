"""Internship retention bonus 见习留用补差: who keeps enough interns gets the higher share, from the first month on."""

from datetime import date
from fractions import Fraction
from typing import Final

from domain.money import shown
from domain.programs.base import Claim, Programme
from domain.programs.internship_facts import RetentionFacts, check
from domain.programs.internship_rates import MonthlyStandards
from domain.statutes.book import Law
from domain.working import Decision, Working

CODE: Final = "internship_retention_bonus"
FORMULA: Final = "internship_retention_bonus/2022"
ITEM: Final = "internship_retention"


def law_day(facts: RetentionFacts) -> date:
    """The day on which the last internship ended; the minimum wage is that of each month served."""
    check(facts)
    return facts.ended_on


def decide(facts: RetentionFacts, law: Law) -> Decision:
    """The share that was kept; then, for every month served, the difference between the two shares of the wage."""
    working = Working(FORMULA, law, law_day(facts))
    _kept(working, facts)
    base = working.uses("见习补贴比例(按月最低工资标准)", "wage_share")
    raised = working.uses("留用达标后的补贴比例", "retained_wage_share")
    granted = MonthlyStandards(working, base)
    due = MonthlyStandards(working, raised, "留用达标后的每人每月标准")
    months = sorted(month for intern in facts.interns for month in intern.months)
    amount = sum(due.of(month) - granted.of(month) for month in months)
    working.step("补差金额", f"{len(facts.interns)} 人共 {len(months)} 个见习月,逐月补足差额", shown(amount), by=raised)
    return working.decide(amount)


def _kept(working: Working, facts: RetentionFacts) -> None:
    least = working.uses("留用率", "retention_at_least")
    kept = sum(intern.outcome == "kept" for intern in facts.interns)
    share = Fraction(kept, len(facts.interns))
    working.step("实际留用率", f"{kept}/{len(facts.interns)}", "达到" if share >= least.ratio else "未达到", by=least)
    if share < least.ratio:
        working.refuse(
            "too_few_kept",
            f"见习期满留用 {kept}/{len(facts.interns)} 人,未达到 {least.shown}",
            f"kept {kept} of {len(facts.interns)} interns, below the least share",
            by=least,
        )


def claims(facts: RetentionFacts, subject: str) -> tuple[Claim, ...]:
    """The difference for every intern's month, once."""
    check(facts)
    return tuple(
        sorted(
            Claim(kind="cost", subject=intern.person, item=ITEM, period=str(month))
            for intern in facts.interns
            for month in intern.months
        )
    )


PROGRAMME: Final = Programme(
    code=CODE,
    name_zh="见习留用补差",
    name_en="Internship retention bonus",
    beneficiary="employer",
    facts=RetentionFacts,
    decide=decide,
    law_day=law_day,
    last_day=law_day,
    claims=claims,
)
