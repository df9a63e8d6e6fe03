"""The labelled population of the fraud benchmark: the same for a seed, and its labels speak of what is there."""

from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pc
import pytest

from benchmarks.fraud.book import FORMS
from benchmarks.fraud.calendar import LAST, first_day
from benchmarks.fraud.catalogue import all_frauds, all_lookalikes
from benchmarks.fraud.csv_files import write_csv
from benchmarks.fraud.make import make_world
from benchmarks.fraud.numbers import numbers
from benchmarks.fraud.pairs import Pair, pairs
from benchmarks.fraud.score import type_of
from benchmarks.fraud.world import World
from benchmarks.fraud.write import gathered, label_table, table
from domain.identity import check_character, uscc_check_character
from ledger.checks.registry import checks
from ledger.evidence.dataset import ROW, datasets

PERSONS = 8_000


@cache
def made(seed: int = 3) -> tuple[dict[str, pa.Table], World]:
    world = make_world(seed, 0, PERSONS)
    tables = {name: table(seed, 0, found, gathered(world.frames[name], found)) for name, found in datasets().items()}
    return tables, world


def test_a_seed_gives_the_same_population() -> None:
    again = make_world(3, 0, PERSONS)
    wages = datasets()["wages"]
    assert table(3, 0, wages, gathered(again.frames["wages"], wages)).equals(made()[0]["wages"])
    assert label_table(3, again.labels).equals(label_table(3, made()[1].labels))


def test_another_seed_gives_another() -> None:
    assert not label_table(4, made()[1].labels).equals(label_table(3, made()[1].labels))


@pytest.mark.parametrize("name", datasets())
def test_a_table_has_the_form_that_checks_read(name: str) -> None:
    found, rows = datasets()[name], made()[0][name]
    assert rows.column_names == [*(column.name for column in found.all_columns), ROW]
    for column in found.all_columns:
        assert rows[column.name].type == (pa.string() if column.text else pa.int64())
        assert column.optional or column.type == "place" or rows[column.name].null_count == 0
    assert rows.num_rows > 0
    assert rows[ROW].to_numpy().size == np.unique(rows[ROW].to_numpy()).size


def test_an_honest_employer_counts_nobody_who_is_long_dead() -> None:
    """The news may be a month late."""
    world = made()[1]
    honest = np.concatenate([label.keys for label in world.lookalikes if label.type == "RF01"])
    died = {
        key: day for each in world.frames["deaths"] for key, day in zip(each["person"], each["died_day"], strict=True)
    }
    counted = [
        (person, month)
        for cells in world.books["book_counts"]
        for person, month in zip(cells["person"], cells["month"], strict=True)
        if person in honest
    ]
    assert counted
    assert [each for each in counted if first_day(each[1] - 1) > died[each[0]]] == []


@pytest.mark.parametrize("of", ["labels", "lookalikes"])
def test_every_labelled_unit_is_in_the_data(of: str) -> None:
    tables, world = made()
    for kind, keys in _units(label_table(3, getattr(world, of))).items():
        known: set[int] = set()
        for name, found in datasets().items():
            for column in found.columns:
                if kind in {column.kind, column.name}:
                    known.update(tables[name][column.name].drop_null().to_pylist())
        known |= _in_book(world, kind)
        assert keys <= known, f"{kind}: {len(keys - known)} units are nowhere"


@pytest.mark.parametrize("name", ["wages", "insurance_months", "attendance_months", "business_months"])
@pytest.mark.parametrize("seed", [3, 4])
def test_no_register_speaks_of_a_month_after_its_last(name: str, seed: int) -> None:
    assert made(seed)[0][name]["month"].to_numpy().max() <= LAST


def _in_book(world: World, kind: str) -> set[int]:
    """The keys of a kind that tables of the book hold."""
    found: set[int] = set()
    for name, parts in world.books.items():
        for field in FORMS[name].fields:
            if field.kind == kind:
                found.update(*(numbers(3, kind, np.asarray(cells[field.name])).tolist() for cells in parts))
    return found


def test_every_check_has_incidents_and_look_alikes() -> None:
    world = made()[1]
    incidents = {label.type for label in world.labels}
    resembled = {label.type for label in world.lookalikes}
    assert set(checks()) <= incidents
    assert {type_of(check) for check in checks()} <= resembled


@pytest.mark.parametrize("pair", pairs(), ids=lambda pair: pair.population)
def test_a_named_look_alike_stands_beside_its_fraud(pair: Pair) -> None:
    assert pair.missing == []
    assert pair.population in {label.note for label in made()[1].lookalikes}


def _units(labels: pa.Table) -> dict[str, set[int]]:
    units: dict[str, set[int]] = {}
    for kind, key in zip(labels["kind"].to_pylist(), labels["key"].to_pylist(), strict=True):
        units.setdefault(kind, set()).add(key)
    return units


def test_every_fraud_and_look_alike_leaves_labels() -> None:
    world = made()[1]
    types = {label.type for label in world.labels}
    assert {name.split(".")[1].split("_")[0].upper() for name, _ in all_frauds()} <= types
    assert len(list(all_lookalikes())) == 0 or world.lookalikes


def test_the_honest_world_alone_commits_nothing() -> None:
    assert make_world(3, 0, PERSONS, frauds=False).labels == []


def test_source_files_hold_numbers_that_belong_to_nobody(tmp_path: Path) -> None:
    write_csv(made()[1], tmp_path)
    as_text = pc.ConvertOptions(column_types={"身份证号": pa.string(), "统一社会信用代码": pa.string()})
    ids = pc.read_csv(tmp_path / "persons.csv", convert_options=as_text)["身份证号"].to_pylist()
    codes = pc.read_csv(tmp_path / "businesses.csv", convert_options=as_text)["统一社会信用代码"].to_pylist()
    assert len(set(ids)) == len(ids)
    assert all(number[14:17] == "000" and check_character(number[:17]) == number[17] for number in ids)
    assert all(code[8:13] == "00000" and uscc_check_character(code[:17]) == code[17] for code in codes)
