"""A file that is being taken in: read once, and written as parts for whatever ordinal its import gets."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from domain.evidence import KeyPart, Part
from ledger.evidence.dataset import Dataset
from ledger.evidence.keys import Numbering, unknown_among
from ledger.evidence.partitions import Partitions
from ledger.evidence.parts import path_of, path_of_keys, write_keys, write_part
from ledger.evidence.reading import Reading
from ledger.evidence.source_file import SourceFile
from ledger.evidence.store import EvidenceStore

Progress = Callable[[int, int], None]
"""Told how much of the file was read, of how much; then how many rows were written, of how many."""


class Written(NamedTuple):
    """Parts and keys that lie in a draft, each with what its event says of it."""

    dataset: str
    parts: list[tuple[Path, Part]]
    keys: list[tuple[Path, KeyPart]]

    def keep(self, store: EvidenceStore) -> None:
        """Put them in their places."""
        for draft, part in self.parts:
            store.keep(draft, path_of(store.folder, self.dataset, part))
        for draft, keys in self.keys:
            store.keep(draft, path_of_keys(store.folder, keys))


class Taken:
    """The rows and keys of a file."""

    def __init__(
        self, draft: Path, source: SourceFile, reading: Reading, numbering: Numbering, progress: Progress | None
    ) -> None:
        self.reading = reading
        self._draft = draft
        self._progress = progress
        self._partitions = Partitions(draft)
        for table in reading.tables():
            self._partitions.add(table)
            if progress:
                progress(*source.read)
        self._keys = numbering.found()

    def written(self, dataset: Dataset, ordinal: int, known: pa.Table) -> Written:
        """The parts under an ordinal, and the keys that are not known yet; raises KeysCollide."""
        fresh = unknown_among(self._keys, known)
        keys = [write_keys(self._draft, fresh)] if fresh.num_rows else []
        parts: list[tuple[Path, Part]] = []
        rows = 0
        for partition in self._partitions:
            parts.append(write_part(self._draft, dataset, ordinal, partition))
            rows += partition.table.num_rows
            if self._progress:
                self._progress(rows, self.reading.rows)
        return Written(dataset.name, parts, keys)
