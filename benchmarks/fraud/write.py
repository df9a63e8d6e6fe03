"""Writes a shard: Parquet parts in the form of the tables that checks read, and the labels."""

from collections.abc import Iterable
from hashlib import file_digest
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.fraud.calendar import NONE, Ints
from benchmarks.fraud.frame import Frame
from benchmarks.fraud.numbers import numbers
from benchmarks.fraud.world import Label, World
from ledger.evidence.dataset import OPEN_DAY, OPEN_MONTH, ROW, Column, Dataset, datasets

OPEN: Final = {"last_day": OPEN_DAY, "last_month": OPEN_MONTH}
GROUP: Final = 100_000


def gathered(frames: Iterable[Frame], dataset: Dataset) -> dict[str, Ints]:
    """All rows of a dataset, sorted by its first key."""
    found = [frame.gathered() for frame in frames]
    first = dataset.keys[0]
    if not found:
        return {column.name: np.zeros(0, dtype=np.int64) for column in dataset.all_columns}
    order = np.argsort(np.concatenate([columns[first] for columns in found]), kind="stable")
    return {name: np.concatenate([columns[name] for columns in found])[order] for name in found[0]}


def table(seed: int, shard: int, dataset: Dataset, columns: dict[str, Ints]) -> pa.Table:
    """The rows as the table that checks see: keys as numbers, codes as text, open ends far away."""
    length = len(columns[dataset.columns[0].name])
    ordinal = 1 + shard * len(datasets()) + list(datasets()).index(dataset.name)
    arrays = [_array(seed, column, columns[column.name]) for column in dataset.all_columns]
    rows = pa.array((ordinal << 32) | np.arange(2, length + 2, dtype=np.int64))
    made = pa.table([*arrays, rows], names=[*(column.name for column in dataset.all_columns), ROW])
    return made.sort_by(dataset.keys[0]) if dataset.column(dataset.keys[0]).kind else made


def _array(seed: int, column: Column, values: Ints) -> pa.Array:
    missing = (values == NONE) & may_be_missing(column)
    if column.codes:
        words = pa.array(list(column.codes))
        return pa.DictionaryArray.from_arrays(pa.array(np.where(missing, 0, values), mask=missing), words).cast(
            pa.string()
        )
    if column.type in OPEN:
        return pa.array(np.where(missing, OPEN[column.type], values))
    if column.kind:
        return pa.array(numbers(seed, column.kind, values), mask=missing)
    return pa.array(values, mask=missing) if missing.any() else pa.array(values)


def may_be_missing(column: Column) -> bool:
    """Whether NONE means nothing in a column: a day of birth of -1 is the last of 1969."""
    return column.optional or bool(column.kind) or column.type == "place"


def write_shard(world: World, out: Path) -> int:
    """One part for each dataset; answers how many rows. What is written is let go."""
    total = 0
    for name, dataset in datasets().items():
        columns = gathered(world.frames.pop(name), dataset)
        made = table(world.seed, world.shard, dataset, columns)
        folder = out / name
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / "draft"
        pq.write_table(made, draft, compression="zstd", row_group_size=GROUP, store_schema=False)
        with draft.open("rb") as written:
            draft.rename(folder / f"{file_digest(written, 'sha256').hexdigest()}.parquet")
        total += made.num_rows
    return total


def label_table(seed: int, labels: Iterable[Label]) -> pa.Table:
    """Labels as rows: red flag, kind of unit, its key, the incident, the months, and what it is about."""
    found = list(labels)
    if not found:
        return pa.table({name: pa.array([], kind) for name, kind in LABEL_COLUMNS.items()})

    def joined(part: str) -> Ints:
        return np.concatenate([getattr(label, part) for label in found])

    lengths = [len(label.keys) for label in found]
    return pa.table(
        {
            "red_flag": pa.array(np.repeat([label.type for label in found], lengths)),
            "kind": pa.array(np.repeat([label.kind for label in found], lengths)),
            "key": np.concatenate([_key(seed, label) for label in found]),
            "incident": joined("incident"),
            "from_month": joined("from_month"),
            "to_month": joined("to_month"),
            "note": pa.array(np.repeat([label.note for label in found], lengths)),
        }
    )


def _key(seed: int, label: Label) -> Ints:
    """Villages are known by their code; whatever else there is by its number."""
    return label.keys if label.kind == "village" else numbers(seed, label.kind, label.keys)


LABEL_COLUMNS: Final = {
    "red_flag": pa.string(),
    "kind": pa.string(),
    "key": pa.int64(),
    "incident": pa.int64(),
    "from_month": pa.int64(),
    "to_month": pa.int64(),
    "note": pa.string(),
}
