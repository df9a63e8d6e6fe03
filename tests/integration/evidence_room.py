"""What counts of the evidence of a world, and an import that is refused."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from domain.errors import Refusal
from ledger.commands.base import Receipt
from ledger.evidence.current import current
from ledger.evidence.keys import number_of
from tests.books import dump
from tests.integration.world import World
from tests.integration.world_evidence import (
    brought,
    confirmed,
    wages,
)


def files(world: World) -> list[Path]:
    """Every file in the evidence folder but the lock."""
    folder = world.evidence.folder
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "lock")


def rows(world: World, dataset: str = "wages") -> list[dict[str, Any]]:
    """What counts of a dataset."""
    found = current(world.book).get(dataset)
    paths = found.paths(world.evidence) if found else []
    return pa.concat_tables([parquet.read_table(path) for path in paths]).to_pylist() if paths else []


def persons(world: World) -> set[int]:
    return {row["person"] for row in rows(world)}


def replaced(world: World, *given: Any, **said: Any) -> Receipt:
    """A file that takes keys away, accepted by another."""
    receipt = brought(world, *given, accept_fewer=True, **said)
    confirmed(world, receipt.subject)
    return receipt


def keys(world: World, *days: int) -> set[int]:
    """The keys of persons born on these days."""
    return {number_of(world.vault, world.vault.pseudonym(row["person"])) for row in wages(*days)}


def refused(world: World, kind: type[Refusal], *given: Any, **said: Any) -> Refusal:
    """The refusal of an import; the log and the folder are as they were."""
    before, there = dump(world.book), files(world)
    with pytest.raises(kind) as caught:
        brought(world, *given, **said)
    assert (dump(world.book), files(world)) == (before, there)
    return caught.value
