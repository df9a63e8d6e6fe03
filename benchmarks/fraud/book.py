"""Rows of the book beside the evidence: what the ledger itself knows of cases, of their steps, of who counts."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.fraud.calendar import NONE, Ints
from benchmarks.fraud.numbers import numbers
from ledger.checks.engines.duck import arrow_of
from ledger.checks.forms import Field, TableForm
from ledger.checks.tables import BOOK
from ledger.evidence.dataset import ROW

FORMS: Final = {form.name: form for form in BOOK}

Cells = Mapping[str, Ints | str]
"""Columns of some rows: ordinals of keys, whole numbers, or one word for all of them."""


def complete(table: str, values: Mapping[str, Ints | int | str], rows: Ints) -> Cells:
    """Every column of a table of the book, as long as `rows`; what is not said is no key and 0.

    KeyError where there is no such table or column.
    """
    known = {field.name: field for field in FORMS[table].fields}
    if wrong := values.keys() - known.keys():
        raise KeyError(f"{table}: {sorted(wrong)}")
    given = {ROW: rows, **values}
    return {name: _cells(field, given.get(name), len(rows)) for name, field in known.items()}


def _cells(field: Field, value: Ints | int | str | None, count: int) -> Ints | str:
    if isinstance(value, str) or field.text:
        return str(value or "")
    least = NONE if field.kind else 0
    return np.array(np.broadcast_to(least if value is None else value, (count,)), dtype=np.int64)


def write_book(seed: int, shard: int, rows: Mapping[str, Sequence[Cells]], out: Path) -> int:
    """One part for each table of the book; answers how many rows."""
    total = 0
    for name, form in FORMS.items():
        made = pa.concat_tables([arrow_of(form, ()), *(_table(seed, form, cells) for cells in rows.get(name, ()))])
        folder = out / name
        folder.mkdir(parents=True, exist_ok=True)
        pq.write_table(made, folder / f"{shard}.parquet", compression="zstd")
        total += made.num_rows
    return total


def _table(seed: int, form: TableForm, cells: Cells) -> pa.Table:
    arrays = [_array(seed, field, cells[field.name], len(cells[ROW])) for field in form.fields]
    return pa.table(arrays, names=[field.name for field in form.fields])


def _array(seed: int, field: Field, value: Ints | str, count: int) -> pa.Array:
    if isinstance(value, str):
        return pa.array([value] * count, pa.string())
    if field.kind:
        return pa.array(numbers(seed, field.kind, value), mask=value == NONE)
    return pa.array(value)


def book_rows(folder: Path) -> dict[str, pa.Table]:
    """The tables of the book of a population; none where it was made without."""
    return {name: pq.read_table(folder / name) for name in FORMS if (folder / name).is_dir()}
