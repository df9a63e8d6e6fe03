"""Alerts of the fraud checks: what was told about whom, on which rows; and the runs that told it."""

from typing import Any, Final

from api.auth.policy import AUDITOR, doing, one_of
from api.http.at import At
from api.http.inputs import ActBody, Code, NameList, Truth
from api.http.kinds import ALERT, RUN
from api.http.lists import Flag, PageQuery, answered, asked_id, asked_place, shown
from api.http.resource import Resource
from api.http.shapes import list_of, page_of, shape_of
from domain.alert import REVIEWER_ROLE, ROLE, AlertStatus, EvidenceRow
from domain.names import zh
from ledger.commands.base import Receipt, Request
from ledger.commands.check_runs import RunChecks
from ledger.commands.check_runs import run_checks as carry_out
from ledger.commands.load import load_alert
from ledger.views import alert_queries, listing_alerts
from ledger.views.alert_sentence import AlertTold, told
from ledger.views.alerts import ALERTS
from ledger.views.check_runs import RUNS, RunCheckRow, RunRow

alerts: Final = Resource("alerts", "疑点:规则的提示、证据、运行记录。 Alerts of the fraud checks, and their runs.")

READERS: Final = one_of(ROLE, REVIEWER_ROLE, AUDITOR) | doing("payment", "suspension", "appeal")
"""Whoever looks into doubts, would pay, may stop or end a grant, or judges appeals: it is nobody else's affair."""

ALERT_SHAPE: Final = shape_of(AlertTold, name="Alert", without="content facts_digest first_position last_position")
RUN_SHAPE: Final = shape_of(RunRow, without="last_position")


class AlertsQuery(PageQuery):
    """Which alerts."""

    check = asked_id("规则", example="RF18")
    subject = asked_id("对象")
    case = asked_id("案件")
    investigation = asked_id("核查")
    place = asked_place()
    status = Code("状态", {each: zh(each) for each in AlertStatus}, example="alert_open", default=None)
    trial = Flag("只看试运行规则的", example=False, default=None)


class RunChecksBody(ActBody):
    """What to look at; everything, with every check that this book runs, where nothing is named."""

    about = NameList(
        "案件、个人假名、信用代码,或 payable(待支付的一批)",
        example=["A2024-330500-ABCDEFGHIJ"],
        note="不填即全部 everything unless given",
        default=(),
    )
    checks = NameList("规则", example=["RF18"], note="不填即全部 all that run unless given", default=())
    trial = Truth("含试运行的", example=False, default=False)


class RunsQuery(PageQuery):
    """Which runs."""

    place = asked_place()


@alerts.reads(ALERT.path, page_of(ALERT_SHAPE), roles=READERS, query=AlertsQuery)
def list_alerts(at: At, asked: dict[str, Any]) -> Any:
    """疑点清单,各附一句话说明。 Alerts with their sentences; those of checks on trial only where asked for."""
    page = answered(at, listing_alerts.alerts, asked)
    return page | {"items": told(at.book, page["items"])}


@alerts.reads(ALERT.one, ALERT_SHAPE, roles=READERS, tells_version=True)
def show_alert(at: At, alert: str) -> Any:
    """一条疑点,附一句话说明。 One alert, with what it says in one sentence."""
    row, status, headers = shown(at, ALERTS, ALERT, alert)
    return told(at.book, [row])[0], status, headers


@alerts.reads(f"{ALERT.one}/evidence", list_of(shape_of(EvidenceRow)), roles=READERS)
def alert_evidence(at: At, alert: str) -> Any:
    """疑点的证据行:数据、导入、行号。 The rows that prove an alert: dataset, import, line."""
    at.must_see(ALERT.place_of(at.book, alert), ALERT.name, alert)
    return {"items": list(load_alert(at.book, alert)[0].hit.evidence)}


@alerts.makes(RUN.path, RUN, roles=one_of(ROLE), body=RunChecksBody, reason="运行检查")
def start_run(at: At, request: Request, **what: Any) -> Receipt:
    """运行检查并登记疑点,完成后才答复。 Carry checks out and record what they say; answered when they are through."""
    return carry_out(at.book, at.room, RunChecks(**what), request)


@alerts.reads(RUN.path, page_of(RUN_SHAPE), roles=READERS, query=RunsQuery)
def list_runs(at: At, asked: dict[str, Any]) -> Any:
    """规则的各次运行。 Runs of the checks."""
    return answered(at, listing_alerts.runs, asked)


@alerts.reads(RUN.one, RUN_SHAPE, roles=READERS)
def show_run(at: At, check_run: str) -> Any:
    """一次运行。 One run."""
    return shown(at, RUNS, RUN, check_run)[0]


@alerts.reads(f"{RUN.one}/checks", list_of(shape_of(RunCheckRow, without="position")), roles=READERS)
def run_checks(at: At, check_run: str) -> Any:
    """一次运行中各条规则的结果,未运行的注明原因。 What became of each check of a run; why some were left out."""
    at.must_see(RUN.place_of(at.book, check_run), RUN.name, check_run)
    return {"items": alert_queries.run_checks(at.book, run=check_run)}
