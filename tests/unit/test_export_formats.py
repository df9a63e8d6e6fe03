"""The three formats keep what they are given, exactly, or say that they cannot."""

import csv
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import msgspec
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from pyarrow import parquet

from domain.errors import Refusal
from domain.money import MAX_FEN
from ledger.exports import xlsx_format
from ledger.exports.catalogue import FORMATS, TABLES
from ledger.exports.columns import Column, Kind
from ledger.exports.csv_format import harmless
from ledger.exports.money_tables import JOURNAL
from ledger.exports.origin import Origin
from ledger.exports.xlsx_format import AmountTooLongForXlsx, SheetTooLarge, TextTooLongForXlsx
from tests.exported import fen, lines

COLUMNS = tuple(Column(kind.value, kind, "栏", "-") for kind in Kind)
ROW = ("Budget:Allotted", "某公司", 895, 7, 1, "2024-02-29", "2024-02-29T16:00:00.25Z")
EMPTY = ("", "", None, 0, 0, None, "2024-02-29T16:00:00Z")

every_format = pytest.mark.parametrize("format_", FORMATS)


def written(format_: str, rows: Sequence[tuple[Any, ...]], columns: tuple[Column, ...] = COLUMNS) -> bytes:
    file = BytesIO()
    table = msgspec.structs.replace(JOURNAL, columns=columns)
    FORMATS[format_].write(file, Origin(table=table, book="330500", position=9, question="{}"), rows)
    return file.getvalue()


def amounts(format_: str, given_fen: Sequence[int | None]) -> list[int]:
    content = written(format_, [(amount,) for amount in given_fen], (Column("money", Kind.MONEY, "金额", "-"),))
    return [fen(line["money"]) for line in lines(content, format_)]


@every_format
def test_every_kind_of_cell_comes_back(format_: str) -> None:
    filled, empty = lines(written(format_, [ROW, EMPTY]), format_)
    assert (filled["code"], filled["text"], fen(filled["money"])) == ("Budget:Allotted", "某公司", 895)
    assert int(filled["whole"]) == 7
    assert filled["flag"] in (True, "true")
    assert str(filled["day"])[:10] == "2024-02-29"
    assert empty["flag"] in (False, "false")
    assert (empty["code"], empty["money"], empty["day"]) == (None, None, None)


def test_parquet_has_the_types_of_the_reference() -> None:
    schema = parquet.read_schema(BytesIO(written("parquet", [ROW])))
    assert schema.field("money").type == pa.decimal128(19, 2)
    assert schema.field("day").type == pa.date32()
    assert schema.field("code").type == pa.dictionary(pa.int32(), pa.string())
    assert schema.field("money").metadata[b"zh"].decode() == "栏"
    assert {key: schema.metadata[key] for key in (b"table", b"book", b"position", b"question")} == {
        b"table": b"journal",
        b"book": b"330500",
        b"position": b"9",
        b"question": b"{}",
    }
    row = parquet.read_table(BytesIO(written("parquet", [ROW]))).to_pylist()[0]
    assert row["moment"] == datetime(2024, 2, 29, 16, 0, 0, 250_000, UTC)


def test_a_workbook_says_what_it_is_made_from() -> None:
    table, origin = load_workbook(BytesIO(written("xlsx", [ROW]))).worksheets
    assert (table.title, table.freeze_panes, table["A1"].value) == ("日记账 journal", "A2", "栏 code")
    assert table["C2"].number_format == "#,##0.00"
    assert [[cell.value for cell in row] for row in origin.iter_rows(max_row=4)] == [
        ["表 table", "journal"],
        ["账套 book", "330500"],
        ["截至事件序号 position", "9"],
        ["查询条件 question", "{}"],
    ]


@given(st.lists(st.integers(-MAX_FEN, MAX_FEN) | st.none(), max_size=20))
def test_csv_and_parquet_keep_every_amount_that_a_book_can_hold(given_fen: list[int | None]) -> None:
    whole = [amount or 0 for amount in given_fen]
    assert amounts("csv", given_fen) == amounts("parquet", given_fen) == whole


@given(st.lists(st.integers(1 - xlsx_format.MOST_FEN, xlsx_format.MOST_FEN - 1), max_size=20))
def test_xlsx_keeps_every_amount_of_fifteen_digits(given_fen: list[int]) -> None:
    assert amounts("xlsx", given_fen) == given_fen


def test_xlsx_writes_the_digits_and_not_a_float_beside_them() -> None:
    content = written("xlsx", [(895,)], (Column("money", Kind.MONEY, "金额", "-"),))
    with ZipFile(BytesIO(content)) as packed:
        assert b"<v>8.95</v>" in packed.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("amount", [xlsx_format.MOST_FEN, -xlsx_format.MOST_FEN])
def test_xlsx_refuses_an_amount_that_a_spreadsheet_would_round(amount: int) -> None:
    with pytest.raises(AmountTooLongForXlsx) as refused:
        amounts("xlsx", [amount])
    assert "10000000000000.00" in refused.value.zh


def test_xlsx_refuses_text_that_a_cell_cannot_hold() -> None:
    text = (Column("text", Kind.TEXT, "栏", "-"),)
    written("xlsx", [("字" * 32_767,)], text)
    with pytest.raises(TextTooLongForXlsx):
        written("xlsx", [("字" * 32_768,)], text)


@pytest.mark.parametrize("limit", ["MOST_ROWS", "_UNPACKED"])
def test_xlsx_refuses_more_than_a_sheet_can_hold(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_format, limit, 2 if limit == "MOST_ROWS" else 1_000)
    with pytest.raises(SheetTooLarge):
        written("xlsx", [ROW] * 3)


@every_format
def test_a_table_without_rows_still_has_its_columns(format_: str) -> None:
    content = written(format_, [])
    assert lines(content, format_) == []
    if format_ == "parquet":
        assert parquet.read_schema(BytesIO(content)).names == [kind.value for kind in Kind]
    elif format_ == "csv":
        assert content == b"\xef\xbb\xbfcode,text,money,whole,flag,day,moment\r\n"


@every_format
def test_the_same_rows_are_the_same_bytes(format_: str) -> None:
    assert written(format_, [ROW, EMPTY] * 3) == written(format_, iter([ROW, EMPTY] * 3))  # type: ignore[arg-type]


@every_format
def test_a_refused_row_ends_the_writing(format_: str) -> None:
    def rows() -> Any:
        yield ROW
        raise Refusal(field="rows")

    with pytest.raises(Refusal):
        written(format_, rows())


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_text_that_begins_like_a_formula_is_none_in_csv(sign: str) -> None:
    assert harmless(f"{sign}1+1") == f"'{sign}1+1"
    content = written("csv", [(f"{sign}cmd|' /C calc'!A0",)], (Column("text", Kind.TEXT, "栏", "-"),))
    assert list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))[1][0].startswith(f"'{sign}")


def test_a_number_below_zero_is_no_formula() -> None:
    assert b"\r\n-8.95\r\n" in written("csv", [(-895,)], (Column("money", Kind.MONEY, "金额", "-"),))


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(texts)
def test_xlsx_keeps_any_text_as_text(text: str) -> None:
    content = written("xlsx", [(text,)], (Column("text", Kind.TEXT, "栏", "-"),))
    cell = load_workbook(BytesIO(content)).worksheets[0]["A2"]
    assert cell.data_type in ("s", "inlineStr", "n")
    # openpyxl leaves the escapes of ECMA-376, which spreadsheets resolve.
    assert unescape(str(cell.value or "")) == text


@given(texts)
def test_csv_and_parquet_keep_any_text(text: str) -> None:
    column = (Column("text", Kind.TEXT, "栏", "-"), Column("whole", Kind.WHOLE, "栏", "-"))
    read = list(csv.reader(StringIO(written("csv", [(text, 1)], column).decode("utf-8-sig"), newline="")))
    assert read[1][0] == harmless(text)
    assert parquet.read_table(BytesIO(written("parquet", [(text, 1)], column))).to_pylist()[0]["text"] == text


def test_every_table_has_columns_of_different_names() -> None:
    for table in TABLES.values():
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names) > 5
