"""Rows by place and month, on the disk beyond what memory holds, until their import has its ordinal."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from ledger.documents.private import new_file
from ledger.evidence.dataset import PLACE
from ledger.evidence.reading import PART_MONTH

MOST_WAITING: Final = 1_000_000
"""Rows that wait in memory."""

MOST_IN_PART: Final = 3_000_000
"""About how many rows a part has at most: as many as are sorted at once."""

_OPTIONS: Final = pa.ipc.IpcWriteOptions(compression="lz4")
_CODE: Final = 1_000_000
"""Place codes have six digits: a month and a place are one number."""


class _Key(NamedTuple):
    month: int
    place: int
    chunk: int


class Partition(NamedTuple):
    """The rows of one part to be, in the order of the file."""

    place: int
    month: int
    table: pa.Table


class Partitions:
    """Takes tables in and gives them out by place and month, as often as asked; its files lie in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._waiting: defaultdict[_Key, list[pa.Table]] = defaultdict(list)
        self._waiting_rows = 0
        self._written: dict[_Key, int] = {}
        self._chunk: defaultdict[tuple[int, int], int] = defaultdict(int)

    def add(self, table: pa.Table) -> None:
        """Take a table in."""
        for place, month, rows in _split(table):
            self._waiting[_Key(month, place, self._chunk[month, place])].append(rows)
        self._waiting_rows += table.num_rows
        if self._waiting_rows >= MOST_WAITING:
            self._spill()

    def __iter__(self) -> Iterator[Partition]:
        for key in sorted(self._written.keys() | self._waiting.keys()):
            tables = [*self._read(key), *self._waiting.get(key, ())]
            yield Partition(key.place, key.month, pa.concat_tables(tables))

    def _spill(self) -> None:
        for key, tables in self._waiting.items():
            table = pa.concat_tables(tables)
            path = self._path(key)
            with ExitStack() as opened:
                file = opened.enter_context(path.open("ab") if path.exists() else new_file(path))
                opened.enter_context(pa.ipc.new_stream(file, table.schema, options=_OPTIONS)).write_table(table)
            self._written[key] = self._written.get(key, 0) + table.num_rows
            if self._written[key] >= MOST_IN_PART:
                self._chunk[key.month, key.place] += 1
        self._waiting.clear()
        self._waiting_rows = 0

    def _read(self, key: _Key) -> Iterator[pa.Table]:
        """What was written: a stream behind the other."""
        if key not in self._written:
            return
        path = self._path(key)
        size = path.stat().st_size
        with pa.OSFile(str(path)) as file:
            while file.tell() < size:
                with pa.ipc.open_stream(file) as stream:
                    yield stream.read_all()

    def _path(self, key: _Key) -> Path:
        return self._folder / f"{key.place}-{key.month}-{key.chunk}.arrow"


def _split(table: pa.Table) -> Iterator[tuple[int, int, pa.Table]]:
    """The rows of each place and month, in the order in which they came."""
    table = table.combine_chunks()
    codes = pc.add(pc.multiply(table[PART_MONTH], _CODE), table[PLACE.name]).combine_chunks()
    if pc.min_max(codes)["min"] != pc.min_max(codes)["max"]:
        order = pc.array_sort_indices(codes)
        table, codes = table.take(order), codes.take(order)
    runs: Any = pc.run_end_encode(codes)
    start = 0
    for end, code in zip(runs.run_ends.to_pylist(), runs.values.to_pylist(), strict=True):
        yield code % _CODE, code // _CODE, table.slice(start, end - start).drop_columns([PART_MONTH])
        start = end
