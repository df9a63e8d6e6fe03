"""Sheets of applications for tests: rows of right values, written as CSV or XLSX."""

import csv
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from api.forms.blank import shown
from api.forms.columns import Column, columns_of
from api.schemas.catalogue import form_of
from tests.factories import bank_card, disability_certificate, resident_id, uscc

Cells = dict[str, Any]
"""One row by English column names."""


def columns(programme: str) -> tuple[Column, ...]:
    """The columns of a programme's sheet."""
    return columns_of(form_of(programme))


def row(programme: str, number: int = 0, **cells: Any) -> Cells:
    """A right row of somebody who does not exist; dots in names are written as two underscores."""
    filled: Cells = {column.name: shown(column.field.example) for column in columns(programme)}
    filled["form_number"] = str(number + 1)
    filled |= {name: value for name, value in applicant(number).items() if name in filled}
    if "business_uscc" in filled:
        filled["business_uscc"] = uscc(100 + number)
    if programme == "social_insurance_subsidy":
        filled |= {"applicant.resident_id": "", "applicant.certificate": ""}
    return filled | {name.replace("__", "."): value for name, value in cells.items()}


def applicant(number: int) -> Cells:
    """The numbers of somebody who does not exist, as applicant."""
    person = resident_id(f"199{number}0315")
    return {
        "applicant.resident_id": person,
        "applicant.name": f"申请人{number}",
        "applicant.certificate": disability_certificate(person),
        "applicant.uscc": uscc(number),
        "applicant.account": bank_card(number),
    }


def insured(number: int) -> Cells:
    """The numbers of somebody who does not exist, as insured person."""
    named = applicant(number)
    return {f"insured.{name}": named[f"applicant.{name}"] for name in ("resident_id", "name", "certificate")}


def lines(programme: str, rows: list[Cells], *, english: bool = False) -> list[list[Any]]:
    """The headings and the rows, cell by cell."""
    known = columns(programme)
    headings = [column.name if english else column.heading for column in known]
    return [headings, *([cells.get(column.name, "") for column in known] for cells in rows)]


def csv_bytes(cells: list[list[Any]], encoding: str = "utf-8") -> bytes:
    """A CSV file."""
    text = StringIO(newline="")
    csv.writer(text).writerows(cells)
    return text.getvalue().encode(encoding)


def xlsx_bytes(cells: list[list[Any]]) -> bytes:
    """A workbook with one sheet; text stays text."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for line in cells:
        sheet.append([None if cell == "" else cell for cell in line])
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def saved(folder: Path, content: bytes, name: str = "sheet.csv") -> Path:
    """The bytes as a file."""
    path = folder / name
    path.write_bytes(content)
    return path
