"""The shipped model of record linkage: probabilities that are some, and weights that are Splink's own."""

import math

import duckdb
import pytest
from splink import DuckDBAPI, Linker

from ledger.checks.engines.duck import DuckEngine
from ledger.checks.identity import ENTRIES, pairs
from ledger.checks.identity_model import shipped_model
from ledger.checks.likeness import bits
from ledger.checks.tables import forms
from ledger.evidence.dataset import datasets

MODEL = shipped_model()
PEOPLE = [
    # person, surname, given_first, given_second, sex, birth_day, residence, phone, address, certificate, earlier
    (1, 10, 20, 30, "male", 4000, 330521, 7, 8, 100, None),
    (2, 11, 20, 30, "male", 4000, 330521, 7, 9, None, None),
    (3, 10, 20, None, "male", 4000, 330522, None, 8, 101, 100),
    (4, 10, 20, 30, "female", 4031, 330521, 7, 8, 102, None),
]


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    """A DuckDB that holds a few entries."""
    columns = [column.name for column in datasets()["identities"].columns]
    engine = DuckEngine()
    form = forms()["identities"]
    known = [dict(zip(columns, row, strict=True)) | {"place": 330500, "row": row[0]} for row in PEOPLE]
    engine.put(form, [tuple(row[field.name] for field in form.fields) for row in known])
    return engine.connection


def test_levels_of_a_column_share_all_pairs_among_them() -> None:
    for column in MODEL.columns:
        levels = [level for level in column.levels if not level.missing]
        assert math.isclose(sum(level.m for level in levels), 1, abs_tol=1e-6), column.name
        assert math.isclose(sum(level.u for level in levels), 1, abs_tol=1e-6), column.name
        assert all(0 < level.m < 1 and 0 < level.u < 1 for level in levels)


def test_a_stronger_level_weighs_more() -> None:
    for column in MODEL.columns:
        assert column.levels[-1].weight < 0
        assert max(level.weight for level in column.levels) > 0


def test_the_weight_is_that_of_splink(connection: duckdb.DuckDBPyConnection) -> None:
    told = {(pair.left, pair.right): pair.weight for pair in pairs(connection, MODEL)}
    connection.execute(f"CREATE TABLE entries AS {ENTRIES}")
    found = Linker(DuckDBAPI(connection).register("entries"), MODEL.settings(), log_level="ERROR").inference.predict()
    weights = connection.execute(f"SELECT person_l, person_r, match_weight FROM {found.physical_name}").fetchall()
    splinks = {tuple(sorted((left, right))): weight for left, right, weight in weights}
    assert (1, 2) in told
    assert all(abs(100 * splinks[pair] - weight) < 5 for pair, weight in told.items())


def test_the_newest_entry_of_a_person_is_compared(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("INSERT INTO identities SELECT * REPLACE (11 AS person) FROM identities WHERE person = 1")
    connection.execute('UPDATE identities SET person = 1, surname = 99, given_first = 98, "row" = 50 WHERE person = 11')
    assert all(row.row != 1 for pair in pairs(connection, MODEL) for row in pair.evidence)


def test_another_model_has_another_digest() -> None:
    assert MODEL.digest == shipped_model().digest
    assert len(MODEL.digest) == 64


def test_a_weight_is_written_with_its_sign() -> None:
    assert [bits(weight) for weight in (678, -5, 0)] == ["+6.78", "-0.05", "+0.00"]
