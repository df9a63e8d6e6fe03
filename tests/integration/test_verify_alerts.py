"""Verification of what follows from checks: a finding without hearing or second person is found by name."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ledger.audit.verify import verify
from ledger.book import Book
from tests.integration.tampering import copy_of_the_world, find, forge, setting, wrong
from tests.integration.world import PLACE


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """A copy of the whole world, to tamper with."""
    with copy_of_the_world(tmp_path) as here:
        yield here


@pytest.mark.parametrize(
    ("check", "topic", "path", "to"),
    [
        ("findings-heard", "investigation.FindingConfirmed", ("actor",), f"{PLACE}-analyst"),
        ("findings-heard", "investigation.FindingConfirmed", ("roles",), ["fraud_analyst"]),
        ("findings-heard", "investigation.FindingConfirmed", ("data", "number"), 9),
        ("findings-heard", "investigation.StatementReceived", ("data", "party"), f"p_{9:024}"),
        ("findings-heard", "investigation.NoStatement", ("effective_on",), "2024-01-01"),
        ("findings-heard", "investigation.AppealDecided", ("actor",), f"{PLACE}-fraud-reviewer"),
        ("findings-heard", "alert.Confirmed", ("data", "investigation"), "investigation:other"),
        ("findings-heard", "alert.Cleared", ("data", "investigation"), ""),
        ("suppressions-by-another", "suppression.Granted", ("actor",), f"{PLACE}-analyst"),
        ("suppressions-by-another", "suppression.Granted", ("data", "until"), "2099-01-01"),
        ("checks-as-agreed", "run.Completed", ("data", "checks", 0, "check", "text_digest"), "2" * 64),
        ("checks-as-agreed", "alert.Raised", ("data", "text_digest"), "2" * 64),
        ("suppressions-by-another", "suppression.Requested", ("data", "check"), "RF01"),
    ],
)
def test_what_was_not_done_as_it_must_be_is_found(
    book: Book, check: str, topic: str, path: tuple[str | int, ...], to: Any
) -> None:
    forge(book, find(book, topic), setting(*path, to=to))
    assert check in wrong(verify(book))


def test_a_run_that_counts_what_it_did_not_tell_is_found(book: Book) -> None:
    forge(book, find(book, "run.Completed"), setting("data", "checks", 0, "raised", to=70))
    assert "runs-tie-out" in wrong(verify(book))
