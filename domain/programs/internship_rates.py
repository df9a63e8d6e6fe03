"""The monthly standard of an internship: a share of the minimum wage of the month in which it was served."""

from fractions import Fraction

from domain.calendar import Month
from domain.counting import shown_fraction
from domain.money import Rounding, round_fen, shown
from domain.programs.monthly_law import MonthlyLaw
from domain.statutes.book import Provision
from domain.working import Working


class MonthlyStandards:
    """The standards of the months; each leaves one step, however many months it rules."""

    def __init__(self, working: Working, share: Fraction, clause: Provision) -> None:
        self._working = working
        self._share = share
        self._clause = clause
        self._law = MonthlyLaw(working)
        self._rounding = Rounding(working.uses("金额取整规则", "rounding").text)
        self._known: dict[int, int] = {}

    def of(self, month: Month) -> int:
        """The share of the minimum wage in force on the first day of that month, rounded: fen."""
        wage = self._law.minimum_wage(month)
        if wage.fen not in self._known:
            amount = round_fen(wage.fen * self._share, self._rounding)
            expression = f"{wage.shown} × {shown_fraction(self._share * 100)}%"
            self._working.step("每人每月见习补贴标准", expression, shown(amount), by=self._clause)
            self._known[wage.fen] = amount
        return self._known[wage.fen]
