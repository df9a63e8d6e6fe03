"""The law of each month of a claim; a provision is cited once, however many months it rules."""

from datetime import date

from domain.calendar import Month
from domain.statutes.book import Provision
from domain.statutes.minimum_wage import minimum_wage
from domain.working import Working


class MonthlyLaw:
    """Looks provisions up as of the first day of a month, and leaves a step the first time each is met."""

    def __init__(self, working: Working) -> None:
        self._working = working
        self._cited: set[tuple[str, str, date, date]] = set()

    def at(self, label: str, key: str, month: Month) -> Provision:
        """The provision in force in the month."""
        return self._cite(label, self._working.law.at(key, month.first_day), month)

    def find(self, label: str, key: str, month: Month) -> Provision | None:
        """The provision in force in the month, or None where there is none."""
        found = self._working.law.find(key, month.first_day)
        return found and self._cite(label, found, month)

    def minimum_wage(self, month: Month) -> Provision:
        """The local monthly minimum wage of the month."""
        wage_class, wage = minimum_wage(self._working.law, month.first_day)
        self._cite("当地最低工资档次", wage_class, month)
        return self._cite("月最低工资标准", wage, month)

    def _cite(self, label: str, found: Provision, month: Month) -> Provision:
        name = (found.key, found.place, found.valid_from, found.published_on)
        if name not in self._cited:
            self._cited.add(name)
            self._working.uses(label, found.key, month.first_day)
        return found
