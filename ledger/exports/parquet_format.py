"""Parquet: exact decimals, days, moments, dictionaries for codes; the schema says which book, position and question."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any, BinaryIO, Final

import pyarrow as pa
from pyarrow.parquet import ParquetWriter

from ledger.exports.columns import Column, Kind, Row
from ledger.exports.origin import Origin

GROUP: Final = 50_000
"""Rows of a row group: as many as are in memory at once."""

MONEY: Final = pa.decimal128(19, 2)
"""Yuan. 19 digits hold every amount of fen that a book can hold."""

_WORDS: Final = pa.dictionary(pa.int32(), pa.string())

_TYPES: Final = {
    Kind.CODE: _WORDS,
    Kind.TEXT: pa.string(),
    Kind.MONEY: MONEY,
    Kind.WHOLE: pa.int64(),
    Kind.FLAG: pa.bool_(),
    Kind.DAY: pa.date32(),
    Kind.MOMENT: pa.timestamp("us", tz="UTC"),
}


def write(file: BinaryIO, origin: Origin, rows: Iterable[Row]) -> None:
    """Write the table, a row group at a time."""
    columns = origin.table.columns
    schema = schema_of(origin)
    left = iter(rows)
    with ParquetWriter(file, schema, compression="zstd") as writer:
        while group := list(islice(left, GROUP)):
            cells = zip(columns, zip(*group, strict=True), strict=True)
            writer.write_batch(pa.record_batch([_ARRAYS[column.kind](some) for column, some in cells], schema=schema))


def schema_of(origin: Origin) -> pa.Schema:
    """The fields with their Chinese headings, and what the rows are made from."""
    return pa.schema([_field(column) for column in origin.table.columns], metadata=origin.facts())


def _field(column: Column) -> pa.Field:
    return pa.field(column.name, _TYPES[column.kind], metadata={"zh": column.zh, "en": column.en})


def _money(fen: Sequence[int | None]) -> pa.Array:
    """The same digits read with two places: nothing is multiplied or divided, so nothing can be rounded."""
    whole = pa.array(fen, pa.int64()).cast(pa.decimal128(19, 0))
    return pa.Array.from_buffers(MONEY, len(whole), whole.buffers())


def _plain(kind: Kind) -> Callable[[Sequence[Any]], pa.Array]:
    return lambda cells: pa.array(cells, _TYPES[kind])


def _read_as(kind: Kind) -> Callable[[Sequence[Any]], pa.Array]:
    return lambda cells: pa.array(cells, pa.string()).cast(_TYPES[kind])


_ARRAYS: Final[dict[Kind, Callable[[Sequence[Any]], pa.Array]]] = {
    Kind.CODE: lambda cells: pa.array(cells, pa.string()).dictionary_encode(),
    Kind.TEXT: _plain(Kind.TEXT),
    Kind.MONEY: _money,
    Kind.WHOLE: _plain(Kind.WHOLE),
    Kind.FLAG: lambda cells: pa.array([bool(cell) for cell in cells], pa.bool_()),
    Kind.DAY: _read_as(Kind.DAY),
    Kind.MOMENT: _read_as(Kind.MOMENT),
}
