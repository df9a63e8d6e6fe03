"""Verification of imports: forged confirmations, and files that should be there or gone, are found by name."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, insert, update

from ledger.audit.verify import verify
from ledger.tables import staged_files
from tests.integration.tampering import change, find, forge, setting, wrong
from tests.integration.world import PLACE, World, opened
from tests.integration.world_imports import imported


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A book with one import of every end."""
    here = opened(f"sqlite:///{tmp_path / 'book.sqlite'}", tmp_path)
    here.today += timedelta(days=60)
    imported(here)
    yield here
    here.book.close()


def test_nothing_is_wrong_before(world: World) -> None:
    report = verify(world.book, vault=world.vault)
    assert report.ok
    assert report.check("imports-by-another").counted == 7
    assert report.check("staged-files-kept").counted == 4


@pytest.mark.parametrize(
    ("topic", "path", "to"),
    [
        ("import.Confirmed", ("actor",), f"{PLACE}-intake"),
        ("import.Confirmed", ("data", "cases", 0, "case"), "A2024-330502-OTHER"),
        ("import.Confirmed", ("data", "cases"), []),
        ("import.Staged", ("data", "last_day"), "2024-01-01"),
    ],
)
def test_a_forged_confirmation_is_found(world: World, topic: str, path: tuple[str | int, ...], to: Any) -> None:
    forge(world.book, find(world.book, topic), setting(*path, to=to))
    assert "imports-by-another" in wrong(verify(world.book, vault=world.vault))


def test_an_import_that_ended_without_having_waited_is_found(world: World) -> None:
    forge(world.book, find(world.book, "import.Confirmed"), setting("stream", to="import:never-staged"))
    assert "imports-by-another" in wrong(verify(world.book, vault=world.vault))


def test_a_confirmed_file_that_is_kept_is_found(world: World) -> None:
    ended = world.book.raw(find(world.book, "import.Confirmed") - 1, 1)[0].stream
    row = {"book": PLACE, "file": ended, "part": 0, "sealed": b"kept"}
    change(world.book, insert(staged_files).values(row))
    assert wrong(verify(world.book)) == {"staged-files-kept"}


def test_a_file_that_no_event_staged_is_found(world: World) -> None:
    row = {"book": PLACE, "file": "import:none", "part": 0, "sealed": b"kept"}
    change(world.book, insert(staged_files).values(row))
    assert wrong(verify(world.book)) == {"staged-files-kept"}


def test_a_missing_file_is_found_without_keys(world: World) -> None:
    change(world.book, delete(staged_files))
    assert wrong(verify(world.book)) == {"staged-files-kept"}


def test_a_changed_file_is_found_with_keys_and_the_report_says_where_there_were_none(world: World) -> None:
    change(world.book, update(staged_files).where(staged_files.c.part == 1).values(sealed=b"x" * 40))
    assert wrong(verify(world.book, vault=world.vault)) == {"staged-files-kept"}
    report = verify(world.book)
    assert report.ok
    assert report.check("staged-files-kept").remarks
