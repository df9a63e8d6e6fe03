"""What auditors ask: the timeline, the trace of a thing both ways, and whether the whole book holds."""

from threading import Lock
from typing import Any, Final

from marshmallow import Schema

from api.auth.policy import AUDITOR, OFFICERS, one_of
from api.http.at import At
from api.http.lists import PageQuery, answered, asked_id, asked_place
from api.http.refusals import ServerBusy
from api.http.resource import Resource
from api.http.shapes import TRUTH, Shown, page_of, shape_of
from api.plain import plain
from domain.access import audit as access
from domain.access import state as account
from ledger.audit.report import Report
from ledger.audit.trace import place_of, trace
from ledger.audit.tree import Trace
from ledger.audit.verify import verify
from ledger.views import listing
from ledger.views.timeline import TimelineRow

audits: Final = Resource("audits", "审计:时间线、追溯、核验。 Timeline, trace and verification.")

REPORT: Final = Schema.from_dict({"ok": Shown(TRUTH), **shape_of(Report)().declared_fields}, name="Verification")

_VERIFYING: Final = Lock()
"""A verification reads the whole book: one at a time in each process is enough."""


ABOUT_ACCOUNTS: Final = (access.stream_of(""), account.stream_of(""))
"""How the streams begin in which it stands who failed to sign in, may do what, and is close to whom."""


class TimelineQuery(PageQuery):
    """Whose events."""

    case = asked_id("案件", "A2024-330521-7JWTGEPGMF")
    stream = asked_id("对象", "A2024-330521-7JWTGEPGMF-P1")
    actor = asked_id("经办人", "330500-finance")
    topic = asked_id("事件", "payment.Settled")
    place = asked_place()


@audits.reads("/timeline", page_of(shape_of(TimelineRow)), roles=OFFICERS, query=TimelineQuery)
def timeline(at: At, asked: dict[str, Any]) -> Any:
    """时间线:谁在何时以何角色办了什么、为什么。 Who did what, when, in which role and why.

    账号和登录的记录只给审计员看。 What happened to accounts and at their doors is for auditors only.
    """
    withheld = () if AUDITOR in at.principal.roles else ABOUT_ACCOUNTS
    return answered(at, listing.timeline, {**asked, "without": withheld})


@audits.reads("/trace/<path:id>", shape_of(Trace), roles=OFFICERS)
def traced(at: At, id: str) -> Any:
    """追溯:上至预算和文件,下至银行流水。 Up to the budget and its documents, down to the bank.

    支付、案件、追回、调整、残保金的编号,账户别名/流水号,fund:资金:年度,或预算科目。 The id of a payment, application,
    recovery, adjustment or levy; account/reference of a bank line; fund:FUND:YEAR; or a budget line.
    """
    found = trace(at.book, id)
    at.must_see(place_of(found, at.book), "traceable thing", id)
    return found


@audits.reads("/verification", REPORT, roles=one_of(AUDITOR))
def verified(at: At) -> Any:
    """核验整个账套:日志、收支、职责、依据、视图、保险库。 Every invariant, from the first event on."""
    if not _VERIFYING.acquire(blocking=False):
        raise ServerBusy()
    try:
        report = verify(at.book, vault=at.vault)
    finally:
        _VERIFYING.release()
    return {"ok": report.ok, **plain(report)}
