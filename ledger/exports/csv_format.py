"""CSV by RFC 4180: UTF-8 with a byte order mark, one row of headings; what looks like a formula is none."""

import csv
from collections.abc import Callable, Iterable
from io import TextIOWrapper
from typing import Any, BinaryIO, Final

from domain.money import yuan
from ledger.exports.columns import Kind, Row
from ledger.exports.origin import Origin

FORMULA: Final = frozenset("=+-@\t\r\n＝＋－＠")
"""What a spreadsheet takes for the beginning of a formula, in half and full width (OWASP, CSV injection)."""


def write(file: BinaryIO, origin: Origin, rows: Iterable[Row]) -> None:
    """Write the table. Text that begins like a formula gets an apostrophe before it."""
    # Without the mark Excel and WPS in China read the file as GB 18030.
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="")
    writer = csv.writer(text)
    columns = origin.table.columns
    writer.writerow([column.name for column in columns])
    written = [_WRITTEN[column.kind] for column in columns]
    writer.writerows([write(cell) for write, cell in zip(written, row, strict=True)] for row in rows)
    text.detach()


def harmless(text: str) -> str:
    """The text so that no spreadsheet runs it."""
    return f"'{text}" if text[:1] in FORMULA else text


def _money(fen: int | None) -> str:
    return "" if fen is None else yuan(fen)


def _flag(truth: object) -> str:
    return "true" if truth else "false"


def _as_it_is(value: Any) -> Any:
    return value


_WRITTEN: Final[dict[Kind, Callable[[Any], Any]]] = {
    Kind.CODE: harmless,
    Kind.TEXT: harmless,
    Kind.MONEY: _money,
    Kind.WHOLE: _as_it_is,
    Kind.FLAG: _flag,
    Kind.DAY: _as_it_is,
    Kind.MOMENT: _as_it_is,
}
