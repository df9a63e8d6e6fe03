"""Rows of a dataset while a population is being made: columns of ordinals, days and amounts, edited in place."""

from collections.abc import Mapping

import numpy as np

from benchmarks.fraud.calendar import NONE, Flags, Ints
from ledger.evidence.dataset import Column, datasets

Values = Ints | Flags | int | str


def code(dataset: str, column: str, word: str) -> int:
    """The number that stands for a code: its place in the list of codes. ValueError where there is no such code."""
    return list(datasets()[dataset].column(column).codes).index(word)


def _default(column: Column) -> int:
    return NONE if column.optional or column.kind or column.type == "place" else 0


class Frame:
    """Rows of one dataset. What is dropped or added counts only when they are gathered."""

    def __init__(self, dataset: str, **values: Values) -> None:
        self.dataset = dataset
        self.columns = self._complete(values)
        self.dropped = np.zeros(len(self), dtype=np.bool_)
        self.added: list[dict[str, Ints]] = []
        self._orders: dict[str, tuple[Ints, Ints]] = {}

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))

    def __getitem__(self, column: str) -> Ints:
        return self.columns[column]

    def _complete(self, values: Mapping[str, Values]) -> dict[str, Ints]:
        known = datasets()[self.dataset].all_columns
        if wrong := set(values) - {column.name for column in known}:
            raise KeyError(f"{self.dataset}: {sorted(wrong)}")
        numbers = {name: code(self.dataset, name, v) if isinstance(v, str) else v for name, v in values.items()}
        length = np.broadcast_shapes(*(np.shape(np.atleast_1d(value)) for value in numbers.values()))
        return {
            c.name: np.array(np.broadcast_to(numbers.get(c.name, _default(c)), length), dtype=np.int64) for c in known
        }

    def of(self, column: str, keys: Ints) -> Ints:
        """Which rows hold one of these keys, in the order of the keys."""
        if column not in self._orders:
            order = np.argsort(self.columns[column], kind="stable")
            self._orders[column] = order, self.columns[column][order]
        order, sorted_keys = self._orders[column]
        begin, end = np.searchsorted(sorted_keys, keys, "left"), np.searchsorted(sorted_keys, keys, "right")
        rows = order[spread(begin, end)]
        return rows[~self.dropped[rows]]

    def put(self, rows: Ints, **values: Values) -> None:
        """Give rows other values. A column by which rows were looked up already must not change."""
        for name, value in values.items():
            self.columns[name][rows] = code(self.dataset, name, value) if isinstance(value, str) else value
            self._orders.pop(name, None)

    def drop(self, rows: Ints) -> None:
        """Take rows out."""
        self.dropped[rows] = True

    def add(self, **values: Values) -> None:
        """More rows."""
        self.added.append(self._complete(values))

    def copy(self, rows: Ints, **values: Values) -> None:
        """Rows once more, with other values where given."""
        kept = {name: column[rows] for name, column in self.columns.items()}
        self.added.append(self._complete({**kept, **values}))

    def gathered(self) -> dict[str, Ints]:
        """All rows that count."""
        kept = {name: column[~self.dropped] for name, column in self.columns.items()}
        return {name: np.concatenate([kept[name], *(more[name] for more in self.added)]) for name in kept}


def spread(begin: Ints, end: Ints) -> Ints:
    """begin, begin + 1, … end - 1 of every pair, one after the other."""
    lengths = np.maximum(end - begin, 0)
    starts = np.repeat(begin - np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths)
    return np.asarray(np.arange(lengths.sum()) + starts)
