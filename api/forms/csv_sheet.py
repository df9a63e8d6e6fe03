"""Sheets in CSV files: UTF-8 with or without a byte order mark, or GB18030 as Excel writes it in China."""

import csv
from collections.abc import Iterator
from io import StringIO

from api.forms.sheet import Raw, Sheet, SheetUnreadable, gathered
from domain.errors import Refusal


class EncodingUnknown(Refusal):
    """文件既不是 UTF-8 编码,也不是 GB18030 编码,请另存为“CSV UTF-8”或 .xlsx。

    The file is neither UTF-8 nor GB18030: save it as "CSV UTF-8" or as .xlsx.
    """


def read_csv(content: bytes) -> Sheet:
    """The sheet in a CSV file."""
    return gathered(_lines(_text(content)))


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise EncodingUnknown(field="file")


def _lines(text: str) -> Iterator[tuple[Raw, ...]]:
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        for line in reader:
            yield tuple(cell if cell.strip() else None for cell in line)
    except csv.Error as error:
        raise SheetUnreadable(field="file", problem=f"line {reader.line_num}: {error}") from error
