"""The forms and their published reference: complete, unambiguous, up to date, and right by their own rules."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from api.forms.blank import SHEET, write_blank
from api.forms.columns import columns_of, letter
from api.forms.imports import sheet_of
from api.forms.reference import example_of, forms_markdown
from api.schemas.catalogue import FORMS, form_of
from api.schemas.form import loaded
from api.schemas.problems import FormInvalid
from domain.names import zh
from domain.programs.registry import PROGRAMMES

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "application-form.md"
NEVER_ISSUED = "000"

every_programme = pytest.mark.parametrize("programme", sorted(FORMS), ids=zh)


def test_every_programme_has_a_form() -> None:
    assert set(FORMS) == set(PROGRAMMES)


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == forms_markdown(), (
        "write api.forms.reference.forms_markdown() to the page"
    )


@every_programme
def test_no_two_columns_share_a_heading_or_a_name(programme: str) -> None:
    columns = columns_of(form_of(programme))
    names = [name for column in columns for name in (column.heading, column.name)]
    assert len(set(names)) == len(names)


@every_programme
def test_the_example_is_right(programme: str) -> None:
    assert loaded(form_of(programme), example_of(form_of(programme)))["programme"] == programme


@every_programme
def test_the_example_belongs_to_nobody(programme: str) -> None:
    for number in numbers(example_of(form_of(programme))):
        assert number[14:17] == NEVER_ISSUED


def numbers(form: Any) -> list[str]:
    """Every resident ID in a form."""
    if isinstance(form, list):
        return [number for each in form for number in numbers(each)]
    if isinstance(form, dict):
        own = [form["resident_id"]] if "resident_id" in form else []
        return own + [number for each in form.values() for number in numbers(each)]
    return []


@every_programme
def test_what_is_left_out_is_missed(programme: str) -> None:
    with pytest.raises(FormInvalid) as caught:
        loaded(form_of(programme), {})
    assert {problem.refusal.code for problem in caught.value.problems} == {"field-missing"}


@every_programme
def test_a_blank_form_has_the_headings_and_keeps_numbers_as_text(programme: str, tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    write_blank(form_of(programme), path)
    columns = columns_of(form_of(programme))
    workbook = load_workbook(BytesIO(path.read_bytes()))
    sheet = workbook[SHEET]
    assert [cell.value for cell in sheet[1]] == [column.heading for column in columns]
    at = [column.name for column in columns].index("applicant.account")
    assert sheet.column_dimensions[letter(at)].number_format == "@"
    assert workbook.worksheets[1].max_row == len(columns) + 1


def test_csv_cells_may_hold_commas_quotes_and_line_breaks() -> None:
    sheet = sheet_of(b'a,b\n"1,""x""","two\nlines"\n\n,\n3\n')
    assert [(row.line, row.cells) for row in sheet.rows] == [(2, ('1,"x"', "two\nlines")), (5, ("3",))]
