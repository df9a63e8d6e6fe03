"""The loader refuses every row that could not be defended, and says which file, row and column is wrong."""

from datetime import date
from pathlib import Path

import pytest

from domain.errors import Refusal
from domain.statutes import loader, rows
from domain.statutes.book import StatuteBook
from domain.statutes.loader import load_statutes

ROW = """
[[provision]]
key = "amount"
value = "5000.00"
unit = "yuan"
valid_from = 2022-01-01
published_on = 2021-12-01
authority = "某文〔2021〕1号第一条"
source = "https://example.org/1"
grade = "A"
"""
FILE = "330500/startup_grant.toml"


def load(root: Path, text: str, *, file: str = FILE, demo: bool = True) -> StatuteBook:
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return load_statutes(root, demo=demo)


def refusal(root: Path, text: str, *, file: str = FILE) -> Refusal:
    with pytest.raises(Refusal) as refused:
        load(root, text, file=file)
    return refused.value


def without(column: str) -> str:
    return "".join(line for line in ROW.splitlines(keepends=True) if not line.startswith(f"{column} ="))


def test_place_and_programme_come_from_the_path(tmp_path: Path) -> None:
    (provision,) = load(tmp_path, ROW).provisions
    assert (provision.place, provision.programme, provision.key) == ("330500", "startup_grant", "amount")
    assert (provision.fen, provision.published_on, provision.valid_to) == (500000, date(2021, 12, 1), None)


def test_a_table_may_stand_below_its_row(tmp_path: Path) -> None:
    text = without("value").replace('unit = "yuan"', 'unit = "table"') + "[provision.value]\nsteps = [1, 2]\n"
    (provision,) = load(tmp_path, text).provisions
    assert provision.table == {"steps": [1, 2]}


def test_a_book_is_read_once(tmp_path: Path) -> None:
    assert load(tmp_path, ROW) is load_statutes(tmp_path, demo=True)


def test_demonstration_values_are_left_out_unless_asked_for(tmp_path: Path) -> None:
    load(tmp_path, ROW.replace('grade = "A"', 'grade = "demo"'), file="demo/330500/startup_grant.toml", demo=False)
    assert load_statutes(tmp_path, demo=False).provisions == ()
    assert [provision.grade for provision in load_statutes(tmp_path, demo=True).provisions] == ["demo"]


@pytest.mark.parametrize(
    "column", ["authority", "source", "grade", "published_on", "valid_from", "unit", "key", "value"]
)
def test_a_row_without_its_authority_is_refused(tmp_path: Path, column: str) -> None:
    error = refusal(tmp_path, without(column))
    assert isinstance(error, rows.MissingAuthority)
    assert column in error.zh
    assert column in error.en


@pytest.mark.parametrize("blank", ['""', '"  "'])
def test_a_blank_authority_is_no_authority(tmp_path: Path, blank: str) -> None:
    error = refusal(tmp_path, without("authority") + f"authority = {blank}\n")
    assert isinstance(error, rows.MissingAuthority)


def test_a_refusal_names_file_row_and_key(tmp_path: Path) -> None:
    error = refusal(tmp_path, ROW + without("source").replace('"amount"', '"cap"'))
    for part in (FILE, "2", "cap", "source"):
        assert part in error.zh
        assert part in error.en
    assert str(tmp_path) not in str(error)


@pytest.mark.parametrize("value", ["5000.0", "1e3", "inf", "nan", "[1, [2.5]]", "{ rate = { year = 0.5 } }"])
def test_a_float_is_refused_wherever_it_stands(tmp_path: Path, value: str) -> None:
    error = refusal(tmp_path, without("value") + f"value = {value}\n")
    assert isinstance(error, rows.FloatInStatute)


def test_the_float_is_quoted_as_it_was_written(tmp_path: Path) -> None:
    assert "5000.10" in refusal(tmp_path, without("value") + "value = 5000.10\n").en


@pytest.mark.parametrize(
    ("value", "unit"),
    [
        ('"5000.001"', "yuan"),
        ('"5,000.00"', "yuan"),
        ('"-1.00"', "yuan"),
        ("true", "yuan"),
        ('"a third"', "ratio"),
        ('"1/0"', "ratio"),
        ('"1.5"', "months"),
        ("-1", "months"),
        ("1", "flag"),
        ("1", "text"),
        ('"02-30x"', "month_day"),
        ('"13-01"', "month_day"),
        ('"5"', "table"),
        ("[1]", "count"),
        ("2024-01-01", "text"),
    ],
)
def test_a_value_must_look_like_its_unit(tmp_path: Path, value: str, unit: str) -> None:
    text = without("value").replace('unit = "yuan"', f'unit = "{unit}"') + f"value = {value}\n"
    assert isinstance(refusal(tmp_path, text), rows.ValueDoesNotFit)


@pytest.mark.parametrize("unit", ["dollar", "yuan_per_moon", "yuan_per", "Yuan"])
def test_an_unknown_unit_is_refused(tmp_path: Path, unit: str) -> None:
    found = refusal(tmp_path, ROW.replace('"yuan"', f'"{unit}"'))
    assert isinstance(found, rows.UnitUnknown)
    assert "working_days" in found.zh


def test_an_unknown_column_is_refused(tmp_path: Path) -> None:
    error = refusal(tmp_path, ROW + 'vaild_to = "2022-12-31"\n')
    assert isinstance(error, rows.UnknownStatuteKey)
    assert "vaild_to" in error.zh


@pytest.mark.parametrize("column", ["place", "programme"])
def test_a_row_may_not_contradict_its_path(tmp_path: Path, column: str) -> None:
    assert isinstance(refusal(tmp_path, ROW + f'{column} = "330700"\n'), rows.UnknownStatuteKey)


@pytest.mark.parametrize("grade", ["E", "A+", "A,B", "A/", "a"])
def test_an_unknown_grade_is_refused(tmp_path: Path, grade: str) -> None:
    assert isinstance(refusal(tmp_path, ROW.replace('"A"', f'"{grade}"')), rows.UnknownGrade)


@pytest.mark.parametrize("grade", ["A", "B", "C", "D", "R", "A/B", "C/D"])
def test_a_known_grade_is_kept_as_it_stands(tmp_path: Path, grade: str) -> None:
    (provision,) = load(tmp_path, ROW.replace('"A"', f'"{grade}"')).provisions
    assert provision.grade == grade


def test_a_row_that_ends_before_it_begins_is_refused(tmp_path: Path) -> None:
    error = refusal(tmp_path, ROW + "valid_to = 2021-12-31\n")
    assert isinstance(error, rows.ValidityReversed)
    assert "2021-12-31" in error.zh


def test_a_row_may_last_one_day(tmp_path: Path) -> None:
    (provision,) = load(tmp_path, ROW + "valid_to = 2022-01-01\n").provisions
    assert provision.valid_to == provision.valid_from


@pytest.mark.parametrize("day", ['"2022-01-01"', "2022-01-01T00:00:00", "20220101"])
def test_a_day_must_be_a_plain_date(tmp_path: Path, day: str) -> None:
    error = refusal(tmp_path, without("valid_from") + f"valid_from = {day}\n")
    assert isinstance(error, rows.ValueDoesNotFit)
    assert error.field == "valid_from"


def test_an_authority_must_be_text(tmp_path: Path) -> None:
    assert isinstance(refusal(tmp_path, without("authority") + "authority = 488\n"), rows.ValueDoesNotFit)


def test_two_rows_for_the_same_beginning_and_publication_are_refused(tmp_path: Path) -> None:
    error = refusal(tmp_path, ROW + ROW.replace("5000", "6000"))
    assert isinstance(error, rows.DuplicateProvision)
    assert f"{FILE} #1" in error.en


def test_a_demonstration_row_may_not_repeat_a_documented_one(tmp_path: Path) -> None:
    (tmp_path / "demo" / "330500").mkdir(parents=True)
    (tmp_path / "demo" / FILE).write_text(ROW.replace('"A"', '"demo"'), encoding="utf-8")
    assert isinstance(refusal(tmp_path, ROW), rows.DuplicateProvision)


def test_a_correction_with_a_later_publication_is_no_duplicate(tmp_path: Path) -> None:
    assert len(load(tmp_path, ROW + ROW.replace("2021-12-01", "2021-12-20")).provisions) == 2


@pytest.mark.parametrize(
    "file",
    [
        "startup_grant.toml",
        "huzhou/a.toml",
        "339900/a.toml",
        "3305/a.toml",
        "330500/x/a.toml",
        "demo/a.toml",
        "demo/x/a.toml",
    ],
)
def test_a_file_outside_the_folder_of_a_place_is_refused_and_not_passed_over(tmp_path: Path, file: str) -> None:
    error = refusal(tmp_path, ROW, file=file)
    assert isinstance(error, loader.WrongPlaceFolder)
    assert file in error.zh


def test_a_demonstration_value_outside_the_demo_folder_is_refused(tmp_path: Path) -> None:
    assert isinstance(refusal(tmp_path, ROW.replace('"A"', '"demo"')), rows.DemoOutsideDemoFolder)


def test_a_documented_value_in_the_demo_folder_is_refused(tmp_path: Path) -> None:
    assert isinstance(refusal(tmp_path, ROW, file=f"demo/{FILE}"), rows.DemoOutsideDemoFolder)


@pytest.mark.parametrize("text", ["[[provision]\n", "provision = 1\n", "provision = [1]\n", f"{ROW}\n[[provisions]]\n"])
def test_a_file_that_is_not_made_of_provisions_is_refused(tmp_path: Path, text: str) -> None:
    error = refusal(tmp_path, text)
    assert isinstance(error, loader.StatuteFileUnreadable)
    assert FILE in error.zh


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "330500").mkdir()
    (tmp_path / FILE).write_bytes(ROW.encode("gb18030"))
    with pytest.raises(loader.StatuteFileUnreadable):
        load_statutes(tmp_path, demo=True)


LATER = ROW.replace("2022-01-01", "2022-07-01").replace("5000", "6000")


def test_two_rows_of_one_publication_that_cross_are_refused(tmp_path: Path) -> None:
    error = refusal(tmp_path, ROW + "valid_to = 2022-12-31\n" + LATER + "valid_to = 2023-06-30\n")
    assert isinstance(error, rows.OverlappingProvisions)
    assert f"{FILE} #1" in error.zh
    assert "row 2" in error.en


def test_rows_that_cross_are_refused_in_either_order(tmp_path: Path) -> None:
    error = refusal(tmp_path, LATER + ROW + "valid_to = 2022-12-31\n")
    assert isinstance(error, rows.OverlappingProvisions)


@pytest.mark.parametrize(
    ("first", "second"),
    [("2022-06-30", ""), ("", ""), ("", "2022-12-31"), ("2022-12-31", "2022-12-31"), ("2023-12-31", "2022-12-31")],
)
def test_rows_that_follow_each_other_or_lie_inside_one_another_are_clear(
    tmp_path: Path, first: str, second: str
) -> None:
    text = "".join(row + (f"valid_to = {end}\n" if end else "") for row, end in ((ROW, first), (LATER, second)))
    assert len(load(tmp_path, text).provisions) == 2


def test_a_later_publication_may_cross_an_earlier_one(tmp_path: Path) -> None:
    text = ROW + "valid_to = 2022-12-31\n" + LATER.replace("2021-12-01", "2022-06-01")
    assert len(load(tmp_path, text).provisions) == 2
