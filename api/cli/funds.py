"""`fund`: appropriate, allot, take an allotment back, close the year, how far the budget was carried out."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import click

from api.cli import screen
from api.cli.session import Session, reads, writes
from api.cli.values import MONEY, PLACE, one_of
from domain.counting import shown_fraction
from domain.fund import SYMBOLS
from domain.money import shown, yuan
from domain.names import zh
from ledger.commands import funds
from ledger.views.performance import Execution, Performance, performance

_DOCUMENT = "文件名称和文号。 Document and its number."


@click.group()
def fund() -> None:
    """预算:批复、下达、收回、年终结账。 Budget: appropriate, allot, withdraw, close the year."""


def _of_year(command: Callable[..., None]) -> Callable[..., None]:
    """Fund, year and document."""
    for option in (
        click.option("--document", required=True, help=_DOCUMENT),
        click.option("--year", type=click.IntRange(2000, 2099), required=True, help="预算年度。 Budget year."),
        click.option("--fund", "code", required=True, help=f"资金。 Fund: {', '.join(SYMBOLS)}."),
    ):
        command = option(command)
    return command


def _line(command: Callable[..., None]) -> Callable[..., None]:
    """Programme, place and amount of a line."""
    for option in (
        click.option("--amount", type=MONEY, required=True, help="金额(元)。 Yuan."),
        click.option("--place", type=PLACE, required=True, help="地区。 Place of the line."),
        click.option("--programme", required=True, help="补贴项目。 Programme."),
    ):
        command = option(command)
    return command


@fund.command("appropriate")
@_of_year
@click.option("--amount", type=MONEY, required=True, help="金额(元)。 Yuan.")
@writes("批复预算")
def appropriate(session: Session, code: str, year: int, amount: int, document: str) -> None:
    """批复预算。 Record an appropriation."""
    command = funds.Appropriate(fund=code, year=year, amount=amount, document=document)
    session.receipt(funds.appropriate(session.book, command, session.request()))


@fund.command("allot")
@_of_year
@_line
@writes("下达额度")
def allot(session: Session, /, **given: Any) -> None:
    """向项目和地区下达额度。 Allot budget to a programme and place."""
    session.receipt(funds.allot(session.book, _allot(given), session.request()))


@fund.command("withdraw")
@_of_year
@_line
@writes()
def withdraw(session: Session, /, **given: Any) -> None:
    """收回未用额度。 Take unused allotment back."""
    session.receipt(funds.withdraw_allotment(session.book, _allot(given), session.request()))


@fund.command("close-year")
@_of_year
@click.option("--carry-forward", type=MONEY, help="结转金额(元),默认全部。 Carried into the next year; default: all.")
@writes("年终结账")
def close_year(session: Session, code: str, year: int, document: str, carry_forward: int | None) -> None:
    """年终结账:结转一部分,其余失效。 Close the year: carry part forward, the rest lapses."""
    command = funds.CloseYear(fund=code, year=year, carry_forward=carry_forward, document=document)
    receipt = funds.close_year(session.book, command, session.request())
    in_yuan = {name: yuan(int(fen)) for name, fen in receipt.outcome.items()}
    session.receipt(receipt, **in_yuan)


@fund.command("performance")
@click.option("--year", type=click.IntRange(2000, 2099), required=True, help="预算年度。 Budget year.")
@click.option("--fund", "code", type=one_of(*SYMBOLS), help="只看一项资金。 One fund only.")
@reads
def performed(session: Session, year: int, code: str | None) -> None:
    """预算执行:各资金各项目的下达、占用、支付和执行率。 Budget execution by fund and programme.

    绩效指标和阈值由各地规定,这里只给出事实。 Indicators and thresholds are the place's own; these are the facts.
    """
    found = performance(session.book, year, code)
    content = [{**_told(each), "programmes": [_told(one) for one in each.programmes]} for each in found]
    headings = (
        "资金 fund",
        "项目 programme",
        "预算/下达 budget",
        "占用 committed",
        "已付 paid",
        "可用 available",
        "失效 lapsed",
        "执行率 rate",
    )
    rows = (row for each in found for row in _rows(each))
    table = screen.table(f"预算执行 {year}", headings, rows, right=range(2, 8))
    session.answer({"year": year, "funds": content}, table)


def _told(each: Performance | Execution) -> dict[str, object]:
    """The fields, with the rate as a percentage in words."""
    fields = {name: getattr(each, name) for name in each.__struct_fields__}
    return {**fields, "paid": each.paid, "rate": _percent(each.rate)}


def _rows(each: Performance) -> Iterator[tuple[str, ...]]:
    yield (zh(each.fund), "", shown(each.budget), "", shown(each.paid), shown(each.unallotted), "", _percent(each.rate))
    for one in each.programmes:
        amounts = (one.allotted, one.committed, one.paid, one.available, one.lapsed)
        yield ("", zh(one.programme), *map(shown, amounts), _percent(one.rate))


def _percent(rate: Fraction) -> str:
    return f"{shown_fraction(rate * 100)}%"


def _allot(given: dict[str, Any]) -> funds.Allot:
    return funds.Allot(fund=given.pop("code"), **given)
