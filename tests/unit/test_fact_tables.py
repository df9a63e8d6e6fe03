"""Facts as people read them: under the headings of the form, codes by their names, lists in short."""

from io import StringIO

from marshmallow import Schema
from rich.console import Console

from api.cli.cases import said
from api.cli.fact_tables import DERIVED, facts_table
from api.schemas.catalogue import form_of
from api.schemas.relief_catalogue import relief_form_of


def text(form: Schema, facts: dict[str, object]) -> str:
    console = Console(width=140, file=StringIO(), record=True)
    console.print(facts_table(form, facts))
    return console.export_text()


def test_a_relief_is_read_without_codes() -> None:
    charge = {"charged": 60000, "fee": "stall_fee", "month": "2024-03"}
    facts = {"certificate_valid": True, "site": "newspaper_kiosk", "charges": [charge]}
    shown = text(relief_form_of("stall_fee_reduction"), facts)
    assert "残疾人证是否有效 certificate_valid" in shown
    assert "是 yes" in shown
    assert "邮政报刊零售亭" in shown
    assert "应收金额(元) 600.00;费用 摊位费;月份 2024-03" in shown


def test_equal_months_are_written_once() -> None:
    shown = text(form_of("over_quota_reward"), {"staff_by_month": [40] * 12, "placements": []})
    assert "各月在职职工人数 staff_by_month" in shown
    assert "40 × 12" in shown
    assert "残疾职工 placements" in shown


def test_a_group_has_a_name_of_its_own() -> None:
    assert DERIVED["periods"] == "计息期"


def test_a_structured_value_of_a_step_is_read_in_chinese() -> None:
    assert said('{"fees":["stall_fee"]}') == '{"fees":["摊位费"]}'
    assert said("12 个月") == "12 个月"
