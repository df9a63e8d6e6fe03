"""The scripts that are kept beside the checks are those that the rules write."""

import re
from pathlib import Path

import msgspec
import pytest

from ledger.checks import kept_scripts
from ledger.checks.dialects import DIALECTS
from ledger.checks.kept_scripts import FOLDER, KeptScript, all_written, script_of_check, script_of_table
from ledger.checks.registry import check_of, checks
from ledger.checks.text import compiled
from ledger.checks.vocabulary.catalogue import DERIVED
from tests.checks.example import chosen


def test_kept_scripts_are_up_to_date() -> None:
    kept = {path.name: path.read_bytes() for path in FOLDER.glob("*.json")}
    assert kept == all_written(), "write them anew: make scripts"


def test_what_is_kept_is_used() -> None:
    """Each knows every dialect; one that is written on the way knows only the one that was asked for."""
    known = [script_of_check(check, "duckdb") for check in checks().values()]
    known += [script_of_table(derived, "duckdb") for derived in DERIVED]
    assert [script.tables for script in known if set(script.sql) != set(DIALECTS)] == []


def test_every_threshold_of_a_check_is_in_its_script() -> None:
    for check in checks().values():
        for queries in script_of_check(check, "duckdb").sql.values():
            marked = set(re.findall("⟨([^⟩]+)⟩", " ".join(queries)))
            assert marked == {each.name for each in check.thresholds}, check.id


def test_a_text_has_the_values_of_its_thresholds() -> None:
    check = check_of("RF39")
    text = compiled(check, {"amount": 12_345_678}, "duckdb")
    assert ">= 12345678" in text.hits
    assert "⟨" not in text.hits + text.cites


def test_a_check_that_is_not_the_registered_one_is_written_anew() -> None:
    other = msgspec.structs.replace(check_of("RF39"), hits=check_of("RF38").hits, cites=check_of("RF38").cites)
    values = chosen(check_of("RF39")).parameters
    assert compiled(other, values, "duckdb").hits == compiled(check_of("RF38"), values, "duckdb").hits


def test_a_script_of_older_code_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check = check_of("RF39")
    kept = msgspec.json.decode((FOLDER / "RF39.json").read_bytes(), type=KeptScript)
    old = msgspec.structs.replace(kept, code="0" * 64, script=msgspec.structs.replace(kept.script, sql={}))
    (tmp_path / "RF39.json").write_bytes(msgspec.json.encode(old))
    monkeypatch.setattr(kept_scripts, "FOLDER", tmp_path)
    assert script_of_check.__wrapped__(check, "duckdb").sql["duckdb"] == kept.script.sql["duckdb"]
