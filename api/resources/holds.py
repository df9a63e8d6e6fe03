"""Holds: approved tranches that may not leave while a doubt is looked into."""

from datetime import date
from typing import Any, Final

import msgspec

from api.auth.policy import AUDITOR, doing, one_of
from api.http.at import At
from api.http.inputs import ActBody, Code, Count, Name, Words
from api.http.kinds import CASE, HOLD
from api.http.lists import PageQuery, answered, asked_id, asked_place, shown
from api.http.resource import Resource
from api.http.shapes import page_of, shape_of
from api.schemas.fields import Day, Group
from api.schemas.people import FormPart
from domain.hold import ANALYST, REVIEWER, HoldStatus
from domain.hold_due import HoldGround
from domain.names import zh
from ledger.commands import holds as commands
from ledger.commands.base import Receipt, Request
from ledger.views import listing
from ledger.views.holds import HOLDS, HoldRow

holds: Final = Resource("holds", "暂缓支付:暂缓、续期、解除。 Holds of approved money while a doubt is looked into.")

READERS: Final = one_of(ANALYST, REVIEWER, AUDITOR) | doing("payment", "suspension", "appeal")
"""Whoever looks into doubts, would pay, may stop or end the grant, or judges appeals: it is nobody else's affair."""

HOLD_SHAPE: Final = shape_of(HoldRow)


class HoldsQuery(PageQuery):
    """Which holds."""

    case = asked_id("案件")
    party = asked_id("收款人")
    place = asked_place()
    status = Code("状态", {each: zh(each) for each in HoldStatus}, example="hold_active", default=None)


class GroundPart(FormPart):
    """Why money is held."""

    check = Name("检查", example="RF18", note="没有命中检查的不填 none where no check found it", default="")
    alert = Name(
        "疑点编号", example="alert:RF18-ABCDEFGH23456722", note="没有的不填 none where there is none", default=""
    )
    authority = Words("依据的条款或文件", example="举报登记〔2024〕1号")


class PlaceBody(ActBody):
    """Which tranche, why, and until when; the reason must be said."""

    reason = Words("理由", example="举报转租,待核实")
    tranche = Count("期次", example=1)
    grounds = Group(GroundPart, many=True)
    until = Day("最后一日", example="2024-04-10", note="不填的,到规定的最后一日 as the law says", default=None)


class RenewBody(ActBody):
    """Until when; the reason must be said."""

    reason = Words("理由", example="尚待对方银行回函")
    until = Day("最后一日", example="2024-05-10", note="不填的,到规定的最后一日 as the law says", default=None)


class ReleaseBody(ActBody):
    """What was found."""

    ground = Words("核查结论", example="租赁合同属实")


@holds.reads(HOLD.path, page_of(HOLD_SHAPE), roles=READERS, query=HoldsQuery)
def list_holds(at: At, asked: dict[str, Any]) -> Any:
    """暂缓支付清单。 Holds."""
    return answered(at, listing.holds, asked)


@holds.reads(HOLD.one, HOLD_SHAPE, roles=READERS, tells_version=True)
def show_hold(at: At, hold: str) -> Any:
    """一项暂缓支付。 One hold."""
    return shown(at, HOLDS, HOLD, hold)


@holds.acts(CASE, "hold-payment", roles=one_of(ANALYST, REVIEWER), body=PlaceBody, reason="暂缓支付", makes=HOLD)
def place_hold(at: At, request: Request, case: str, grounds: list[dict[str, str]], **what: Any) -> Receipt:
    """暂缓支付已批准、未支付的一期。 Hold a tranche that is approved and not instructed."""
    known = tuple(msgspec.convert(each, HoldGround) for each in grounds)
    return commands.place(at.book, commands.Place(case=case, grounds=known, **what), request)


@holds.acts(HOLD, "renew", roles=one_of(REVIEWER), body=RenewBody, reason="续期暂缓支付")
def renew_hold(at: At, request: Request, hold: str, until: date | None) -> Receipt:
    """续期;由暂缓人以外的复核员办理。 Let a hold run on; another person than who placed it."""
    return commands.renew(at.book, commands.Renew(hold=hold, until=until), request)


@holds.acts(HOLD, "release", roles=one_of(REVIEWER), body=ReleaseBody, reason="解除暂缓支付")
def release_hold(at: At, request: Request, hold: str, ground: str) -> Receipt:
    """解除;由暂缓人以外的复核员办理。 Let the money go; another person than who placed it."""
    return commands.release(at.book, commands.Release(hold=hold, ground=ground), request)
