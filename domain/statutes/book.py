"""The statute book: provisions in force on a day, at a place, as far as they were published on another day.

How a look-up decides, in this order:

1. Only what had been published by `known_on` is known. A rule that is published late but reaches back applies to the
   days before its publication, yet only for who decides after it.
2. The most specific place that has anything in force wins: county, prefecture, province, country.
3. At one place and for one `valid_from`, the last publication stands alone. It replaces the earlier one wholly, its end
   included: that is how a rule is corrected, and how an open rule is ended for good.
4. Of the rows that then contain the day, the one with the latest `valid_from` wins.

A row that a later one replaces carries no `valid_to`: the day before the later publication nobody knew the end. A row
with a `valid_to` of its own is temporary: after it an older row that is still open applies again; where none is open,
nothing is in force, and the look-up refuses instead of stretching the old value.
"""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from hashlib import sha256
from typing import Any, Final

import msgspec

from domain import money, places
from domain.errors import Refusal
from domain.statutes import units

GENERAL: Final = "general"
"""The programme of values that every programme may use, such as the minimum wage."""

DEMO: Final = "demo"
"""The grade of a value that no document gives."""


class NoProvisionInForce(Refusal):
    """没有可依据的规定:{place} 在 {day} 没有生效的「{programme} / {key}」(以 {known_on} 前已公布的文件为准)。

    Nothing in force: {place} has no "{programme} / {key}" on {day}, as published by {known_on}.
    """


class ProvisionOfOtherUnit(Refusal):
    """「{programme} / {key}」({place})的单位是 {unit},不能作为{wanted}使用。

    "{programme} / {key}" ({place}) is of unit {unit} and cannot be read as {wanted}.
    """


class Provision(msgspec.Struct, frozen=True, kw_only=True):
    """One value of the law: its validity (`valid_to` is the last day of it), its publication and its evidence."""

    programme: str
    key: str
    place: str
    value: Any
    unit: str
    valid_from: date
    published_on: date
    authority: str
    source: str
    grade: str
    valid_to: date | None = None
    note: str = ""

    @property
    def is_demo(self) -> bool:
        """True where no document gives the value."""
        return self.grade == DEMO

    @property
    def shown(self) -> str:
        """The value for people, in Chinese; a demonstration value says that it is one."""
        return units.shown(self.value, self.unit) + ("(演示值)" if self.is_demo else "")

    @property
    def citation(self) -> str:
        """How a working cites the row: its key, its place and its beginning."""
        return f"{self.key} @ {self.place}, {self.valid_from} 起"

    @property
    def fen(self) -> int:
        """The amount in fen; only of a unit in yuan."""
        self._must(units.is_money(self.unit), "金额 (money)")
        return money.fen_from_yuan(self.value)

    @property
    def ratio(self) -> Fraction:
        """The exact ratio; only of `ratio`, `percent`, `bp` and `multiple`."""
        self._must(self.unit in units.RATIOS, "比例 (ratio)")
        return units.ratio(self.value, self.unit)

    @property
    def count(self) -> int:
        """The whole number; only of `count`, `months`, `days`, `persons` and the like."""
        self._must(self.unit in units.COUNTS, "整数 (count)")
        return int(self.value)

    @property
    def text(self) -> str:
        """The words; only of `text`."""
        self._must(self.unit == "text", "文字 (text)")
        return str(self.value)

    @property
    def flag(self) -> bool:
        """Yes or no; only of `flag`."""
        self._must(self.unit == "flag", "是否 (flag)")
        return bool(self.value)

    @property
    def table(self) -> dict[str, Any]:
        """A copy of the table, so that nobody can change the law in passing; only of `table`."""
        self._must(self.unit == "table", "表 (table)")
        copied: dict[str, Any] = msgspec.to_builtins(self.value, builtin_types=(date,))
        return copied

    @property
    def day(self) -> tuple[int, int]:
        """Month and day of every year, for windows; only of `month_day`."""
        self._must(self.unit == "month_day", "月日 (month and day)")
        return units.month_day(self.value)

    def _must(self, fits: bool, wanted: str) -> None:
        if not fits:
            raise ProvisionOfOtherUnit(
                field=self.key, key=self.key, programme=self.programme, place=self.place, unit=self.unit, wanted=wanted
            )


class _Timeline:
    """Every row of one programme, key and place, by validity and then by publication."""

    __slots__ = ("_rows", "_starts")

    def __init__(self, rows: Iterable[Provision]) -> None:
        self._rows = tuple(rows)
        self._starts = tuple(row.valid_from for row in self._rows)

    def find(self, day: date, known_on: date) -> Provision | None:
        """Go back from the last row that has begun; the first known row of each beginning speaks for it."""
        heard: date | None = None
        for index in range(bisect_right(self._starts, day) - 1, -1, -1):
            row = self._rows[index]
            if row.published_on > known_on or row.valid_from == heard:
                continue
            if row.valid_to is None or day <= row.valid_to:
                return row
            heard = row.valid_from
        return None


class StatuteBook:
    """All loaded provisions, indexed for look-up. The loader sees to it that no two rows contradict each other."""

    def __init__(self, provisions: Iterable[Provision]) -> None:
        self.provisions: tuple[Provision, ...] = tuple(sorted(provisions, key=_order))
        self.digest: str = sha256(msgspec.json.encode(self.provisions, order="sorted")).hexdigest()
        self._index = _index(self.provisions)

    def find(self, programme: str, key: str, day: date, place: str, known_on: date) -> Provision | None:
        """The provision in force on the day at the place, as published by `known_on`, or None."""
        by_place = self._index.get((programme, key))
        if by_place is None:
            return None
        for code in places.lineage(place):
            timeline = by_place.get(code)
            found = timeline.find(day, known_on) if timeline else None
            if found is not None:
                return found
        return None

    def at(self, programme: str, key: str, day: date, place: str, known_on: date) -> Provision:
        """Like `find`, but raises NoProvisionInForce where nothing is in force."""
        found = self.find(programme, key, day, place, known_on)
        return found or _refuse(programme, key, day, place, known_on)

    def latest(self, programme: str, known_on: date) -> tuple[Provision, ...]:
        """Every row of a programme at any place, whenever in force: of each beginning its last publication."""
        rows: dict[tuple[str, str, date], Provision] = {}
        for row in self.provisions:
            if row.programme == programme and row.published_on <= known_on:
                rows[row.key, row.place, row.valid_from] = row
        return tuple(rows.values())

    def law(self, programme: str, place: str, known_on: date) -> "Law":
        """The book as one programme at one place reads it on the day of decision."""
        return Law(programme=programme, place=place, known_on=known_on, book=self)


class Law(msgspec.Struct, frozen=True, kw_only=True):
    """The law of one programme at one place as known on one day: its own provisions first, then the general ones."""

    programme: str
    place: str
    known_on: date
    book: StatuteBook

    @property
    def digest(self) -> str:
        """The digest of the whole book that was read."""
        return self.book.digest

    def find(self, key: str, day: date) -> Provision | None:
        """The programme's own provision in force on the day, else the general one, else None."""
        own = self.book.find(self.programme, key, day, self.place, self.known_on)
        return own or self.book.find(GENERAL, key, day, self.place, self.known_on)

    def at(self, key: str, day: date) -> Provision:
        """Like `find`, but raises NoProvisionInForce where nothing is in force."""
        return self.find(key, day) or _refuse(self.programme, key, day, self.place, self.known_on)

    def grants(self, key: str, day: date) -> Provision:
        """Like `at`, for a flag that gives something: where the place says no, nothing is in force to decide by."""
        found = self.at(key, day)
        return found if found.flag else _refuse(self.programme, key, day, self.place, self.known_on)

    def holds(self, key: str, day: date) -> bool:
        """Whether a rule stands at the place: there is a provision, and it is no flag that says no."""
        found = self.find(key, day)
        return found is not None and (found.unit != "flag" or found.flag)


def _refuse(programme: str, key: str, day: date, place: str, known_on: date) -> Provision:
    raise NoProvisionInForce(field=key, programme=programme, key=key, day=day, place=place, known_on=known_on)


def _order(provision: Provision) -> tuple[str, str, str, date, date]:
    return (provision.programme, provision.key, provision.place, provision.valid_from, provision.published_on)


def _index(provisions: tuple[Provision, ...]) -> dict[tuple[str, str], dict[str, _Timeline]]:
    rows: dict[tuple[str, str], dict[str, list[Provision]]] = {}
    for row in provisions:
        rows.setdefault((row.programme, row.key), {}).setdefault(row.place, []).append(row)
    return {
        name: {place: _Timeline(timeline) for place, timeline in by_place.items()} for name, by_place in rows.items()
    }
