"""A report's workbook keeps the digits of its amounts."""

from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook

from api.reports.tables import Table
from api.reports.workbook import write_table


def test_an_amount_is_written_digit_by_digit() -> None:
    workbook = Workbook()
    rows = (("甲", Decimal("8.95")), ("乙", Decimal("9.97")))
    write_table(workbook.worksheets[0], Table(name="表", headings=("项", "元"), rows=rows, numbers=(1,)))
    file = BytesIO()
    workbook.save(file)
    with ZipFile(file) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml")
    assert b"<v>8.95</v>" in sheet
    assert b"<v>9.97</v>" in sheet
    cell = load_workbook(file).worksheets[0]["B2"]
    assert (cell.data_type, str(cell.value), cell.number_format) == ("n", "8.95", "#,##0.00")
