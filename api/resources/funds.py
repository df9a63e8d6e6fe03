"""Budgets: appropriated, allotted to lines, taken back, closed at the end of the year. An id is `<fund>:<year>`."""

from typing import Any, Final

from api.auth.policy import OFFICERS, one_of
from api.http.at import At
from api.http.conditions import etag
from api.http.inputs import ActBody, Amount, Code, Words
from api.http.kinds import FUND
from api.http.lists import PageQuery, YearAsked, answered, asked_id, asked_place
from api.http.resource import Resource
from api.http.shapes import page_of, shape_of
from api.schemas.fields import Day
from api.schemas.texts import PlaceCode
from domain import fund as budget
from domain.errors import NotFound
from domain.names import zh
from domain.programs.registry import PROGRAMMES
from ledger.commands import funds as commands
from ledger.commands.base import Receipt, Request
from ledger.commands.load import load_fund
from ledger.views import listing
from ledger.views.allotments import ALLOTMENTS, AllotmentRow
from ledger.views.bank_lines import BankLineRow
from ledger.views.jurisdiction import visible

funds: Final = Resource("funds", "预算:批复、下达、收回、年终结账。 Budgets of funds by year.")

BUDGET: Final = one_of(budget.ROLE)

FUND_SHAPE: Final = shape_of(budget.Fund)
ALLOTMENT_SHAPE: Final = shape_of(AllotmentRow)
BANK_LINE_SHAPE: Final = shape_of(BankLineRow)

PROGRAMME: Final = {code: known.name_zh for code, known in PROGRAMMES.items()}

BANK_LINE_KINDS: Final = {
    "settled": "支付",
    "returned": "退汇",
    "received": "追回到账",
    "levy_received": "残保金到账",
    "levy_refunded": "残保金退还",
}

DOCUMENT: Final = Words("文件名称和文号", example="湖财社〔演示〕1号")


class AppropriateBody(ActBody):
    """How much, by which document."""

    amount = Amount("金额", example="600000.00")
    document = DOCUMENT


class AllotBody(AppropriateBody):
    """How much for which programme and place."""

    programme = Code("补贴项目", PROGRAMME, example="startup_grant")
    place = PlaceCode("地区", example="330500")


class CloseYearBody(ActBody):
    """What is carried forward; the rest lapses."""

    carry_forward = Amount("结转金额", example="300000.00", note="默认全部 everything unless given", default=None)
    document = DOCUMENT


class AllotmentsQuery(PageQuery):
    """Which budget lines."""

    fund = Code("资金", {code: zh(code) for code in budget.SYMBOLS}, example="employment_security_fund", default=None)
    year = YearAsked("年度", example=2024, default=None)
    programme = Code("补贴项目", PROGRAMME, example="startup_grant", default=None)
    place = asked_place()


class BankLinesQuery(PageQuery):
    """Which statement lines."""

    account = asked_id("账户别名", "ZFZH-330500")
    reference = asked_id("银行流水号", "HZ240327-002")
    kind = Code("类别", BANK_LINE_KINDS, example="settled", default=None)
    matched_to = asked_id("对应的支付、追回或残保金")
    case = asked_id("案件")
    booked_from = Day("记账日起", example="2024-03-01", default=None)
    booked_to = Day("记账日止", example="2024-03-31", default=None)


@funds.reads(FUND.one, FUND_SHAPE, roles=OFFICERS, tells_version=True)
def show_fund(at: At, fund: str) -> Any:
    """一项资金一个年度的额度。 The lines of a fund's year; the year's version is what acts upon it rest on."""
    at.must_see(FUND.place_of(at.book, fund), FUND.name, fund)
    state, version = load_fund(at.book, *_fund_of(fund))
    if state is None:
        raise NotFound(field="id", what=FUND.name, key=fund)
    return state, 200, {"ETag": etag(version)}


@funds.reads("/allotments", page_of(ALLOTMENT_SHAPE), roles=OFFICERS, query=AllotmentsQuery)
def list_allotments(at: At, asked: dict[str, Any]) -> Any:
    """额度及其去向。 Budget lines, and where each yuan of them is."""
    return answered(at, listing.allotments, asked)


@funds.reads("/allotments/<allotment>", ALLOTMENT_SHAPE, roles=OFFICERS)
def show_allotment(at: At, allotment: str) -> Any:
    """一项额度。 One budget line."""
    return visible(at.book, ALLOTMENTS, allotment, at.sees, "allotment")


@funds.reads("/bank-lines", page_of(BANK_LINE_SHAPE), roles=OFFICERS, query=BankLinesQuery)
def list_bank_lines(at: At, asked: dict[str, Any]) -> Any:
    """已对应的银行流水;付出为负。 Statement lines that were matched; negative where money left."""
    return answered(at, listing.bank_lines, asked)


def _of(fund: str) -> dict[str, Any]:
    code, year = _fund_of(fund)
    return {"fund": code, "year": year}


def _fund_of(fund: str) -> tuple[str, int]:
    code, _, year = fund.partition(":")
    return code, int(year)


@funds.acts(FUND, "appropriate", roles=BUDGET, body=AppropriateBody, reason="批复预算")
def appropriate(at: At, request: Request, fund: str, **what: Any) -> Receipt:
    """批复预算;尚无预算的年度以版本 "0" 办理。 Record an appropriation; a year without any has version "0"."""
    return commands.appropriate(at.book, commands.Appropriate(**_of(fund), **what), request)


@funds.acts(FUND, "allot", roles=BUDGET, body=AllotBody, reason="下达额度")
def allot(at: At, request: Request, fund: str, **what: Any) -> Receipt:
    """向项目和地区下达额度。 Allot budget to a programme and place."""
    return commands.allot(at.book, commands.Allot(**_of(fund), **what), request)


@funds.acts(FUND, "withdraw-allotment", roles=BUDGET, body=AllotBody, reason="收回额度")
def withdraw_allotment(at: At, request: Request, fund: str, **what: Any) -> Receipt:
    """收回未用额度。 Take unused allotment back."""
    return commands.withdraw_allotment(at.book, commands.Allot(**_of(fund), **what), request)


@funds.acts(FUND, "close-year", roles=BUDGET, body=CloseYearBody, reason="年终结账")
def close_year(at: At, request: Request, fund: str, **what: Any) -> Receipt:
    """年终结账:结转一部分,其余失效。 Close the year: carry part forward, the rest lapses."""
    return commands.close_year(at.book, commands.CloseYear(**_of(fund), **what), request)
