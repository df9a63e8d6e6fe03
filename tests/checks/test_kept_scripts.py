"""The scripts that are kept beside the checks are those that the rules write."""

import re
from pathlib import Path

import msgspec
import pytest

from ledger.checks import kept_scripts, text
from ledger.checks.dialects import DIALECTS
from ledger.checks.kept_scripts import FOLDER, KeptScript, all_written, script_of_check, script_of_table
from ledger.checks.registry import check_of, checks
from ledger.checks.text import compiled, digest_of
from ledger.checks.vocabulary import making
from ledger.checks.vocabulary.catalogue import DERIVED
from ledger.checks.vocabulary.making import derived_behind, digest_of_table
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


def test_a_script_that_somebody_edited_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = msgspec.json.decode((FOLDER / "RF39.json").read_bytes(), type=KeptScript)
    nobody = {dialect: (f"SELECT * FROM ({hits}) WHERE 1 = 0", cites)
              for dialect, (hits, cites) in kept.script.sql.items()}  # fmt: skip
    edited = msgspec.structs.replace(kept, script=msgspec.structs.replace(kept.script, sql=nobody))
    (tmp_path / "RF39.json").write_bytes(msgspec.json.encode(edited))
    monkeypatch.setattr(kept_scripts, "FOLDER", tmp_path)
    assert script_of_check.__wrapped__(check_of("RF39"), "duckdb").sql["duckdb"] == kept.script.sql["duckdb"]


def test_what_a_rule_takes_from_the_evidence_is_part_of_its_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day that stands for "open" is written into the SQL as a number."""
    source = kept_scripts._source

    def another(module: str) -> str:
        return source(module).replace("OPEN_DAY: Final = 2", "OPEN_DAY: Final = 3")

    monkeypatch.setattr(kept_scripts, "_source", another)
    written = script_of_check.__wrapped__(check_of("RF50"), "duckdb")
    assert set(written.sql) == {"duckdb"}, "it is written on the way"


def test_the_digest_of_a_check_covers_the_derived_tables_behind_it(monkeypatch: pytest.MonkeyPatch) -> None:
    behind = [each.form.name for each in derived_behind(("ring_placements",))]
    assert behind[-1] == "ring_placements"
    assert {"links", "ring_members"} < set(behind)
    check = next(each for each in checks().values() if derived_behind(script_of_check(each, "duckdb").tables))
    values = chosen(check).parameters
    before = digest_of(check, values)
    monkeypatch.setattr(text, "digest_of_table", lambda derived: f"another {derived.form.name}")
    monkeypatch.setattr(text, "_digest", text._digest.__wrapped__)
    assert digest_of(check, values) != before


@pytest.mark.parametrize("name", ["links", "ring_members"])
def test_the_digest_of_a_derived_table_is_one_over_its_queries_and_what_works_it_out(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (derived,) = (each for each in DERIVED if each.form.name == name)
    before = digest_of_table(derived)
    assert digest_of_table.__wrapped__(derived) == before
    with monkeypatch.context() as patch:
        patch.setattr(making, "digest_of_source", lambda module: "other")
        assert (digest_of_table.__wrapped__(derived) == before) is (derived.worked is None)
    edited = msgspec.structs.replace(script_of_table(derived, "duckdb"), sql=dict.fromkeys(DIALECTS, ("SELECT 1",)))
    monkeypatch.setattr(making, "script_of_table", lambda *_: edited)
    assert digest_of_table.__wrapped__(derived) != before


def test_a_script_of_older_code_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check = check_of("RF39")
    kept = msgspec.json.decode((FOLDER / "RF39.json").read_bytes(), type=KeptScript)
    old = msgspec.structs.replace(kept, code="0" * 64, script=msgspec.structs.replace(kept.script, sql={}))
    (tmp_path / "RF39.json").write_bytes(msgspec.json.encode(old))
    monkeypatch.setattr(kept_scripts, "FOLDER", tmp_path)
    assert script_of_check.__wrapped__(check, "duckdb").sql["duckdb"] == kept.script.sql["duckdb"]
