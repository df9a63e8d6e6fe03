"""Source files: a small population as CSV with Chinese headings, which `evidence import` reads."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.csv as pc

from benchmarks.fraud.calendar import NONE, Ints
from benchmarks.fraud.frame import Frame
from benchmarks.fraud.numbers import SHARD_BITS, credit_code, resident_ids
from benchmarks.fraud.world import World
from benchmarks.fraud.write import gathered, may_be_missing
from ledger.evidence.dataset import Column, datasets

DAY: Final = 86_400
OLDEST: Final = 1_000
"""Whoever stands in no register was born some day after September 1972."""


def write_csv(world: World, out: Path) -> None:
    """One file for each dataset: made-up numbers with check digits, yuan, days and months as people write."""
    names = _names(world)
    out.mkdir(parents=True, exist_ok=True)
    for name, dataset in datasets().items():
        columns = gathered(world.frames[name], dataset)
        texts = [_texts(column, columns[column.name], names) for column in dataset.all_columns]
        pc.write_csv(
            pa.table(texts, names=[column.zh for column in dataset.all_columns]),
            out / f"{name}.csv",
        )
    _write_labels(world, names, out)


def _write_labels(world: World, names: dict[int, str], out: Path) -> None:
    """Labels and look-alikes with the numbers that stand in the files."""
    for name, labels in (("labels", world.labels), ("lookalikes", world.lookalikes)):
        rows = [
            (label.type, label.kind, _unit(label.kind, key, names), str(label.note))
            for label in labels
            for key in label.keys.tolist()
        ]
        columns = list(zip(*rows, strict=True)) or [()] * 4
        made = pa.table(
            [list(column) for column in columns],
            names=["red_flag", "kind", "unit", "note"],
        )
        pc.write_csv(made, out / f"{name}.csv")


def _unit(kind: str, key: int, names: dict[int, str]) -> str:
    if kind == "person":
        return names[key]
    if kind == "village":
        return str(key)
    return credit_code(key % (1 << SHARD_BITS)) if kind == "employer" else f"{kind}-{key:010d}"


def _names(world: World) -> dict[int, str]:
    """The resident ID of every person of whom a row speaks."""
    everybody = np.unique(np.concatenate([keys for frames in world.frames.values() for keys in _persons(frames)]))
    everybody = everybody[everybody != NONE]
    birth_day = OLDEST + everybody % 9_000
    known = gathered(world.frames["persons"], datasets()["persons"])
    at = np.searchsorted(everybody, known["person"])
    birth_day[at] = known["birth_day"]
    return dict(zip(everybody.tolist(), resident_ids(birth_day), strict=True))


def _persons(frames: list[Frame]) -> list[Ints]:
    found = []
    for frame in frames:
        columns = frame.gathered()
        found += [columns[c.name] for c in datasets()[frame.dataset].columns if c.type == "person"]
    return found


def _texts(column: Column, values: Ints, names: dict[int, str]) -> list[str]:
    write = _writer(column, names)
    missing = NONE if may_be_missing(column) else None
    return ["" if value == missing else write(value) for value in values.tolist()]


def _writer(column: Column, names: dict[int, str]) -> Callable[[int], str]:
    """How a value of a column is written."""
    match column.type:
        case "person":
            return names.__getitem__
        case "employer":
            return lambda value: credit_code(value % (1 << SHARD_BITS))
        case "key":
            return lambda value: f"{column.key}-{value:010d}"
        case "day" | "last_day":
            return lambda value: str(np.datetime64(value, "D"))
        case "month" | "last_month":
            return lambda value: f"{value // 12}-{value % 12 + 1:02}"
        case "second":
            return lambda value: str(np.datetime64(value, "s")).replace("T", " ")
        case "fen":
            return lambda value: f"{value // 100}.{value % 100:02}"
        case "flag":
            return lambda value: "是" if value else "否"
        case "code":
            words = list(column.codes.values())
            return lambda value: words[value]
    return str
