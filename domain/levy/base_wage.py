"""The yearly wage that a missing person costs: the unit's own average, the region's, or the lower of both."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Final

from domain.counting import shown_fraction
from domain.levy.choices import one_of
from domain.levy.facts import LevyFacts, base_year
from domain.statutes.book import Provision
from domain.working import Working


def base_wage(working: Working, facts: LevyFacts, staff: Fraction) -> Fraction:
    """The base wage of a year in fen, by the rule that the place has chosen (conflict C2 of the texts)."""
    rule = working.law.at("base_wage_rule", working.law_day)
    name, family = one_of(_RULES, rule.key, rule.text)
    working.step("计征工资的口径", rule.key, name, by=rule)
    wage = family(working, facts, staff)
    working.step("计征工资", name, yuan_a_year(wage), by=rule)
    return wage


def yuan_a_year(fen: Fraction) -> str:
    """An exact yearly wage for people."""
    return f"{shown_fraction(fen / 100)} 元/年"


def _own(working: Working, facts: LevyFacts, staff: Fraction) -> Fraction:
    own = Fraction(facts.wage_total) / staff
    expression = f"全年工资总额 {shown_fraction(Fraction(facts.wage_total, 100))} 元 ÷ {shown_fraction(staff)} 人"
    working.step("本单位年平均工资", expression, yuan_a_year(own))
    return own


def _region(working: Working, facts: LevyFacts) -> Provision:
    """The region's average wage of the base year."""
    return working.uses("当地社会平均工资", "social_average_wage", date(base_year(facts), 12, 31))


def _unit_average_capped(working: Working, facts: LevyFacts, staff: Fraction) -> Fraction:
    """The unit's own average, up to a multiple of the region's; before 2017-04-01 no cap was known."""
    own = _own(working, facts, staff)
    if working.law.find("levy_wage_cap", working.law_day) is None:
        return own
    cap = working.uses("计征工资上限", "levy_wage_cap")
    most = _region(working, facts).fen * cap.ratio
    working.step("计征工资不超过", f"当地社会平均工资 × {cap.shown}", yuan_a_year(most), by=cap)
    return min(own, most)


def _region_average(working: Working, facts: LevyFacts, staff: Fraction) -> Fraction:
    return Fraction(_region(working, facts).fen)


def _region_average_for_fiscal_units(working: Working, facts: LevyFacts, staff: Fraction) -> Fraction:
    """Fiscally funded units pay by the region's average, others by their own, which the region's caps."""
    region = Fraction(_region(working, facts).fen)
    return region if facts.fiscally_funded else min(_own(working, facts, staff), region)


_Rule = Callable[[Working, LevyFacts, Fraction], Fraction]
_RULES: Final[dict[str, tuple[str, _Rule]]] = {
    "unit_average_capped": ("本单位年平均工资,不超过当地社会平均工资的若干倍", _unit_average_capped),
    "region_average": ("当地社会平均工资", _region_average),
    "region_average_for_fiscal_units": (
        "财政供养单位按当地社会平均工资,其他单位按本单位年平均工资且不超过当地社会平均工资",
        _region_average_for_fiscal_units,
    ),
}
