"""Suppressions: hits that are counted and not told, for a time, because two persons agreed."""

from typing import Any, Final

from api.auth.policy import AUDITOR, one_of
from api.http.at import At
from api.http.inputs import ActBody, Code, Name, Words
from api.http.kinds import SUPPRESSION
from api.http.lists import PageQuery, answered, asked_id, asked_place, shown
from api.http.resource import Resource
from api.http.shapes import page_of, shape_of
from api.resources.investigations import ANALYSTS, CODES, REVIEWERS
from api.schemas.fields import Day
from api.schemas.texts import PlaceCode
from domain.names import zh
from domain.suppression import SuppressionStatus
from ledger.commands import suppressions as commands
from ledger.commands.base import Receipt, Request
from ledger.views import listing_alerts
from ledger.views.suppressions import SUPPRESSIONS, SuppressionRow

suppressions: Final = Resource("suppressions", "疑点搁置:申请、同意、提前结束。 Suppressions of alerts.")

READERS: Final = ANALYSTS | REVIEWERS | one_of(AUDITOR)
SHAPE: Final = shape_of(SuppressionRow, without="last_position")


class SuppressionsQuery(PageQuery):
    """Which suppressions."""

    subject = asked_id("对象")
    place = asked_place()
    status = Code("状态", {each: zh(each) for each in SuppressionStatus}, example="suppression_granted", default=None)


class SuppressionBody(ActBody):
    """Whose hits, of which check, where, until when, and why."""

    check = Name("规则", example="RF17", note="默认全部规则 all checks unless given", default="")
    subject_kind = Name("对象种类", example="employer")
    subject = Name("对象", example="91330502000000001X")
    place = PlaceCode("地区", example="330500")
    until = Day("最后一日", example="2024-12-31", note="最长一年 within a year")
    code = Code("排除原因", CODES, example="sheltered_wage")
    note = Words("说明", example="庇护工场统一工资")


class SuppressionGroundBody(ActBody):
    """Why not, or why no more."""

    ground = Words("理由", example="名册已更正")


@suppressions.reads(SUPPRESSION.path, page_of(SHAPE), roles=READERS, query=SuppressionsQuery)
def list_suppressions(at: At, asked: dict[str, Any]) -> Any:
    """疑点搁置清单。 Suppressions."""
    return answered(at, listing_alerts.suppressions, asked)


@suppressions.reads(SUPPRESSION.one, SHAPE, roles=READERS, tells_version=True)
def show_suppression(at: At, suppression: str) -> Any:
    """一项搁置。 One suppression."""
    return shown(at, SUPPRESSIONS, SUPPRESSION, suppression)


@suppressions.makes(SUPPRESSION.path, SUPPRESSION, roles=ANALYSTS, body=SuppressionBody, reason="申请搁置")
def request_suppression(at: At, request: Request, **what: Any) -> Receipt:
    """申请搁置;死亡和重复支付的规则不得搁置。 Ask for a suppression."""
    return commands.request_suppression(at.book, commands.RequestSuppression(**what), request)


@suppressions.acts(SUPPRESSION, "grant", roles=REVIEWERS, reason="同意搁置")
def grant(at: At, request: Request, suppression: str) -> Receipt:
    """同意他人的申请。 Agree to what another person asked for."""
    return commands.grant(at.book, commands.OnSuppression(suppression=suppression), request)


@suppressions.acts(SUPPRESSION, "refuse", roles=REVIEWERS, body=SuppressionGroundBody, reason="不同意搁置")
def refuse(at: At, request: Request, **what: Any) -> Receipt:
    """不同意。 Do not agree."""
    return commands.refuse(at.book, commands.OnSuppression(**what), request)


@suppressions.acts(SUPPRESSION, "end", roles=REVIEWERS, body=SuppressionGroundBody, reason="提前结束搁置")
def end(at: At, request: Request, **what: Any) -> Receipt:
    """提前结束,疑点即恢复提示。 End it early."""
    return commands.end(at.book, commands.OnSuppression(**what), request)
