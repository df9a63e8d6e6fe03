"""Assessment of the levy 残保金: shortfall × base wage × tier, for one employer and levy year."""

from fractions import Fraction
from typing import Final

from domain.counting import shown_fraction
from domain.errors import Refusal
from domain.levy.base_wage import base_wage, yuan_a_year
from domain.levy.facts import ENTERPRISES, LevyFacts, base_year, law_day
from domain.levy.headcount import Shortfall, shortfall
from domain.money import Rounding, round_fen, shown
from domain.plans.implementer import Implementer
from domain.statutes.book import Law, Provision
from domain.working import Decision, Working

FORMULA: Final = "levy/2015"


class BaseYearNotOver(Refusal):
    """{year} 年尚未结束,不能据以核定次年的残保金。

    The year {year} is not over; the levy that is based on it cannot be assessed yet.
    """


def decide(facts: LevyFacts, law: Law) -> Decision:
    """The levy (fen) that the employer owes for the levy year; zero where the quota is met or the employer exempt."""
    if law.known_on.year <= base_year(facts):
        raise BaseYearNotOver(field="year", year=base_year(facts))
    working = Working(FORMULA, law, law_day(facts))
    short = shortfall(working, facts)
    if not short.missing:
        working.step("应缴残保金", "已达到规定比例,无须缴纳", shown(0))
        return working.decide(0)
    if _is_exempt(working, facts, short):
        working.step("应缴残保金", "小微企业免征", shown(0))
        return working.decide(0)
    return working.decide(_amount(working, facts, short))


def _amount(working: Working, facts: LevyFacts, short: Shortfall) -> int:
    wage = base_wage(working, facts, short.staff)
    share = _share(working, facts, short)
    rounding = Rounding(working.uses("金额取整规则", "rounding").text)
    amount = round_fen(short.missing * wage * share, rounding)
    expression = f"{shown_fraction(short.missing)} 人 × {yuan_a_year(wage)} × {_percent(share)}"
    working.step("应缴残保金", expression, shown(amount))
    return amount


def _is_exempt(working: Working, facts: LevyFacts, short: Shortfall) -> bool:
    """Enterprises of few staff only: organs, institutions and social bodies of the same size pay."""
    if facts.kind not in ENTERPRISES or not (limit := _relief(working, facts, "levy_exempt_staff_up_to")):
        return False
    exempt = short.staff <= limit.count
    value = f"{shown_fraction(short.staff)} 人,{'免征' if exempt else '不免征'}"
    working.step("小微企业免征", f"在职职工人数不超过 {limit.shown} 的企业", value, by=limit)
    return exempt


def _share(working: Working, facts: LevyFacts, short: Shortfall) -> Fraction:
    """The part of the levy that is paid, by the placement ratio reached: the first tier that it comes up to."""
    rule = _relief(working, facts, "levy_reduction_tier")
    if rule is None:
        working.step("分档减缴", f"没有减缴规定在执行,依据「{facts.full_rate_document}」全额征收", "100%")
        return Fraction(1)
    tiers = [(Fraction(tier["at_least"]) / 100, Fraction(tier["share"]) / 100) for tier in rule.table["tiers"]]
    share = next(share for least, share in sorted(tiers, reverse=True) if short.ratio >= least)
    working.step("分档减缴", f"安排比例 {_percent(short.ratio)}", f"按应缴额的 {_percent(share)}", by=rule)
    return share


def _relief(working: Working, facts: LevyFacts, key: str) -> Provision | None:
    """The relief in force; where none is, the levy is refused unless a document says that it is charged in full."""
    found = working.law.find(key, working.law_day)
    return found if found or facts.full_rate_document else working.law.at(key, working.law_day)


def _percent(ratio: Fraction) -> str:
    return f"{shown_fraction(ratio * 100)}%"


IMPLEMENTERS: Final[tuple[Implementer, ...]] = (
    Implementer(
        kind="rule",
        code="levy_assessment",
        name_zh="残疾人就业保障金的核定",
        name_en="Assessment of the employment security levy",
        rules=("P1-008", "P3-015", "P3-051"),
    ),
)
