"""A sheet as it was written: headings and rows of cells, whichever file it came from, and how large it may be."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from domain.errors import Refusal

MAX_BYTES: Final = 10 * 1024 * 1024
MAX_ROWS: Final = 20_000
MAX_COLUMNS: Final = 100

Raw = str | bool | int | Decimal | date | Refusal | None
"""What stands in a cell: None where it is empty, a Refusal where it cannot be used."""


class FileTooLarge(Refusal):
    """文件有 {size} 字节,超过上限 {most} 字节,请分批导入。

    The file has {size} bytes, more than the {most} allowed; import it in parts.
    """


class TooManyRows(Refusal):
    """表格超过 {most} 行,请分批导入。

    The sheet has more than {most} rows; import it in parts.
    """


class TooManyColumns(Refusal):
    """表格超过 {most} 列,请使用空白申请表。

    The sheet has more than {most} columns; use the blank form.
    """


class NothingToImport(Refusal):
    """表格中没有申请:第 1 行应为栏目名称,以下每行一条。

    The sheet holds no application: line 1 has the headings, every line below it one row.
    """


class SheetUnreadable(Refusal):
    """文件无法读取:{problem}。

    The file cannot be read: {problem}.
    """


class Row(NamedTuple):
    """A row that is not empty, with its line in the sheet (the headings are line 1)."""

    line: int
    cells: tuple[Raw, ...]


class Sheet(NamedTuple):
    """Headings and rows."""

    headings: tuple[Raw, ...]
    rows: tuple[Row, ...]


def gathered(lines: Iterable[tuple[Raw, ...]]) -> Sheet:
    """The sheet of some lines; empty ones are left out, and too many are refused before they are all read."""
    headings: tuple[Raw, ...] = ()
    rows: list[Row] = []
    for number, line in enumerate(lines, start=1):
        cells = _without_empty_end(line)
        if len(cells) > MAX_COLUMNS:
            raise TooManyColumns(field="file", most=MAX_COLUMNS)
        if number == 1:
            headings = cells
        elif cells:
            rows.append(Row(number, cells))
        if len(rows) > MAX_ROWS or number > 10 * MAX_ROWS:
            raise TooManyRows(field="file", most=MAX_ROWS)
    if not headings or not rows:
        raise NothingToImport(field="file")
    return Sheet(headings, tuple(rows))


def _without_empty_end(line: tuple[Raw, ...]) -> tuple[Raw, ...]:
    length = len(line)
    while length and line[length - 1] is None:
        length -= 1
    return line[:length]
