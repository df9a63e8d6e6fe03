"""Retroactive law on the command line: what it changes, the adjustments it opens, and their way to the bank."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner

from api.cli import main
from domain.statutes.loader import ROOT
from tests.integration.test_adjustments import granted, publish
from tests.integration.world import World, opened

Run = Callable[..., Any]
NOW = "2024-06-03T10:00:00+08:00"
OPENER = ("--actor", "330500-first", "--role", "first_reviewer")
SIGNER = ("--actor", "330500-approver", "--role", "approver")
PAYER = ("--actor", "330500-finance", "--role", "finance_officer")


@pytest.fixture
def world(sqlite_url: str, tmp_path: Path) -> Iterator[World]:
    """A book with one paid grant; the clock of its commands is early enough."""
    here = opened(sqlite_url, tmp_path)
    granted(here, "one")
    yield here
    here.book.close()


@pytest.fixture
def run(world: World, sqlite_url: str) -> Run:
    """Run a command on the book; its JSON, or its text for people."""

    def command(*words: str, json: bool = True, code: int = 0) -> Any:
        options = ["--book", sqlite_url, *(["--json"] if json else [])]
        result = CliRunner().invoke(main, ["--now", NOW, *options, *words], catch_exceptions=False)
        assert result.exit_code == code, result.output
        return msgspec.json.decode(result.stdout) if json else result.stdout

    return command


def test_changes_lists_case_payment_amounts_row_and_document(
    world: World, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(monkeypatch, 1_200_000)
    told = run("law", "changes", "--since", "2024-05-06")
    (row,) = told["rows"]
    (case,) = told["touched"]
    assert (row["key"], row["published_on"]) == ("amount.single", "2024-05-06")
    assert (case["case"], case["payments"]) == (world.cases["one"], [f"{world.cases['one']}-P1"])
    assert (case["before"], case["after"], case["difference"]) == ("10000.00", "12000.00", "2000.00")
    assert case["causes"][0]["authority"] == row["authority"]
    assert told["total_difference"] == "2000.00"
    assert "opened" not in told
    shown = run("law", "changes", "--since", "2024-05-06", json=False)
    assert "2,000.00 元" in shown
    assert world.cases["one"] in shown


def test_the_way_of_back_pay(world: World, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(monkeypatch, 1_200_000)
    told = run("law", "changes", "--since", "2024-05-06", "--open-adjustments", *OPENER)
    (id,) = told["opened"]
    again = run("law", "changes", "--since", "2024-05-06", "--open-adjustments", *OPENER)
    assert (again["opened"], list(again["skipped"])) == ([], [world.cases["one"]])
    assert [row["id"] for row in run("adjustment", "list", "--open")["adjustments"]] == [id]
    run("adjustment", "approve", id, *SIGNER)
    receipt = run("adjustment", "pay", id, *PAYER)
    assert receipt["outcome"] == {"amount": "2000.00"}
    told = run("adjustment", "show", id)
    assert told["adjustment"]["payment"] == receipt["subject"]
    assert [event["topic"] for event in told["events"]] == [
        "adjustment.Opened",
        "adjustment.Approved",
        "adjustment.Settled",
    ]
    assert run("adjustment", "list", "--open")["adjustments"] == []
    assert "已办理" in run("adjustment", "show", id, json=False)
    assert id in run("trace", receipt["subject"], json=False)
    assert run("verify")["ok"] is True


def test_an_adjustment_is_opened_for_one_case_and_dismissed(
    world: World, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(monkeypatch, 900_000)
    id = run("adjustment", "open", world.cases["one"], *OPENER)["subject"]
    refused = run("adjustment", "approve", id, *SIGNER, code=1)
    assert refused["error"]["code"] == "good-faith-protected"
    run("adjustment", "dismiss", id, "--ground", "信赖保护", *SIGNER)
    (row,) = run("adjustment", "list", "--case", world.cases["one"])["adjustments"]
    assert (row["status"], row["ground"]) == ("adjustment_dismissed", "信赖保护")
    refused = run("adjustment", "recover", id, *PAYER, code=1)
    assert refused["error"]["code"] == "adjustment-not-open"


def test_an_older_folder_of_statutes_shows_what_was_added_since(world: World, run: Run, tmp_path: Path) -> None:
    same, older = tmp_path / "same", tmp_path / "older"
    for folder in (same, older):
        shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    (older / "330000" / "general.toml").unlink()
    assert run("law", "changes", "--against", str(same))["rows"] == []
    rows = run("law", "changes", "--against", str(older))["rows"]
    assert {row["place"] for row in rows} == {"330000"}


def test_it_must_be_said_since_when(world: World, run: Run) -> None:
    assert run("law", "changes", code=1)["error"]["code"] == "nothing-to-compare-with"


def test_opening_needs_the_role_and_leaves_the_book_alone(
    world: World, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(monkeypatch, 1_200_000)
    head = world.book.head.position
    refused = run("law", "changes", "--since", "2024-05-06", "--open-adjustments", *PAYER, code=1)
    assert refused["error"]["code"] == "role-not-allowed"
    assert world.book.head.position == head


def test_what_was_published_later_is_not_known_yet(world: World, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(monkeypatch, 1_200_000, published_on=date(2024, 6, 4))
    assert run("law", "changes", "--since", "2024-01-01")["touched"] == []
