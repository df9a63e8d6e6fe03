"""An empty form: a workbook with the headings of a programme, text columns as text, and a sheet of instructions."""

from io import BytesIO
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from api.forms.columns import NUMBER, Column, columns_of, letter
from api.forms.sheet import SheetUnreadable
from api.schemas.fields import MonthOfYear
from api.schemas.form import ApplicationForm

SHEET: Final = "申请表"
INSTRUCTIONS: Final = "填写说明"
_TEXT: Final = "@"
_REQUIRED: Final = PatternFill("solid", fgColor="FFF2CC")


def write_blank(form: ApplicationForm, path: Path) -> None:
    """Write the empty form of a programme to a file."""
    try:
        path.write_bytes(blank_of(form))
    except OSError as error:
        raise SheetUnreadable(field="out", problem=error.strerror or type(error).__name__) from error


def blank_of(form: ApplicationForm) -> bytes:
    """The empty form of a programme as a workbook; required columns are coloured."""
    workbook = Workbook()
    columns = columns_of(form)
    sheet = workbook.worksheets[0]
    sheet.title = SHEET
    for index, column in enumerate(columns):
        _head(sheet, index, column)
    sheet.freeze_panes = "A2"
    _instruct(workbook.create_sheet(INSTRUCTIONS), columns)
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def _head(sheet: Worksheet, index: int, column: Column) -> None:
    cell = sheet.cell(row=1, column=index + 1, value=column.heading)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if column.field.required:
        cell.fill = _REQUIRED
    dimension = sheet.column_dimensions[letter(index)]
    dimension.width = 24 if column.field.text_only else 14
    if column.field.text_only or isinstance(column.field, MonthOfYear):
        # Excel then keeps every digit of a number, and a month as it was typed.
        dimension.number_format = _TEXT


def _instruct(sheet: Worksheet, columns: tuple[Column, ...]) -> None:
    sheet.append(["栏目", "英文名", "必填", "填写", "说明", "示例"])
    for row in instructions(columns):
        sheet.append(row)
    for name, width in zip("ABCDEF", (28, 28, 6, 36, 36, 24), strict=True):
        sheet.column_dimensions[name].width = width


def instructions(columns: tuple[Column, ...]) -> list[list[str]]:
    """What to fill into each column: heading, English name, required, form, note, example."""
    several = any(column.level for column in columns)
    return [
        [
            column.heading,
            column.name,
            "是" if column.field.required or (column == NUMBER and several) else "",
            column.field.form or "、".join(dict.fromkeys(getattr(column.field, "names", {}).values())),
            column.field.note,
            shown(column.field.example),
        ]
        for column in columns
    ]


def shown(example: object) -> str:
    """An example as an officer would write it into a cell."""
    if isinstance(example, bool):
        return "是" if example else "否"
    return "" if example is None else str(example)
