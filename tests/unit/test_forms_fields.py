"""The fields of the forms: what they read, and what they refuse in two languages."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from api.schemas import fields as f
from api.schemas import texts as t
from api.schemas.problems import written
from domain.calendar import Month
from domain.errors import Refusal
from tests.factories import resident_id

READ: list[tuple[f.FormField[Any], object, object]] = [
    (f.Yuan("", example=""), "1200.50", 120_050),
    (f.Yuan("", example=""), 1200, 120_000),
    (f.Yuan("", example=""), Decimal("0.5"), 50),
    (f.Percent("", example=""), "4.15", 415),
    (f.Percent("", example=""), Decimal("4.2"), 420),
    (f.Percent("", example=""), 4, 400),
    (f.Whole("", example=""), "12", 12),
    (f.Whole("", example=""), 0, 0),
    (f.Year("", example=""), "2023", 2023),
    (f.YesNo("", example=""), "是", True),
    (f.YesNo("", example=""), "NO", False),
    (f.YesNo("", example=""), True, True),
    (f.Day("", example=""), "2024-02-29", date(2024, 2, 29)),
    (f.MonthOfYear("", example=""), "2024-02", Month(2024, 2)),
    (f.Choice("", {"single": "单人"}, example=""), "单人", "single"),
    (f.Choice("", {"single": "单人"}, example=""), "single", "single"),
    (t.ResidentNumber("", example=""), resident_id().lower(), resident_id()),
    (t.Phone("", example=""), "+86-572-0000000", "+86-572-0000000"),
]


@pytest.mark.parametrize(("field", "given", "read"), READ)
def test_a_field_reads_what_officers_write(field: f.FormField[Any], given: object, read: object) -> None:
    assert field.parsed(given) == read


REFUSED: list[tuple[f.FormField[Any], object, str]] = [
    (f.Yuan("", example=""), "0.005", "money-not-exact"),
    (f.Yuan("", example=""), True, "money-is-float"),
    (f.Yuan("", example=""), [], "malformed-money"),
    (f.Yuan("", example=""), "-1", "negative-money"),
    (f.Percent("", example=""), "4.155", "not-a-percentage"),
    (f.Percent("", example=""), "-1", "not-a-percentage"),
    (f.Percent("", example=""), True, "not-a-percentage"),
    (f.Percent("", example=""), "4%", "not-a-percentage"),
    (f.Whole("", example=""), "1.0", "not-a-whole-number"),
    (f.Whole("", example=""), -1, "not-a-whole-number"),
    (f.Whole("", example=""), True, "not-a-whole-number"),
    (f.Whole("", example=""), Decimal("1.5"), "not-a-whole-number"),
    (f.Year("", example=""), "0", "not-a-year"),
    (f.Year("", example=""), 20_240, "not-a-year"),
    (f.YesNo("", example=""), "1", "not-yes-or-no"),
    (f.YesNo("", example=""), 1, "not-yes-or-no"),
    (f.Day("", example=""), "2024-02-30", "not-a-date"),
    (f.Day("", example=""), "20240201", "not-a-date"),
    (f.Day("", example=""), "2024-W05-1", "not-a-date"),
    (f.MonthOfYear("", example=""), "2024-13", "no-such-month"),
    (f.MonthOfYear("", example=""), 202_401, "no-such-month"),
    (f.Choice("", {"single": "单人"}, example=""), "both", "not-a-choice"),
    (f.Choice("", {"single": "单人"}, example=""), None, "not-a-choice"),
    (t.Text("", example=""), "  ", "not-text"),
    (t.Text("", example=""), "a\x1bb", "not-text"),
    (t.Text("", example=""), "x" * 101, "not-text"),
    (t.Text("", example=""), 12, "not-text"),
    (t.Code("", example=""), "a:b", "code-malformed"),
    (t.Phone("", example=""), "call me", "not-a-phone"),
    (t.ResidentNumber("", example=""), " " + resident_id(), "not-plain-characters"),
    (t.CreditCode("", example=""), "x", "malformed-uscc"),
    (t.PlaceCode("", example=""), "999999", "unknown-place"),
]


@pytest.mark.parametrize(("field", "given", "code"), REFUSED)
def test_a_field_refuses_in_both_languages(field: f.FormField[Any], given: object, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        field.parsed(given)
    assert caught.value.code == code
    assert caught.value.zh != caught.value.en


def test_a_path_is_written_as_people_write_it() -> None:
    assert written(("facts", "months", 0, "rent_paid")) == "facts.months[0].rent_paid"
    assert written(()) == ""
