"""A report as a workbook: the same bytes for the same report, whenever it is written."""

from datetime import datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from api.reports.tables import Table, facts_of, tables_of, title_of
from ledger.views.yearly import YearlyReport

MONEY = "#,##0.00"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_WIDTH = 22


def workbook_bytes(report: YearlyReport) -> bytes:
    """The workbook: a cover and one sheet a table. Amounts are exact decimals in yuan."""
    workbook = Workbook()
    made = datetime(report.as_of.year, report.as_of.month, report.as_of.day)  # noqa: DTZ001 (the format knows no zone)
    workbook.properties.created = workbook.properties.modified = made
    workbook.properties.creator = "subsidy-ledger"
    workbook.properties.title = title_of(report)
    _cover(workbook.worksheets[0], report)
    for table in tables_of(report):
        write_table(workbook.create_sheet(table.name), table)
    raw = BytesIO()
    workbook.save(raw)
    return _dateless(raw.getvalue(), made)


def _cover(sheet: Worksheet, report: YearlyReport) -> None:
    sheet.title = "说明 Cover"
    sheet.append([title_of(report)])
    sheet["A1"].font = Font(bold=True, size=14)
    for name, value in facts_of(report):
        sheet.append([name, value])
    _as_text(sheet)
    sheet.column_dimensions["A"].width = sheet.column_dimensions["B"].width = 2 * _WIDTH


def write_table(sheet: Worksheet, table: Table) -> None:
    """Fill a sheet with a table; what is text stays text."""
    sheet.append(list(table.headings))
    for row in table.rows:
        sheet.append(list(row))
    _as_text(sheet)
    for number, cell in enumerate(sheet[1], start=1):
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTH
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            if isinstance(cell.value, Decimal):
                _as_written(cell)
    sheet.freeze_panes = "A2"


def _as_written(cell: Cell) -> None:
    """Keep the digits of an amount: the library writes decimals by way of a float, 8.95 as 8.949999999999999."""
    cell.value = str(cell.value)
    cell.data_type = "n"
    cell.number_format = MONEY


def _as_text(sheet: Worksheet) -> None:
    """Keep what somebody typed from being taken for a formula."""
    for cells in sheet.iter_rows():
        for cell in cells:
            if cell.data_type == "f":
                cell.data_type = "s"


def _dateless(raw: bytes, made: datetime) -> bytes:
    """The same workbook without the time at which it was packed."""
    packed = BytesIO()
    stamp = f"{made:%Y-%m-%dT%H:%M:%SZ}".encode()
    with ZipFile(BytesIO(raw)) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _stamped(content, stamp)
            target.writestr(ZipInfo(name, _EPOCH), content, ZIP_DEFLATED)
    return packed.getvalue()


def _stamped(core: bytes, stamp: bytes) -> bytes:
    """The properties with the report's day where the writer put the time of saving."""
    before, opening, rest = core.partition(b"<dcterms:modified")
    tag, _, after = rest.partition(b"</dcterms:modified>")
    head = tag.partition(b">")[0]
    return b"".join((before, opening, head, b">", stamp, b"</dcterms:modified>", after)) if opening else core
