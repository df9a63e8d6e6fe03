"""Parts: content-addressed Parquet files of evidence, one place and month each, sorted by the first key."""

import os
from hashlib import file_digest
from pathlib import Path
from secrets import token_hex
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from domain.errors import Refusal
from domain.evidence import KeyPart, Part
from ledger.documents.private import new_file
from ledger.evidence.dataset import ROW, Dataset
from ledger.evidence.partitions import Partition
from ledger.evidence.reading import LINE
from ledger.evidence.values import month_of_number

GROUP: Final = 100_000
"""Rows of a row group."""

LINES: Final = 2**32
"""By what an ordinal is shifted so that the line fits below it."""


class PartMissing(Refusal):
    """证据文件 {part} 不在证据库中。

    The part {part} is not in the evidence folder.
    """

    ids = frozenset({"part"})


class PartChanged(Refusal):
    """证据文件 {part} 已被改动。

    The part {part} was changed.
    """

    ids = frozenset({"part"})


def schema_of(dataset: Dataset) -> pa.Schema:
    """The columns of a dataset's table: its own, the place, the row."""
    fields = [(each.name, pa.string() if each.text else pa.int64()) for each in dataset.all_columns]
    return pa.schema([*fields, (ROW, pa.int64())])


def row_number(ordinal: int, line: int) -> int:
    """The `row` of a line of an import."""
    return ordinal * LINES + line


def cited_by(row: int) -> tuple[int, int]:
    """The ordinal of the import and the line of its file behind a `row`."""
    return divmod(row, LINES)


def write_part(folder: Path, dataset: Dataset, ordinal: int, partition: Partition) -> tuple[Path, Part]:
    """Write the rows of a place and month of an import as a draft in `folder`."""
    lines = partition.table[LINE]
    table = partition.table.drop_columns([LINE]).append_column(ROW, pc.add(lines, pa.scalar(row_number(ordinal, 0))))
    table = table.select(schema_of(dataset).names)
    table = table.sort_by([(dataset.keys[0], "ascending"), (ROW, "ascending")])
    path, digest = _written(folder, table)
    return path, Part(
        place=f"{partition.place:06d}",
        month=str(month_of_number(partition.month)),
        rows=table.num_rows,
        sha256=digest,
    )


def write_keys(folder: Path, keys: pa.Table) -> tuple[Path, KeyPart]:
    """Write rows of the dataset `keys` as a draft in `folder`."""
    path, digest = _written(folder, keys)
    return path, KeyPart(rows=keys.num_rows, sha256=digest)


def must_be_as_written(path: Path, part: Part | KeyPart) -> None:
    """Raise PartMissing or PartChanged unless the file has the digest and the rows that its event says."""
    name = "/".join(path.parts[-4:])
    try:
        if sha256_in(path) != part.sha256 or parquet.read_metadata(path).num_rows != part.rows:
            raise PartChanged(field="part", part=name)
    except FileNotFoundError as error:
        raise PartMissing(field="part", part=name) from error


def must_be_as_named(path: Path) -> None:
    """Raise PartMissing or PartChanged unless the file has the digest that it is called by."""
    name = "/".join(path.parts[-4:])
    try:
        if sha256_in(path) != path.stem:
            raise PartChanged(field="part", part=name)
    except FileNotFoundError as error:
        raise PartMissing(field="part", part=name) from error


def sha256_in(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _written(folder: Path, table: pa.Table) -> tuple[Path, str]:
    path = folder / f"{token_hex(16)}.parquet"
    with new_file(path) as file:
        parquet.write_table(table, file, compression="zstd", row_group_size=GROUP)
        file.flush()
        os.fsync(file.fileno())
    return path, sha256_in(path)


def path_of(folder: Path, dataset: str, part: Part) -> Path:
    """Where a part lies in the evidence folder of a book."""
    return folder / dataset / part.place / part.month / f"{part.sha256}.parquet"


def path_of_keys(folder: Path, part: KeyPart) -> Path:
    """Where a part of the dataset `keys` lies."""
    return folder / "keys" / f"{part.sha256}.parquet"
