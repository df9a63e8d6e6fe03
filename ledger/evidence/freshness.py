"""How fresh a dataset is: up to which day its sources speak of a place, by the files that were imported for it."""

from collections.abc import Mapping
from datetime import date
from typing import Final

import msgspec

from domain.places import covers

SHARE: Final = 20
"""Sources that together hold less than one part in so many of the rows do not tell how fresh a dataset is."""


class Spoken(msgspec.Struct, frozen=True, kw_only=True):
    """Of what a dataset speaks: by source and place the newest day of an import, and how many rows count."""

    days: Mapping[tuple[str, str], date]
    rows: Mapping[tuple[str, str], int]

    def by_source(self, place: str) -> dict[str, date]:
        """Up to which day each source speaks of a place; without those that say nothing of it."""
        places: dict[str, dict[str, date]] = {}
        for (source, where), day in self.days.items():
            places.setdefault(source, {})[where] = day
        found = {source: _of_source(days, place) for source, days in places.items()}
        return {source: day for source, day in found.items() if day}

    def until(self, place: str) -> date | None:
        """Up to which day the dataset speaks of a place: that of its oldest source; None where none says anything.

        A small file of another source makes it neither fresh nor stale.
        """
        days = self.by_source(place)
        rows = {source: self._rows(source, place) for source in days}
        older, total = 0, sum(rows.values())
        for source in sorted(days, key=lambda each: days[each]):
            older += rows[source]
            if older * SHARE >= total:
                return days[source]
        return None

    def _rows(self, source: str, place: str) -> int:
        own = ((where, rows) for (other, where), rows in self.rows.items() if other == source)
        return sum(rows for where, rows in own if covers(where, place) or covers(place, where))


def _of_source(days: Mapping[str, date], place: str) -> date | None:
    """The newest day of a file for the whole of the place; of files for parts of it alone, the oldest of these days."""
    if any(covers(where, place) for where in days):
        return _newest(days, place)
    return min((_newest(days, where) for where in days if covers(place, where)), default=None)


def _newest(days: Mapping[str, date], place: str) -> date:
    return max(day for where, day in days.items() if covers(where, place))
