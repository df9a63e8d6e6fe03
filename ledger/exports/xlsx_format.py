"""XLSX: exact decimals, days, frozen headings, and a sheet that says what the rows are made from.

Written by hand and not by openpyxl, which writes a decimal of 8.95 as 8.949999999999999, stamps the file with the time
of writing and takes twenty times as long.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import IO, Any, BinaryIO, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from domain.errors import Refusal
from domain.money import yuan
from ledger.exports import xlsx_parts as parts
from ledger.exports.columns import Column, Kind, Row
from ledger.exports.origin import Origin

MOST_ROWS: Final = 1_048_575
"""Rows that a sheet can hold under its headings (the format's own limit is 2^20)."""

MOST_FEN: Final = 10**15
"""A spreadsheet keeps fifteen digits of a number."""

LONGEST_TEXT: Final = 32_767
"""Characters that a cell can hold."""

_UNPACKED: Final = 2**31 - 2**24
"""Bytes that a sheet may have before it is packed: beyond 2 GiB some spreadsheets do not open it."""

_MADE: Final = (1980, 1, 1, 0, 0, 0)
_DAY_ZERO: Final = date(1899, 12, 30)


class AmountTooLongForXlsx(Refusal):
    """{amount} 超过十五位有效数字,电子表格(XLSX)不能准确保存;请改用 CSV 或 Parquet。

    {amount} has more than fifteen digits, which XLSX cannot keep exactly: ask for CSV or Parquet.
    """


class TextTooLongForXlsx(Refusal):
    """一个单元格不能超过 {longest} 字,「{field}」中有 {length} 字;请改用 CSV 或 Parquet。

    A cell of XLSX holds at most {longest} characters, and "{field}" has {length}: ask for CSV or Parquet.
    """


class SheetTooLarge(Refusal):
    """数据量超过一张工作表所能容纳的,请缩小范围,或改用 CSV 或 Parquet。

    There is more than one sheet can hold: narrow the question, or ask for CSV or Parquet.
    """


def write(file: BinaryIO, origin: Origin, rows: Iterable[Row]) -> None:
    """Write the workbook: the table, and what it is made from."""
    with ZipFile(file, "w", ZIP_DEFLATED) as packed:
        for name, text in parts.fixed(origin.table.zh, origin.table.name).items():
            packed.writestr(_entry(name), text)
        packed.writestr(_entry(parts.ORIGIN), parts.origin_sheet(_about(origin)))
        with packed.open(_entry(parts.TABLE), "w") as sheet:
            _write_sheet(sheet, origin.table.columns, rows)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _MADE)
    entry.compress_type = ZIP_DEFLATED
    return entry


def _about(origin: Origin) -> Iterator[tuple[str, ...]]:
    zh = {"table": "表", "book": "账套", "position": "截至事件序号", "question": "查询条件"}
    yield from ((f"{zh[name]} {name}", text) for name, text in origin.facts().items())
    yield from ((f"{column.zh} {column.name}", column.en) for column in origin.table.columns)


def _write_sheet(sheet: IO[bytes], columns: tuple[Column, ...], rows: Iterable[Row]) -> None:
    written = 0
    for piece in _pieces(columns, rows):
        encoded = piece.encode()
        written += len(encoded)
        if written > _UNPACKED:
            raise SheetTooLarge(field="format")
        sheet.write(encoded)


def _pieces(columns: tuple[Column, ...], rows: Iterable[Row]) -> Iterator[str]:
    yield parts.sheet_begin(len(columns))
    headings = (f"{column.zh} {column.name}" for column in columns)
    yield f"<row>{''.join(parts.text_cell(heading, parts.HEADING) for heading in headings)}</row>"
    cells = [(_CELLS[column.kind], column.name) for column in columns]
    for number, row in enumerate(rows):
        if number == MOST_ROWS:
            raise SheetTooLarge(field="format")
        shown = ("<c/>" if value is None else cell(value, name) for (cell, name), value in zip(cells, row, strict=True))
        yield f"<row>{''.join(shown)}</row>"
    yield parts.SHEET_END


def _text(text: str, name: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise TextTooLongForXlsx(field=name, longest=LONGEST_TEXT, length=len(text))
    return parts.text_cell(text) if text else "<c/>"


def _money(fen: int, name: str) -> str:
    if abs(fen) >= MOST_FEN:
        raise AmountTooLongForXlsx(field=name, amount=yuan(fen))
    return f'<c s="{parts.MONEY}"><v>{yuan(fen)}</v></c>'


def _whole(number: int, _: str) -> str:
    return f"<c><v>{number}</v></c>"


def _flag(truth: object, _: str) -> str:
    return f'<c t="b"><v>{1 if truth else 0}</v></c>'


@lru_cache(maxsize=4096)
def _day(day: str, _: str) -> str:
    return f'<c s="{parts.DAY}"><v>{(date.fromisoformat(day) - _DAY_ZERO).days}</v></c>'


_CELLS: Final[dict[Kind, Callable[[Any, str], str]]] = {
    Kind.CODE: _text,
    Kind.TEXT: _text,
    Kind.MONEY: _money,
    Kind.WHOLE: _whole,
    Kind.FLAG: _flag,
    Kind.DAY: _day,
    Kind.MOMENT: _text,
}
