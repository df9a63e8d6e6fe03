"""The law of each month: a provision is cited once, however many months it rules."""

from datetime import date

from domain.calendar import Month
from domain.statutes.book import Provision
from domain.working import Working


class MonthlyLaw:
    """Looks provisions up by the first day of a month and leaves one step for each that is new."""

    def __init__(self, working: Working) -> None:
        self._working = working
        self._cited: set[tuple[str, str, date, date]] = set()

    def at(self, label: str, key: str, month: Month) -> Provision:
        """The provision in force on the first day of the month."""
        found = self._working.law.at(key, month.first_day)
        name = (found.key, found.place, found.valid_from, found.published_on)
        if name not in self._cited:
            self._cited.add(name)
            self._working.uses(label, key, month.first_day)
        return found
