"""Budgets: appropriated, allotted to lines, taken back, closed at the end of the year. An id is `<fund>:<year>`."""

from typing import Any, Final

from api.auth.policy import one_of
from api.http.at import At
from api.http.inputs import ActBody, Amount, Code, Words
from api.http.kinds import FUND
from api.http.resource import Resource
from api.schemas.texts import PlaceCode
from domain import fund as budget
from domain.programs.registry import PROGRAMMES
from ledger.commands import funds as commands
from ledger.commands.base import Receipt, Request

funds: Final = Resource("funds", "预算:批复、下达、收回、年终结账。 Budgets of funds by year.")

BUDGET: Final = one_of(budget.ROLE)

DOCUMENT: Final = Words("文件名称和文号", example="湖财社〔演示〕1号")


class AppropriateBody(ActBody):
    """How much, by which document."""

    amount = Amount("金额", example="600000.00")
    document = DOCUMENT


class AllotBody(AppropriateBody):
    """How much for which programme and place."""

    programme = Code("补贴项目", {code: known.name_zh for code, known in PROGRAMMES.items()}, example="startup_grant")
    place = PlaceCode("地区", example="330500")


class CloseYearBody(ActBody):
    """What is carried forward; the rest lapses."""

    carry_forward = Amount("结转金额", example="300000.00", note="默认全部 everything unless given", default=None)
    document = DOCUMENT


def _of(fund: str) -> dict[str, Any]:
    code, _, year = fund.partition(":")
    return {"fund": code, "year": int(year)}


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
