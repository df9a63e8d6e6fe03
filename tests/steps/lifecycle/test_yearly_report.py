"""The yearly report: every figure is the ledger's, the file is the same whenever it is written."""

from hashlib import sha256
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook
from pytest_bdd import scenarios, step, then

from api.reports.page import page_bytes
from api.reports.tables import tables_of
from api.reports.workbook import workbook_bytes
from domain.errors import Refusal
from ledger.commands import duties
from ledger.views.due import owed
from ledger.views.yearly import YearlyReport, yearly_report
from tests.steps.lifecycle.tables import Table
from tests.steps.lifecycle.words import says
from tests.steps.lifecycle.world import World

scenarios("lifecycle/yearly_report.feature")


@pytest.fixture
def made() -> list[YearlyReport]:
    """The report that was made."""
    return []


@step(says("编制第 {plan:Number} 个行动方案 {year:Number} 年度报告"))
def makes(world: World, made: list[YearlyReport], plan: int, year: int) -> None:
    try:
        made.append(yearly_report(world.book, plan=plan, year=year))
    except Refusal as refusal:
        world.refusal = refusal


def columns(made: list[YearlyReport], index: int, header: list[str]) -> list[list[str]]:
    """The columns of a table that begin with these words."""
    table = tables_of(made[0])[index]
    places = [next(n for n, name in enumerate(table.headings) if name.split()[0] == word) for word in header]
    return [[str(row[place]) for place in places] for row in table.rows]


@then("报告的资金是")
def the_funds_are(made: list[YearlyReport], datatable: Table) -> None:
    assert columns(made, 0, datatable[0]) == datatable[1:]


@then("报告的项目是")
def the_programmes_are(made: list[YearlyReport], datatable: Table) -> None:
    assert columns(made, 1, datatable[0]) == datatable[1:]


@then("报告列出每年 11 月监测和向省报送的职责")
def the_duties_are_listed(made: list[YearlyReport]) -> None:
    codes = {one.duty.code for one in made[0].duties}
    assert {"huzhou_november_monitoring", "huzhou_report_to_province"} <= codes


@then("再编制一次,工作簿和网页逐字节相同")
def it_is_the_same_again(world: World, made: list[YearlyReport]) -> None:
    again = yearly_report(world.book, plan=made[0].plan, year=made[0].year)
    assert workbook_bytes(again) == workbook_bytes(made[0])
    assert page_bytes(again) == page_bytes(made[0])
    sheets = load_workbook(BytesIO(workbook_bytes(again))).sheetnames
    assert sheets == ["说明 Cover", *(table.name for table in tables_of(again))]
    ET.fromstring(
        page_bytes(again)
        .replace(b"<!doctype html>", b"")
        .replace(b'<meta charset="utf-8">', b"")
        .replace(b'<meta name="viewport" content="width=device-width, initial-scale=1">', b"")
    )


@step("职责登记人凭报告的摘要登记向省报送")
def the_digest_fulfils(world: World, made: list[YearlyReport]) -> None:
    command = duties.Fulfil(
        duty="huzhou_report_to_province",
        place=world.place,
        period="2024",
        document="湖残工委〔2024〕12号",
        digest=sha256(workbook_bytes(made[0])).hexdigest(),
    )
    world.does("职责登记人", lambda request: duties.fulfil(world.book, command, request))


@then("2024 年度向省报送的职责已履行")
def it_is_fulfilled(world: World) -> None:
    (one,) = [
        one
        for one in owed(world.book, as_of=world.today)
        if (one.duty.code, one.period.id) == ("huzhou_report_to_province", "2024")
    ]
    assert one.standing == "fulfilled"
