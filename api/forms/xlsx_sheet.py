"""Sheets in XLSX workbooks: the first sheet, cells as typed; formulas and error values are refused."""

import warnings
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any, Final
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from api.forms.sheet import FileTooLarge, Raw, Sheet, SheetUnreadable, gathered
from domain.errors import Refusal

MAX_UNPACKED: Final = 200 * 1024 * 1024

_BROKEN: Final = (
    BadZipFile,
    InvalidFileException,
    ParseError,
    zlib.error,
    EOFError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    NotImplementedError,
)
"""What a damaged workbook makes the library raise."""


class FormulaInCell(Refusal):
    """单元格是公式;请粘贴为数值后再导入。

    The cell holds a formula: paste it as a value first.
    """


class ErrorInCell(Refusal):
    """单元格是错误值(如 #N/A)。

    The cell holds an error value such as #N/A.
    """


class TimeInCell(Refusal):
    """单元格含有时刻;此处只填日期。

    The cell holds a time of day; only a date belongs here.
    """


def read_xlsx(content: bytes) -> Sheet:
    """The first sheet of a workbook."""
    try:
        with ZipFile(BytesIO(content)) as packed:
            unpacked = sum(member.file_size for member in packed.infolist())
        if unpacked > MAX_UNPACKED:
            raise FileTooLarge(field="file", size=unpacked, most=MAX_UNPACKED)
        with warnings.catch_warnings():
            # The library warns of what it leaves out of a workbook, such as drop-down lists: nothing that is read here.
            warnings.simplefilter("ignore", UserWarning)
            return gathered(_lines(content))
    except _BROKEN as error:
        raise SheetUnreadable(field="file", problem=f"xlsx ({type(error).__name__})") from error


def _lines(content: bytes) -> Iterator[tuple[Raw, ...]]:
    workbook = load_workbook(BytesIO(content), read_only=True)
    try:
        sheet: Any = workbook.worksheets[0]
        sheet.reset_dimensions()
        for row in sheet.iter_rows():
            yield tuple(_raw(cell.value, cell.data_type) for cell in row)
    finally:
        workbook.close()


def _raw(value: object, kind: str) -> Raw:
    if kind == "f":
        return FormulaInCell()
    if kind == "e":
        return ErrorInCell()
    match value:
        case datetime():
            return value.date() if value.time() == time.min else TimeInCell()
        case bool() | int() | date():
            return value
        case float():
            # The shortest decimal that stands for the number is what was typed.
            return int(value) if value.is_integer() else Decimal(repr(value))
        case str():
            return value if value.strip() else None
    return None if value is None else TimeInCell()
