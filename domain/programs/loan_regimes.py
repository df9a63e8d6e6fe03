"""The three regimes of loan interest subsidy: what rate the treasury pays in each year of the loan."""

from collections.abc import Callable
from fractions import Fraction
from typing import Final

import msgspec

from domain.errors import Refusal
from domain.programs.loan_facts import LoanInterestFacts
from domain.statutes.book import Provision
from domain.working import Working

BP: Final = 10_000

Rate = Callable[[int], Fraction]
"""The yearly rate that the treasury pays in the given year of the loan (from 1), as a fraction of the principal."""


class UnknownRegime(Refusal):
    """未知的贴息方式「{regime}」;可用:{known}。

    Unknown regime of interest subsidy "{regime}"; known: {known}.
    """


class Subsidy(msgspec.Struct, frozen=True):
    """The treasury's rate by year of the loan, and the clause that chose the regime."""

    rate: Rate
    clause: Provision


def subsidy_of(working: Working, facts: LoanInterestFacts) -> Subsidy:
    """The regime in force on the day of the contract; nothing is paid beyond the subsidised years."""
    regime = working.uses("贴息方式", "regime")
    if regime.text not in REGIMES:
        raise UnknownRegime(field="regime", rule=regime.authority, regime=regime.text, known="、".join(REGIMES))
    years = working.uses("贴息年限", "subsidised_years")
    within = REGIMES[regime.text](working, facts)
    return Subsidy(lambda year: within(year) if year <= years.count else Fraction(0), regime)


def borrower_bears_reference_less_margin(working: Working, facts: LoanInterestFacts) -> Rate:
    """The borrower bears the reference rate less the margin, the treasury the rest."""
    margin = working.uses("借款人承担:参考利率减点", "borrower_margin_bp")
    borne = max(Fraction(facts.reference_rate_bp, BP) - margin.ratio, Fraction(0))
    rest = max(Fraction(facts.rate_bp, BP) - borne, Fraction(0))
    working.step(
        "财政贴息利率",
        f"{facts.rate_bp} 个基点 - ({facts.reference_rate_bp} 个基点 - {margin.shown})",
        in_bp(rest),
        by=margin,
    )
    return lambda _year: rest


def share_of_actual_rate(working: Working, facts: LoanInterestFacts) -> Rate:
    """The treasury pays a share of the rate that the contract really has."""
    share = working.uses("财政贴息比例", "treasury_share")
    rate = Fraction(facts.rate_bp, BP) * share.ratio
    working.step("财政贴息利率", f"{facts.rate_bp} 个基点 × {share.shown}", in_bp(rate), by=share)
    return lambda _year: rate


def declining_by_year(working: Working, facts: LoanInterestFacts) -> Rate:
    """Of an individual's interest a share that falls by the year; of a firm's a share of the reference rate."""
    if facts.borrower == "small_firm":
        return _firm_share_of_reference(working, facts)
    shares = {year: working.uses(f"第 {year} 年贴息比例", f"declining_share.year_{year}") for year in (1, 2, 3)}
    actual = Fraction(facts.rate_bp, BP)
    return lambda year: actual * shares[year].ratio if year in shares else Fraction(0)


def _firm_share_of_reference(working: Working, facts: LoanInterestFacts) -> Rate:
    share = working.uses("小微企业贴息比例(按参考利率)", "small_firm_reference_share")
    rate = min(Fraction(facts.reference_rate_bp, BP) * share.ratio, Fraction(facts.rate_bp, BP))
    working.step("财政贴息利率", f"{facts.reference_rate_bp} 个基点 × {share.shown}", in_bp(rate), by=share)
    return lambda _year: rate


def mixed(number: Fraction) -> str:
    """The exact number as people write it: 12, 1/3, 143 1/3."""
    whole, rest = divmod(number, 1)
    return " ".join(str(part) for part in (whole, rest) if part) or "0"


def in_bp(rate: Fraction) -> str:
    """A yearly rate in basis points, exactly."""
    return f"{mixed(rate * BP)} 个基点"


REGIMES: Final[dict[str, Callable[[Working, LoanInterestFacts], Rate]]] = {
    "借款人承担参考利率减点部分": borrower_bears_reference_less_margin,
    "财政按实际利率的比例贴息": share_of_actual_rate,
    "逐年递减贴息": declining_by_year,
}
"""The regimes by the words that the statute book uses."""
