"""Reading files of evidence: what becomes of cells, and what is said of those that cannot be used."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from domain.calendar import Month
from domain.errors import Refusal
from ledger.evidence.dataset import OPEN_DAY
from ledger.evidence.headings import EvidenceHeadingTwice, HeadingNotKnown, HeadingsMissing
from ledger.evidence.keys import Numbering, number_from, number_of, number_of_other, number_of_person
from ledger.evidence.reading import Frame, Problem
from ledger.evidence.source_file import (
    ColumnsAreFloats,
    ColumnTypeNotRead,
    EvidenceFileEmpty,
    EvidenceFileUnreadable,
    EvidenceNotUtf8,
    LineBreakInCell,
)
from ledger.evidence.values import day_number, month_number
from ledger.vault import pseudonym_of
from tests.evidence.files import CONTRACT, FRAME, WAGE, FakeVault, in_chinese, read, reading_of, written
from tests.factories import bank_card, resident_id, uscc

VAULT = FakeVault()


def name_of(problem: Problem) -> str:
    return problem.column.name if problem.column else ""


def problems(path: Path, dataset: str = "wages", frame: Frame = FRAME) -> list[tuple[int, str, str, str]]:
    found, _ = read(path, dataset, frame)
    return [(each.line, name_of(each), each.refusal.code, each.value) for each in found.problems]


def one_problem(tmp_path: Path, **cells: str) -> Problem:
    found, rows = read(written(tmp_path / "a.csv", [WAGE | cells]))
    assert (found.lines, found.rows, found.rejected, rows) == (1, 0, 1, [])
    (problem,) = found.problems
    return problem


EXPECTED = {
    "person": number_of_person(pseudonym_of(VAULT.keyed("resident-id", WAGE["person"]))),
    "employer": number_of(VAULT, WAGE["employer"]),
    "month": 2024 * 12 + 2,
    "paid_fen": 450050,
    "due_pct": 100,
    "paid_day": day_number(date(2024, 4, 5)),
    "channel": "bank",
    "account": number_of_other(VAULT, "account", WAGE["account"]),
    "full_time": 1,
    "disabled": 0,
    "place": 330500,
    "line": 2,
    "part_month": 2024 * 12 + 2,
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_row_becomes_numbers_and_codes_whatever_its_headings(tmp_path: Path, encoding: str) -> None:
    for number, row in enumerate([WAGE, in_chinese("wages", WAGE)]):
        _, rows = read(written(tmp_path / f"{number}.csv", [row], encoding=encoding))
        assert rows == [EXPECTED]


def test_a_parquet_file_with_types_says_the_same_as_text(tmp_path: Path) -> None:
    row = WAGE | {"paid_fen": Decimal("4500.50"), "paid_day": date(2024, 4, 5), "due_pct": 100, "disabled": False}
    parquet.write_table(pa.Table.from_pylist([row]), tmp_path / "a.parquet")
    assert read(tmp_path / "a.parquet")[1] == [EXPECTED | {"line": 1}]


def test_a_moment_of_a_parquet_file_is_china_time(tmp_path: Path) -> None:
    row = {"person": resident_id(), "month": "2024-03", "day": date(2024, 3, 5), "east_m": 1, "north_m": -2}
    parquet.write_table(
        pa.Table.from_pylist([row | {"second": datetime.fromisoformat("2024-03-05T08:15")}]), tmp_path / "a.parquet"
    )
    (found,) = read(tmp_path / "a.parquet", "presences")[1]
    assert (found["second"], found["north_m"]) == (day_number(date(2024, 3, 5)) * 86400 + 8 * 3600 + 15 * 60, -2)


def test_blank_is_null_and_an_open_end_is_the_end_of_time(tmp_path: Path) -> None:
    _, (row,) = read(written(tmp_path / "a.csv", [CONTRACT | {"agency": ""}]), "contracts")
    assert (row["agency"], row["left_day"], row["to_day"]) == (None, None, OPEN_DAY)
    assert row["part_month"] == month_number(Month(2024, 12)), "a snapshot lies in the month of its day"


def test_a_small_x_and_a_capital_one_are_the_same_person(tmp_path: Path) -> None:
    number = next(each for year in range(1950, 1999) if (each := resident_id(f"{year}0101")).endswith("X"))
    _, rows = read(written(tmp_path / "a.csv", [WAGE | {"person": number}, WAGE | {"person": number.lower()}]))
    assert rows[0]["person"] == rows[1]["person"]


def test_a_digest_is_made_once_for_each_distinct_value(tmp_path: Path) -> None:
    vault = FakeVault()
    path = written(tmp_path / "a.csv", [WAGE, WAGE | {"month": "2024-04"}, WAGE | {"account": bank_card(2)}])
    list(reading_of(path, numbering=Numbering(vault)).tables())
    assert sorted(kind for kind, _ in vault.asked) == ["account", "account", "employer", "resident-id"]


WRONG = {
    "person": ("33050219800101000", "malformed-resident-id", ""),
    "employer": (resident_id(), "wrong-uscc-check", ""),
    "month": ("2024-13", "not-an-iso-month", "2024-13"),
    "paid_fen": ("4500.505", "money-not-exact", "4500.505"),
    "due_pct": ("1e2", "evidence-not-whole", "1e2"),
    "paid_day": ("2024-02-30", "not-an-iso-day", "2024-02-30"),
    "channel": ("支付宝", "code-not-listed", ""),
    "account": (" 6222", "key-text-not-plain", ""),
    "full_time": ("Y", "neither-yes-nor-no", "Y"),
    "disabled": ("", "evidence-value-missing", ""),
    "行政区划代码": ("330100", "place-outside-evidence", "330100"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_cell_is_told_with_line_column_and_reason(tmp_path: Path, name: str) -> None:
    text, code, value = WRONG[name]
    problem = one_problem(tmp_path, **{name: text})
    told = problem.as_dict()
    assert (told["line"], told["code"], told["value"]) == (2, code, value)
    assert all(told[said] for said in ("name", "heading_zh", "heading_en", "zh", "en"))


@pytest.mark.parametrize("column", ["paid_fen", "due_pct", "paid_day", "channel", "month"])
def test_a_personal_number_in_the_wrong_column_is_not_repeated(tmp_path: Path, column: str) -> None:
    number = resident_id()
    problem = one_problem(tmp_path, **{column: number})
    assert number not in repr(problem)
    assert number not in str(problem.as_dict())


def test_a_month_outside_of_the_period_is_refused(tmp_path: Path) -> None:
    frame = Frame(place="330500", first=Month(2024, 4), last=Month(2024, 6))
    assert problems(written(tmp_path / "a.csv", [WAGE]), frame=frame) == [
        (2, "month", "month-outside-period", "2024-03")
    ]


def test_every_bad_row_is_told_and_the_good_ones_are_kept_with_their_lines(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", [WAGE, WAGE | {"paid_fen": "x", "due_pct": "y"}, WAGE, WAGE | {"month": ""}])
    found, rows = read(path)
    assert [row["line"] for row in rows] == [2, 4]
    assert [(each.line, name_of(each)) for each in found.problems] == [(3, "paid_fen"), (3, "due_pct"), (5, "month")]
    assert (found.lines, found.rows, found.rejected, found.found) == (4, 2, 2, 3)


def test_lines_are_counted_past_empty_and_ragged_ones(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", [WAGE])
    head, good = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([head, "", good, "a,b", ",,,,,,,,,", good, good + ",more", good]), encoding="utf-8")
    found, rows = read(path)
    assert [row["line"] for row in rows] == [3, 6, 8]
    assert [(each.line, each.refusal.code) for each in found.problems] == [
        (4, "line-has-other-width"),
        (7, "line-has-other-width"),
    ]
    assert (found.lines, found.rejected) == (5, 2)


def parquet_of(path: Path, **columns: object) -> Path:
    parquet.write_table(pa.Table.from_pylist([WAGE | columns]), path)
    return path


def test_files_that_cannot_be_read_are_refused_whole(tmp_path: Path) -> None:
    row = list(WAGE)
    text = ",".join(row) + "\n" + ",".join(WAGE.values()) + "\n"
    files: dict[type[Refusal], bytes] = {
        EvidenceNotUtf8: ",".join(in_chinese("wages", WAGE)).encode("gb18030"),
        EvidenceFileEmpty: (",".join(row) + "\n").encode(),
        HeadingNotKnown: (",".join([*row, "备注"]) + "\n").encode(),
        EvidenceHeadingTwice: (",".join([*row, "工资所属月"]) + "\n").encode(),
        HeadingsMissing: (",".join(row[1:]) + "\n").encode(),
        EvidenceFileUnreadable: b"PAR1 and no more",
        LineBreakInCell: text.replace(WAGE["account"], '"62\n22"').encode(),
    }
    for kind, content in files.items():
        (tmp_path / kind.__name__).write_bytes(content)
        with pytest.raises(kind):
            read(tmp_path / kind.__name__)
    (tmp_path / "late").write_bytes(text.encode("gb18030"))
    with pytest.raises(EvidenceNotUtf8):
        read(tmp_path / "late")
    with pytest.raises(ColumnsAreFloats):
        read(parquet_of(tmp_path / "f.parquet", paid_fen=4500.5))
    with pytest.raises(ColumnTypeNotRead):
        read(parquet_of(tmp_path / "l.parquet", paid_fen=[1]))


def test_headings_that_are_somebodys_data_are_not_repeated(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(",".join(WAGE.values()) + "\n", encoding="utf-8")
    with pytest.raises(HeadingNotKnown) as refused:
        read(path)
    assert WAGE["person"] not in str(refused.value)


def test_the_key_of_a_person_is_the_beginning_of_the_party_id() -> None:
    digest = VAULT.keyed("resident-id", resident_id())
    assert number_of(VAULT, pseudonym_of(digest)) == number_of_person(pseudonym_of(digest)) == number_from(digest)


def test_keys_of_different_kinds_differ() -> None:
    numbers = {number_of_other(VAULT, kind, "1") for kind in ("account", "phone", "address", "device")}
    assert len(numbers) == 4
    assert uscc(1) != uscc(2)
    assert number_of(VAULT, uscc(1)) != number_of(VAULT, uscc(2))
