"""The monthly standard of an internship: a share of the minimum wage of the month in which it was served."""

from fractions import Fraction

import msgspec

from domain.calendar import Month
from domain.counting import shown_fraction
from domain.money import Rounding, round_fen, shown
from domain.statutes.book import Provision
from domain.statutes.minimum_wage import minimum_wage
from domain.working import Working


class MonthlyStandard(msgspec.Struct, frozen=True):
    """What one month of one intern is worth (fen), and the clause that says so."""

    amount: int
    clause: Provision


class Standards:
    """The standards of the months; a wage is cited once, however many months it rules."""

    def __init__(self, working: Working, share: Fraction, clause: Provision) -> None:
        self._working = working
        self._share = share
        self._clause = clause
        self._rounding = Rounding(working.uses("金额取整规则", "rounding").text)
        self._known: dict[int, int] = {}

    def of(self, month: Month) -> MonthlyStandard:
        """The share of the minimum wage in force on the first day of that month, rounded."""
        wage_class, wage = minimum_wage(self._working.law, month.first_day)
        if wage.fen not in self._known:
            self._working.uses("当地最低工资档次", wage_class.key, month.first_day)
            self._working.uses("见习当月的月最低工资标准", wage.key, month.first_day)
            amount = round_fen(wage.fen * self._share, self._rounding)
            percent = f"{shown_fraction(self._share * 100)}%"
            self._working.step("每人每月见习补贴标准", f"{wage.shown} × {percent}", shown(amount), by=self._clause)
            self._known[wage.fen] = amount
        return MonthlyStandard(self._known[wage.fen], self._clause)
