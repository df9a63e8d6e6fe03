"""Files of evidence as departments send them, made from cells, and what is read from them."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from domain.calendar import Month
from ledger.evidence.dataset import Dataset, datasets
from ledger.evidence.keys import Numbering
from ledger.evidence.reading import Frame, Reading
from ledger.evidence.source_file import open_source
from ledger.keys import Keys
from tests.factories import bank_card, resident_id, uscc

PLACE = "330500"
FRAME = Frame(place=PLACE, first=Month(2024, 1), last=Month(2024, 12))
INDEX = b"i" * 32

WAGE = {
    "person": resident_id(),
    "employer": uscc(),
    "month": "2024-03",
    "paid_fen": "4500.5",
    "due_pct": "100",
    "paid_day": "2024-04-05",
    "channel": "银行代发",
    "account": bank_card(),
    "full_time": "是",
    "disabled": "0",
}
"""A payroll row as it is written."""

CONTRACT = {
    "person": resident_id(),
    "employer": uscc(),
    "contract": "HT-2024-1",
    "kind": "劳动合同",
    "open_ended": "是",
    "from_day": "2024-01-01",
    "signed_day": "2023-12-20",
    "full_time": "是",
    "on_site": "是",
    "in_establishment": "否",
    "seasonal": "否",
    "wage_fen": "4500",
    "worker_fee_fen": "0",
}
"""A contract without end as it is written."""


class FakeVault:
    """Makes keyed digests as a vault does, without a book."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def keyed(self, kind: str, value: str) -> bytes:
        self.asked.append((kind, value))
        return Keys(INDEX, INDEX).digest(kind, value)


def written(path: Path, rows: Sequence[Mapping[str, str]], *, encoding: str = "utf-8") -> Path:
    """A CSV file of rows by heading; its headings are those of all rows."""
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, headings)
        writer.writeheader()
        writer.writerows(rows)
    return path


def in_chinese(dataset: str, row: Mapping[str, str]) -> dict[str, str]:
    """The same row under Chinese headings."""
    return {datasets()[dataset].column(name).zh: text for name, text in row.items()}


def reading_of(path: Path, dataset: str = "wages", frame: Frame = FRAME, numbering: Numbering | None = None) -> Reading:
    """A pass over a file."""
    return Reading(open_source(path), datasets()[dataset], frame, numbering or Numbering(FakeVault()))


def read(path: Path, dataset: str = "wages", frame: Frame = FRAME) -> tuple[Reading, list[dict[str, Any]]]:
    """A file as it is read: the pass, and the rows that can be used."""
    reading = reading_of(path, dataset, frame)
    tables = list(reading.tables())
    return reading, pa.concat_tables(tables).to_pylist() if tables else []


def dataset_of(name: str) -> Dataset:
    return datasets()[name]
