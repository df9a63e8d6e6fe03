"""One text, every engine and every speed: the examples of all checks, together."""

from pathlib import Path

import psycopg
import pyarrow.parquet as pq
import pytest

from ledger.checks import carrying, warehouse
from ledger.checks.carrying import Carried, Chosen
from ledger.checks.dialects import Dialect
from ledger.checks.engines.duck import DuckEngine, arrow_of
from ledger.checks.engines.engine import Engine
from ledger.checks.engines.postgres import PostgresEngine
from ledger.checks.engines.spark import SparkEngine
from ledger.checks.engines.sqlite import SqliteEngine
from ledger.checks.hit import Hit
from ledger.checks.holdings import Holdings
from ledger.checks.narrowed import Batch, OneCase
from ledger.checks.neighbours import STEPS, steps_to
from ledger.checks.registry import checks
from ledger.checks.tables import forms
from ledger.evidence.parts import sha256_in
from tests.checks.example import TODAY, chosen, load, rows_of
from tests.checks.features import examples

EVIDENCE = [form.name for form in forms().values() if form.origin == "evidence"]
BESIDE = [form.name for form in forms().values() if form.origin in ("book", "law")]
EPOCH_DAY = TODAY.toordinal() - 719163
EXAMPLES = list(examples())
ROWS = rows_of(example for _, example in EXAMPLES)
OTHERS = {name: ROWS.get(name, []) for name in BESIDE}


def held(engine: Engine) -> list[Carried]:
    """What every check says of all examples on an engine."""
    load(engine, ROWS)
    return carrying.over_everything(engine, CHOSEN, EVERYTHING, EPOCH_DAY)


SET = {check: example.chosen for check, example in reversed(EXAMPLES) if example.chosen}
"""Where scenarios set thresholds of their own, the first of them is what all engines are asked with."""

CHOSEN: list[Chosen] = [chosen(check, SET.get(check.id)) for check in checks().values()]
EVERYTHING = Holdings(parts={name: (Path("here"),) for name in EVIDENCE}, as_of=dict.fromkeys(EVIDENCE, EPOCH_DAY))


@pytest.fixture(scope="module")
def expected() -> list[Carried]:
    return held(DuckEngine())


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("parts")
    parts: dict[str, tuple[Path, ...]] = {}
    for name in EVIDENCE:
        pq.write_table(arrow_of(forms()[name], ROWS.get(name, [])), folder / name)
        parts[name] = ((folder / name).rename(folder / f"{sha256_in(folder / name)}.parquet"),)
    return warehouse.built(Holdings(parts=parts, as_of={}), folder / "warehouse")


def test_every_check_is_carried_out_and_hits_somebody(expected: list[Carried]) -> None:
    assert [each.check for each in expected if not each.done] == []
    assert [each.check for each in expected if not each.hits] == []


def test_sqlite_says_what_duckdb_says(expected: list[Carried]) -> None:
    assert held(SqliteEngine()) == expected


def test_postgresql_says_what_duckdb_says(expected: list[Carried], postgres_server: str) -> None:
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        assert held(PostgresEngine(connection, "checks_of_all_examples")) == expected


def test_spark_says_what_duckdb_says(expected: list[Carried]) -> None:
    engine = SparkEngine.local(1, 1, few_rows=True)
    try:
        assert held(engine) == expected
    finally:
        engine.close()


def test_a_look_at_one_subject_says_what_a_look_at_everything_says(expected: list[Carried], file: Path) -> None:
    look = OneCase(file)
    try:
        for each, wanted in zip(CHOSEN, expected, strict=True):
            for hit in wanted.hits:
                said = _about(look, "sqlite", each, frozenset([hit.subject]))
                assert said == [other for other in wanted.hits if other.subject == hit.subject], each.check.id
    finally:
        look.close()


def test_a_batch_says_what_a_look_at_everything_says(expected: list[Carried], file: Path) -> None:
    batch = Batch(file)
    for each, wanted in zip(CHOSEN, expected, strict=True):
        subjects = frozenset(hit.subject for hit in wanted.hits)
        assert _about(batch, "duckdb", each, subjects) == list(wanted.hits), each.check.id


def test_two_versions_of_a_check_answer_each_for_itself(expected: list[Carried], file: Path) -> None:
    check = checks()["RF01"]
    subjects = frozenset(hit.subject for carried in expected if carried.check == check.id for hit in carried.hits)
    strict, lenient = (chosen(check, {"grace": grace}) for grace in (0, 6))
    look = OneCase(file)
    try:
        alone = [_carried(look, [each], subjects) for each in (strict, lenient)]
        assert _carried(look, [strict, lenient], subjects) == [*alone[0], *alone[1]]
        assert alone[0][0].hits != alone[1][0].hits
    finally:
        look.close()


def _carried(look: OneCase, some: list[Chosen], subjects: frozenset[int]) -> list[Carried]:
    return carrying.over_scope(look, "sqlite", some, {"person": subjects}, OTHERS, EVERYTHING, EPOCH_DAY)


def test_every_subject_of_a_check_is_reached_from_a_person_or_an_employer() -> None:
    reached = {"person", "employer", "case"} | {forms()[step.table].kind_of(step.found) for step in STEPS}
    assert {check.subject for check in checks().values()} <= reached


def test_only_steps_are_taken_that_lead_to_what_is_asked_for() -> None:
    found = [(step.table, forms()[step.table].kind_of(step.found)) for step in STEPS]
    asked = steps_to(["account"])
    assert [(step.table, forms()[step.table].kind_of(step.found)) for step in asked] == [
        each for each in found if each[1] in ("employer", "account")
    ]
    assert steps_to(["person"]) == []
    assert steps_to(kind for _, kind in found) == list(STEPS)


def _about(narrowed: OneCase | Batch, dialect: Dialect, each: Chosen, subjects: frozenset[int]) -> list[Hit]:
    """What a check says of some subjects where they and their surroundings are looked at."""
    start = {each.check.subject: subjects}
    (said,) = carrying.over_scope(narrowed, dialect, [each], start, OTHERS, EVERYTHING, EPOCH_DAY)
    return [hit for hit in said.hits if hit.subject in subjects]
