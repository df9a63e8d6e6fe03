"""`export` writes a whole file or none, and says what is in it."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from api.cli import main
from domain.access.audit import Exported
from ledger.book import Book
from ledger.exports import export as exporting
from tests.exported import fen, lines
from tests.integration.world import STARTUP_LINE, played


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a book in which the whole world happened."""
    folder = tmp_path_factory.mktemp("cli-exports")
    url = f"sqlite:///{folder / 'book.sqlite'}"
    played(url, folder).book.close()
    return url


def run(book: str, *words: str) -> Result:
    return CliRunner().invoke(main, ["--book", book, "--actor", "330500-auditor", "export", *words])


def answered(book: str, out: Path, *words: str) -> dict[str, Any]:
    result = run(book, *words, "--out", str(out), "--format", out.suffix[1:], "--json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


@pytest.mark.parametrize("format_", ["csv", "xlsx", "parquet"])
@pytest.mark.parametrize("table", ["journal", "balances", "cases", "payments", "recoveries"])
def test_what_is_said_of_the_file_is_so(book: str, tmp_path: Path, table: str, format_: str) -> None:
    out = tmp_path / "down" / f"{table}.{format_}"
    said = answered(book, out, table)
    content = out.read_bytes()
    assert (said["sha256"], said["size"]) == (sha256(content).hexdigest(), len(content))
    assert said["rows"] == len(lines(content, format_)) > 0
    assert (said["table"], said["format"], said["book"], said["out"]) == (table, format_, "330500", str(out))


def test_the_filters_of_the_journal(book: str, tmp_path: Path) -> None:
    period = ("--from", "2024-04-08", "--to", "2024-04-08", "--known-on", "2024-04-08")
    answered(book, tmp_path / "j.csv", "journal", *period, "--line", STARTUP_LINE, "--commodity", "CNY.LEVY24F")
    found = lines((tmp_path / "j.csv").read_bytes(), "csv")
    assert {line["event"] for line in found} == {"payment.Instructed"}
    assert {(line["line"], line["commodity"]) for line in found} == {(STARTUP_LINE, "CNY.LEVY24F")}


def test_balances_as_of_a_day_by_line(book: str, tmp_path: Path) -> None:
    words = ("balances", "--as-of", "2024-01-31", "--by", "line", "--account", "Budget:Allotted")
    answered(book, tmp_path / "b.csv", *words)
    found = {line["line"]: fen(line["amount"]) for line in lines((tmp_path / "b.csv").read_bytes(), "csv")}
    assert found[STARTUP_LINE] == 30_000_000


def test_people_are_told_too(book: str, tmp_path: Path) -> None:
    result = run(book, "cases", "--status", "approved", "--format", "csv", "--out", str(tmp_path / "c.csv"))
    assert result.exit_code == 0
    assert "SHA-256" in result.stdout
    assert "行数 rows" in result.stdout


def test_a_refused_download_leaves_what_was_there(book: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "journal.csv"
    out.write_text("before")
    monkeypatch.setattr(exporting, "MOST_ROWS", 3)
    result = run(book, "journal", "--format", "csv", "--out", str(out))
    assert result.exit_code == 1
    assert "download-too-long" in result.stderr or "分次下载" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["journal.csv"]
    assert out.read_text() == "before"


def test_a_download_is_on_record_before_the_file_is_there(book: str, tmp_path: Path) -> None:
    said = answered(book, tmp_path / "j.csv", "journal")
    with Book.open(book) as opened:
        (recorded,) = opened.read(after=said["position"])
    assert recorded.stream == "access:330500-auditor"
    assert isinstance(recorded.event, Exported)
    event = recorded.event
    assert (event.what, event.format, event.rows, event.sha256) == ("journal", "csv", said["rows"], said["sha256"])
    assert event.query_digest == said["digest"]
