"""Files of evidence as they come in: CSV, Parquet or a small workbook; and their problems, told by line and column."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from api.forms.imports import CSV, XLSX, content_of, sheet_of
from api.forms.sheet import Raw, Row, Sheet
from api.schemas.problems import FormInvalid, Problem
from domain.errors import Refusal
from ledger.commands.evidence_refusals import EvidenceInvalid
from ledger.evidence import reading
from ledger.evidence.dataset import Dataset
from ledger.evidence.source_file import (
    EvidenceFileUnreadable,
    LineHasOtherWidth,
    Refused,
    Rows,
    SourceFile,
    is_parquet,
    is_workbook,
    open_source,
)

PARQUET: Final = "application/vnd.apache.parquet"

SHOWN: Final = 1000
"""How many problems of a file are told at once; how many there are is said in any case."""


class EvidenceRowsInvalid(FormInvalid):
    """{lines} 行中有 {rejected} 行不能使用(共 {found} 处,列出前 {count} 处),没有导入任何内容。

    {rejected} of {lines} lines cannot be used ({found} problems, the first {count} are listed); nothing was imported.
    """

    def __init__(self, problems: tuple[Problem, ...], **told: Any) -> None:
        self.problems = problems
        Refusal.__init__(self, field="file", count=len(problems), **told)


class WorkbookSource:
    """A workbook, read as a whole: it is small."""

    def __init__(self, sheet: Sheet) -> None:
        self.headings = tuple("" if heading is None else str(heading).strip() for heading in sheet.headings)
        self._sheet = sheet
        self._done = 0

    @property
    def read(self) -> tuple[int, int]:
        """Rows."""
        return self._done, len(self._sheet.rows)

    def batches(self) -> Iterator[Rows]:
        """Its rows, at once."""
        width = len(self.headings)
        wide = [row for row in self._sheet.rows if len(row.cells) > width]
        rows = [row for row in self._sheet.rows if len(row.cells) <= width]
        refused = [
            Refused(row.line, -1, LineHasOtherWidth(field="file", found=len(row.cells), expected=width)) for row in wide
        ]
        refused += [
            Refused(row.line, index, cell)
            for row in rows
            for index, cell in enumerate(row.cells)
            if isinstance(cell, Refusal)
        ]
        cells = zip(*(_padded(row, width) for row in rows), strict=True)
        columns = [[_text(cell) for cell in column] for column in cells]
        self._done = len(self._sheet.rows)
        lines = pa.array([row.line for row in rows], pa.int64())
        yield Rows([pa.array(column, pa.string()) for column in columns or [[]] * width], lines, refused)


def evidence_file(path: Path) -> SourceFile:
    """The file, told by its first bytes."""
    try:
        return WorkbookSource(sheet_of(content_of(path))) if is_workbook(path) else open_source(path)
    except OSError as error:
        raise EvidenceFileUnreadable(field="file", problem=error.strerror or type(error).__name__) from error


def media_type_of(path: Path) -> str:
    """What the file is, told by its first bytes."""
    if is_parquet(path):
        return PARQUET
    return XLSX if is_workbook(path) else CSV


@contextmanager
def told_by_cell() -> Iterator[None]:
    """Tell every problem of a file where it stands."""
    try:
        yield
    except EvidenceInvalid as invalid:
        told = tuple(_told(problem) for problem in invalid.problems[:SHOWN])
        raise EvidenceRowsInvalid(told, **invalid.details) from invalid


def template_of(dataset: Dataset) -> str:
    """An empty CSV file with the Chinese headings, which spreadsheets open as UTF-8."""
    cells = (f'"{column.zh}"' if "," in column.zh else column.zh for column in dataset.all_columns)
    return "\ufeff" + ",".join(cells) + "\r\n"


def _told(problem: reading.Problem) -> Problem:
    column = problem.column
    return Problem(
        path=(column.name,) if column else (),
        heading=f"{column.zh} {column.en}" if column else "",
        refusal=problem.refusal,
        line=problem.line,
        value=problem.value,
    )


def _padded(row: Row, width: int) -> tuple[Raw, ...]:
    return row.cells + (None,) * (width - len(row.cells))


def _text(cell: Raw) -> str | None:
    """The cell as it would stand in a CSV file; what cannot be used is told beside."""
    if cell is None or isinstance(cell, Refusal):
        return None
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, date):
        return cell.isoformat()
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
