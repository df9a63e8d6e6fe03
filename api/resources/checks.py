"""Checks: what each says and rests on, how it runs in this book, and that it runs so because two persons agreed."""

from typing import Any, Final, get_args

from api.auth.policy import AUDITOR, one_of
from api.http.at import At
from api.http.conditions import etag
from api.http.inputs import ActBody, Code, Name, Query
from api.http.kinds import CHECK
from api.http.lists import NumberAsked, asked_place
from api.http.resource import Resource
from api.http.shapes import list_of, shape_of
from api.http.structs import Struct
from api.schemas.fields import Day
from domain.check_policy import PROPOSER, REVIEWER, PolicyMode
from domain.names import zh
from ledger.checks.check_told import CheckTold, all_told, told
from ledger.checks.preparing import must_be_prepared
from ledger.checks.registry import check_of
from ledger.checks.tuning import Tuning, tuned, values_of
from ledger.commands import check_policies as commands
from ledger.commands.base import Receipt, Request
from ledger.views import alert_queries
from ledger.views.alert_queries import PrecisionRow

checks: Final = Resource("checks", "检查:内容、阈值及依据、运行方式。 Fraud checks, and how they run.")

READERS: Final = one_of(PROPOSER, REVIEWER, AUDITOR)
"""Whoever looks into doubts or audits: what a check looks for is nobody else's affair."""

CHECK_SHAPE: Final = shape_of(CheckTold, name="Check")
PRECISION_SHAPE: Final = shape_of(PrecisionRow)


class ChecksQuery(Query):
    """On which day."""

    as_of = Day("以哪一天计", example="2024-03-11", note="默认今天 today unless given", default=None)


class PrecisionQuery(Query):
    """Of which alerts."""

    place = asked_place()


class TuningQuery(ChecksQuery):
    """Which threshold, over which range."""

    threshold = Name("阈值", example="grace")
    low = NumberAsked("下限", example=0)
    high = NumberAsked("上限", example=6)


class ProposeCheckBody(ActBody):
    """How the check is to run, and since when; thresholds set here go before those of the statute book."""

    mode = Code("方式", {each: zh(each) for each in get_args(PolicyMode)}, example="review")
    from_on = Day("起始日", example="2024-03-11")
    thresholds = Struct("阈值", dict[str, int], default={})


@checks.reads(CHECK.path, list_of(CHECK_SHAPE), roles=READERS, query=ChecksQuery)
def list_checks(at: At, asked: dict[str, Any]) -> Any:
    """检查清单及其在本账套的运行方式。 Every check, and how it runs in this book."""
    return {"items": all_told(at.book, asked["as_of"] or at.today)}


@checks.reads(CHECK.one, CHECK_SHAPE, roles=READERS, query=ChecksQuery, tells_version=True)
def show_check(at: At, asked: dict[str, Any], check: str) -> Any:
    """一项检查;本账套未设定过的,版本为 0。 One check; its version is 0 where nothing was ever set."""
    version = at.book.version(CHECK.stream(check))
    return told(at.book, check, asked["as_of"] or at.today), 200, {"ETag": etag(version)}


@checks.reads(f"{CHECK.one}/precision", list_of(PRECISION_SHAPE), roles=READERS, query=PrecisionQuery)
def check_precision(at: At, asked: dict[str, Any], check: str) -> Any:
    """各版本的命中准确率(威尔逊区间,千分比)。 How often each text was right; Wilson's interval, per mille."""
    check_of(check)
    return {"items": alert_queries.precision(at.book, check=check, place=asked["place"], sees=at.sees)}


@checks.reads(f"{CHECK.one}/tuning", shape_of(Tuning), roles=READERS, query=TuningQuery)
def tune_check(at: At, asked: dict[str, Any], check: str) -> Any:
    """试一段阈值,不登记;全量计算,需时较长。 Try a range of a threshold over everything; nothing is recorded."""
    at.must_see(CHECK.place_of(at.book, check), CHECK.name, check)
    values = values_of(asked["low"], asked["high"])
    must_be_prepared(at.book, at.evidence)
    return tuned(
        at.book,
        at.vault,
        at.evidence,
        check_of(check),
        asked["as_of"] or at.today,
        name=asked["threshold"],
        values=values,
    )


@checks.acts(CHECK, "propose", roles=one_of(PROPOSER), body=ProposeCheckBody, reason="提出检查设置")
def propose_check(at: At, request: Request, **what: Any) -> Receipt:
    """提出检查如何运行;由另一人同意。 Ask that a check run so; another person agrees."""
    return commands.propose(at.book, commands.Propose(**what), request)


@checks.acts(CHECK, "approve", roles=one_of(REVIEWER), reason="同意检查设置")
def approve_check(at: At, request: Request, check: str) -> Receipt:
    """同意他人所提的设置。 Agree with what another person proposed."""
    return commands.approve(at.book, commands.Decide(check=check), request)


@checks.acts(CHECK, "reject", roles=one_of(REVIEWER), reason="不同意检查设置")
def reject_check(at: At, request: Request, check: str) -> Receipt:
    """不同意所提的设置。 Do not agree."""
    return commands.reject(at.book, commands.Decide(check=check), request)
