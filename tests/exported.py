"""Downloads read back by other people's readers, cell by cell."""

import csv
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

from openpyxl import load_workbook
from pyarrow import parquet

from ledger.book import Book
from ledger.exports.export import Exported, export
from ledger.exports.table import Question

FORMATS = ("csv", "xlsx", "parquet")
WHOLE_BOOK = ("330500",)

Line = dict[str, Any]


def download(
    book: Book, question: Question, format_: str, sees: tuple[str, ...] = WHOLE_BOOK
) -> tuple[Exported, bytes]:
    """A download, and its bytes."""
    file = BytesIO()
    made = export(book, question, sees, format_, file)
    return made, file.getvalue()


def lines(content: bytes, format_: str) -> list[Line]:
    """The rows by column code; amounts are left as the reader gives them, and what is empty is None."""
    found = {"csv": _csv, "xlsx": _xlsx, "parquet": _parquet}[format_](content)
    return [{name: None if cell == "" else cell for name, cell in row.items()} for row in found]


def fen(cell: Any) -> int:
    """The amount (fen) that a reader gave as text, number or decimal; nothing is zero."""
    return 0 if cell is None else int(Decimal(str(cell)).scaleb(2).to_integral_exact())


def day(cell: Any) -> str:
    """The day that a reader gave as text, day or moment."""
    return (cell.date() if isinstance(cell, datetime) else cell).isoformat() if isinstance(cell, date) else cell


def _csv(content: bytes) -> list[Line]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def _xlsx(content: bytes) -> list[Line]:
    headings, *rows = load_workbook(BytesIO(content), read_only=True).worksheets[0].iter_rows(values_only=True)
    names = [str(heading).rpartition(" ")[2] for heading in headings]
    return [dict(zip(names, row, strict=True)) for row in rows]


def _parquet(content: bytes) -> list[Line]:
    return list(parquet.read_table(BytesIO(content)).to_pylist())
