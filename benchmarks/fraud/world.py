"""A shard of the population while it is made: whoever is on a payroll, the rows about them, and the labels."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final
from zlib import crc32

import msgspec
import numpy as np

from benchmarks.fraud.book import Cells, complete
from benchmarks.fraud.calendar import FIRST, LAST, NONE, Chance, Flags, Ints
from benchmarks.fraud.frame import Frame, Values
from benchmarks.fraud.numbers import SHARD_BITS
from ledger.evidence.dataset import datasets

if TYPE_CHECKING:
    from benchmarks.fraud.honest.staff import Staff

Months = Ints | int

DISABLED_IN: Final = {"ordinary": 20, "welfare": 75}
"""Workers with disabilities per cent of the staff: in ordinary firms, and in registered welfare firms."""


class People(msgspec.Struct):
    """Who is on payrolls, one entry each in parallel arrays."""

    person: Ints
    employer: Ints
    place: Ints
    disabled: Flags
    female: Flags
    birth_day: Ints
    account: Ints
    phone: Ints
    address: Ints
    steady: Flags
    free: Flags
    ordinary: Flags


class Label(msgspec.Struct, frozen=True):
    """Units of one kind that commit a fraud, or resemble those who do, and the months; an incident binds units."""

    type: str
    kind: str
    keys: Ints
    incident: Ints
    from_month: Ints
    to_month: Ints
    note: str


class World:
    """The rows, the labels, and the counters of one shard."""

    def __init__(self, seed: int, shard: int, persons: int) -> None:
        self.seed, self.shard, self.persons = seed, shard, persons
        self.frames: dict[str, list[Frame]] = {name: [] for name in datasets()}
        self.books: dict[str, list[Cells]] = {}
        self.labels: list[Label] = []
        self.lookalikes: list[Label] = []
        self._next: dict[str, int] = {}
        self._incident = 0
        self._staff: Staff | None = None

    def chance(self, name: str) -> Chance:
        """Dice of its own for each part, so that a new part leaves the others as they were."""
        return np.random.default_rng([self.seed, self.shard, crc32(name.encode())])

    def new(self, kind: str, count: int) -> Ints:
        """Ordinals of things that did not exist."""
        begin = self._next.get(kind, self.shard << SHARD_BITS)
        self._next[kind] = begin + count
        return np.arange(begin, begin + count, dtype=np.int64)

    def add(self, dataset: str, **values: Values) -> Frame:
        """Rows of a dataset."""
        frame = Frame(dataset, **values)
        self.frames[dataset].append(frame)
        return frame

    def book(self, table: str, **values: Ints | int | str) -> None:
        """Rows of a table of the book, side by side; a word holds for all of them."""
        count = max(np.size(value) for value in values.values() if not isinstance(value, str))
        rows = complete(table, values, self.new("position", count))
        self.books.setdefault(table, []).append(rows)

    def base(self, dataset: str) -> Frame:
        """The rows of the honest world, which were put there first."""
        return self.frames[dataset][0]

    def count(self, per_mille: int) -> int:
        """How many units a rate in thousandths of the persons comes to, at least four."""
        return max(4, self.persons * per_mille // 1000)

    def pick(self, rng: Chance, count: int, where: Flags | None = None, *, anywhere: bool = False) -> Ints:
        """Places (in `people`) of steady workers with disabilities in ordinary firms whom nothing else has touched.

        `anywhere` takes the staff of registered welfare firms too. ValueError where too few are left.
        """
        people = self.people
        able = people.free & people.steady & people.disabled & (people.ordinary | anywhere)
        found = np.flatnonzero(able if where is None else able & where)
        chosen = np.sort(rng.choice(found, count, replace=False))
        people.free[chosen] = False
        return np.asarray(chosen)

    @property
    def staff(self) -> "Staff":
        """The staff of the honest world, whose rows frauds and look-alikes edit."""
        if self._staff is None:
            raise ValueError("the honest world comes first")
        return self._staff

    @staff.setter
    def staff(self, staff: "Staff") -> None:
        self._staff = staff

    @property
    def people(self) -> People:
        """Everybody on a payroll of the honest world."""
        return self.staff.people

    def incidents(self, count: int) -> Ints:
        """Numbers of incidents."""
        begin = self._incident + (self.shard << SHARD_BITS)
        self._incident += count
        return np.arange(begin, begin + count, dtype=np.int64)

    def fraud(
        self, red_flag: str, months: tuple[Months, Months], note: str, incident: Ints | None = None, **units: Ints
    ) -> None:
        """Label units by kind (arrays side by side; `other_` and `third_` of a kind are more of it).

        The n-th of every kind belong to the n-th incident. What another variant of a check finds is labelled RF18B.
        """
        self._label(self.labels, red_flag, months, note, incident, units)

    def resembles(
        self,
        red_flag: str,
        note: str,
        months: tuple[Months, Months] = (FIRST, LAST),
        incident: Ints | None = None,
        **units: Ints,
    ) -> None:
        """Label honest units with what they look like."""
        self._label(self.lookalikes, red_flag, months, note, incident, units)

    def _label(
        self,
        into: list[Label],
        red_flag: str,
        months: tuple[Months, Months],
        note: str,
        incident: Ints | None,
        units: Mapping[str, Ints],
    ) -> None:
        each = self.incidents(len(next(iter(units.values())))) if incident is None else incident
        for name, keys in units.items():
            kind = name.rpartition("_")[2]
            begin, end = (np.broadcast_to(np.asarray(month, dtype=np.int64), keys.shape) for month in months)
            real = keys != NONE
            into.append(Label(red_flag, kind, keys[real], each[real], begin[real], end[real], note))
