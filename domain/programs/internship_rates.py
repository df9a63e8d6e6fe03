"""The monthly standard of an internship: a share of the minimum wage of the month in which it was served."""

from domain.calendar import Month
from domain.money import Rounding, round_fen, shown
from domain.programs.monthly_law import MonthlyLaw
from domain.statutes.book import Provision
from domain.working import Working


class MonthlyStandards:
    """The standards of the months; each leaves one step, however many months it rules."""

    def __init__(self, working: Working, share: Provision, label: str = "每人每月见习补贴标准") -> None:
        self._working = working
        self._share = share
        self._label = label
        self._law = MonthlyLaw(working)
        self._rounding = Rounding(working.uses("金额取整规则", "rounding").text)
        self._known: dict[int, int] = {}

    def of(self, month: Month) -> int:
        """The share of the minimum wage in force on the first day of that month, rounded: fen."""
        wage = self._law.minimum_wage(month)
        if wage.fen not in self._known:
            amount = round_fen(wage.fen * self._share.ratio, self._rounding)
            self._working.step(self._label, f"{wage.shown} × {self._share.shown}", shown(amount), by=self._share)
            self._known[wage.fen] = amount
        return self._known[wage.fen]
