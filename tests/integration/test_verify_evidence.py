"""Verification of evidence: forged imports, and parts that are missing or were changed, are found by name."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from pyarrow import parquet

from domain.evidence import Imported, WithdrawalProposed
from ledger.audit.verify import verify
from tests.integration.tampering import as_another, find, forge, setting, wrong
from tests.integration.world import PLACE, World, opened
from tests.integration.world_evidence import evidenced


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A book with one import of every standing."""
    here = opened(f"sqlite:///{tmp_path / 'book.sqlite'}", tmp_path)
    evidenced(here)
    yield here
    here.book.close()


def found(world: World) -> set[str]:
    return wrong(verify(world.book, vault=world.vault, evidence=world.evidence))


def test_nothing_is_wrong_before(world: World) -> None:
    report = verify(world.book, vault=world.vault, evidence=world.evidence)
    assert report.ok
    assert report.check("evidence-in-order").counted == 14
    assert report.check("evidence-as-imported").counted > 9
    assert report.check("evidence-replaced-by-two").counted == 6
    assert verify(world.book).check("evidence-as-imported").remarks


@pytest.mark.parametrize(
    ("topic", "path", "to"),
    [
        ("evidence.Confirmed", ("actor",), f"{PLACE}-data"),
        ("evidence.Confirmed", ("stream",), "evidence:never-staged"),
        ("evidence.Withdrawn", ("stream",), "evidence:never-imported"),
        ("evidence.Withdrawn", ("actor",), f"{PLACE}-data"),
        ("evidence.WithdrawalRejected", ("stream",), "evidence:never-proposed"),
        ("evidence.Staged", ("data", "rejected"), 0),
        ("evidence.Imported", ("data", "rows"), 4),
        ("evidence.Imported", ("data", "lines"), 4),
        ("evidence.Staged", ("data", "ordinal"), 1),
        ("evidence.Imported", ("data", "claim"), "file:other"),
        ("evidence.Discarded", ("data", "claim"), "file:other"),
        ("evidence.Withdrawn", ("data", "claim"), "file:other"),
    ],
)
def test_a_forged_import_is_found(world: World, topic: str, path: tuple[str | int, ...], to: Any) -> None:
    forge(world.book, find(world.book, topic), setting(*path, to=to))
    assert "evidence-in-order" in found(world)


def test_a_replacement_that_lacks_more_than_it_says_is_found(world: World) -> None:
    forge(world.book, find(world.book, "evidence.Staged", 4), setting("data", "fewer", to=0))
    assert "evidence-replaced-by-two" in found(world)


@pytest.mark.parametrize(("schema", "faulty"), [(1, False), (2, True)])
def test_a_withdrawal_from_before_it_needed_two_is_let_stand(world: World, schema: int, faulty: bool) -> None:
    proposed = world.book.head.position
    (register,) = world.book.read(proposed - 1, 1)
    assert isinstance(register.event, WithdrawalProposed)
    (came, *_) = world.book.events(register.stream)
    forge(world.book, came.position, setting("schema", to=2))
    forge(world.book, proposed, as_another("evidence.Withdrawn", msgspec.structs.asdict(register.event)))
    forge(world.book, proposed, setting("schema", to=schema))
    assert ("evidence-in-order" in found(world)) is faulty


@pytest.mark.parametrize(("schema", "faulty"), [(1, False), (2, True)])
def test_a_replacement_from_before_keys_were_compared_is_let_stand(world: World, schema: int, faulty: bool) -> None:
    position = find(world.book, "evidence.Staged", 4)
    (staged,) = world.book.read(position - 1, 1)
    told = msgspec.to_builtins(staged.event)
    whole = {name: told[name] for name in Imported.__struct_fields__}
    forge(world.book, position, as_another("evidence.Imported", whole))
    forge(world.book, position, setting("schema", to=schema))
    assert ("evidence-replaced-by-two" in found(world)) is faulty


@pytest.mark.parametrize("pattern", ["wages/*/*/*.parquet", "deaths/*/*/*.parquet", "keys/*.parquet", "reports/*.json"])
def test_a_missing_file_is_found(world: World, pattern: str) -> None:
    next(world.evidence.folder.glob(pattern)).unlink()
    assert found(world) == {"evidence-as-imported"}


@pytest.mark.parametrize("pattern", ["deaths/*/*/*.parquet", "keys/*.parquet", "reports/*.json"])
def test_a_changed_file_is_found(world: World, pattern: str) -> None:
    path = next(world.evidence.folder.glob(pattern))
    path.write_bytes(path.read_bytes()[:-1])
    assert found(world) == {"evidence-as-imported"}


def test_a_part_with_other_rows_is_found(world: World) -> None:
    path = next(world.evidence.folder.glob("deaths/*/*/*.parquet"))
    parquet.write_table(parquet.read_table(path).slice(0, 0), path)
    assert found(world) == {"evidence-as-imported"}
