"""`relief`: request, grant, refuse, end, review, list, show, and the count of tobacco outlets."""

from datetime import date
from pathlib import Path
from typing import Final, get_args

import click
from rich.table import Table

from api import clock
from api.cli import screen
from api.cli.cases import DEMO, reasons_table, timeline_table, working
from api.cli.fact_tables import facts_table
from api.cli.grounds import GROUNDS, Ground, reasons_of
from api.cli.session import Session, reads, writes
from api.cli.values import DAY, FILE, PLACE, OneOf, Value, one_of
from api.forms.json_form import read_json
from api.schemas.relief_catalogue import relief_form_of, relief_request
from domain.money import shown
from domain.names import zh
from domain.places import full_name_of
from domain.relief.acts import Outcome
from domain.relief.events import Cause, Granted, Refused, Renewed
from domain.relief.state import Status
from domain.reliefs.registry import relief_of
from ledger.commands import reliefs
from ledger.commands.load import load_relief
from ledger.views import queries, relief_queries
from ledger.views.reliefs import ReliefRow

RELIEF: Final = Value("relief", lambda text, _: relief_of(text).code)


@click.group()
def relief() -> None:
    """减免:免收的费用和税、不计入的收入、放宽的条件。 Reliefs: what is not charged, not counted, or relaxed."""


@relief.command("request")
@click.option("--form", type=FILE, required=True, help="申请表 JSON 文件(- 为标准输入)。 JSON, - for standard input.")
@click.option("--renews", default="", metavar="RELIEF", help="续期:原减免编号。 The relief that it renews.")
@writes("审核后提出减免")
def request(session: Session, form: Path, renews: str) -> None:
    """核对后提出减免或续期,由另一人决定。 Put a request or a renewal forward; somebody else decides."""
    command, details = relief_request(read_json(form), session.vault, renews)
    session.receipt(reliefs.request(session.book, session.vault, command, details, session.request()))


@relief.command("grant")
@click.argument("relief_id", metavar="RELIEF")
@writes("依规定决定")
def grant(session: Session, relief_id: str) -> None:
    """按规定测算并批准;规定不允许的,写明理由不予减免。 Decide by the formula: grant, or refuse with its reasons."""
    command = reliefs.OnRelief(relief=relief_id)
    session.receipt(reliefs.decide(session.book, command, session.request()))


@relief.command("refuse")
@click.argument("relief_id", metavar="RELIEF")
@GROUNDS
@writes("审核不通过")
def refuse(session: Session, relief_id: str, grounds: tuple[Ground, ...]) -> None:
    """不予减免。 Refuse a request, with reasons and clauses."""
    command = reliefs.RefuseRelief(relief=relief_id, reasons=reasons_of(grounds))
    session.receipt(reliefs.refuse(session.book, command, session.request()))


@relief.command("end")
@click.argument("relief_id", metavar="RELIEF")
@click.option("--cause", type=OneOf(get_args(Cause)), required=True, help="原因。 Cause.")
@click.option("--ground", required=True, help="事实和理由。 What was found.")
@click.option("--clause", required=True, help="依据条款。 Legal basis.")
@click.option("--last-day", type=DAY, required=True, help="最后一日。 Last day of the relief.")
@writes("终止减免")
def end(session: Session, relief_id: str, cause: Cause, ground: str, clause: str, last_day: date) -> None:
    """终止减免,撤回其后月份的金额。 End a relief; what was granted for later months is withdrawn."""
    command = reliefs.EndRelief(relief=relief_id, cause=cause, ground=ground, clause=clause, ends_on=last_day)
    session.receipt(reliefs.end(session.book, command, session.request()))


@relief.command("review")
@click.argument("relief_id", metavar="RELIEF")
@click.option("--reference", required=True, help="复议申请的文号。 Reference of the application for review.")
@writes("收到行政复议申请")
def review(session: Session, relief_id: str, reference: str) -> None:
    """登记对不予减免或终止的行政复议申请。 Record that a review of a refusal or an end is asked for."""
    command = reliefs.RequestReview(relief=relief_id, reference=reference)
    session.receipt(reliefs.request_review(session.book, command, session.request()))


@relief.command("decide-review")
@click.argument("relief_id", metavar="RELIEF")
@click.option("--outcome", type=OneOf(get_args(Outcome)), required=True, help="决定。 Outcome.")
@click.option("--finding", required=True, help="认定。 What was found.")
@writes("复议决定")
def decide_review(session: Session, relief_id: str, outcome: Outcome, finding: str) -> None:
    """作出复议决定。 Decide the review; what is not upheld is undone."""
    command = reliefs.DecideReview(relief=relief_id, outcome=outcome, finding=finding)
    session.receipt(reliefs.decide_review(session.book, command, session.request()))


@relief.command("list")
@click.option("--relief", "code", type=RELIEF, help="减免项目。 Of one kind.")
@click.option("--place", type=PLACE, help="地区(含下级)。 Place, with everything below it.")
@click.option("--status", type=one_of(*Status), help="状态。 Status.")
@reads
def listed(session: Session, code: str | None, place: str | None, status: str | None) -> None:
    """列出减免。 List reliefs."""
    found = relief_queries.reliefs(session.book, relief=code, place=place, status=status)
    headings = ("减免 relief", "项目 kind", "对象 for", "状态 status", "金额 amount", "自 from", "至 to")
    rows = (
        (row.id, zh(row.relief), row.beneficiary, zh(row.status), shown(row.amount), row.begins_on, row.ends_on)
        for row in found
    )
    session.answer({"reliefs": found}, screen.table("减免 reliefs", headings, rows, right=(4,)))


@relief.command("show")
@click.argument("relief_id", metavar="RELIEF")
@reads
def show(session: Session, relief_id: str) -> None:
    """逐条说明减免的计算和依据,或不予减免的理由,以及办理经过。 Why this relief or refusal, and the timeline."""
    row = relief_queries.relief(session.book, relief_id)
    state, _ = load_relief(session.book, relief_id)
    decided = [
        recorded.event
        for recorded in session.book.events(relief_id)
        if isinstance(recorded.event, Granted | Renewed | Refused)
    ]
    decisions = [event.decision for event in decided if event.decision is not None]
    reasons = decided[-1].reasons if decided and isinstance(decided[-1], Refused) else ()
    timeline = queries.timeline(session.book, stream=relief_id)
    content = {"relief": row, "facts": state.facts, "decisions": decisions, "reasons": reasons, "timeline": timeline}
    parts = [
        _summary(row),
        facts_table(relief_form_of(row.relief), state.facts),
        *(working(each.steps) for each in decisions),
    ]
    if reasons:
        parts.append(reasons_table(reasons))
    session.answer(content, *parts, timeline_table(timeline))


def _summary(row: ReliefRow) -> Table:
    rows = (
        ("项目 kind", f"{zh(row.relief)} {row.relief}"),
        ("地区 place", f"{full_name_of(row.place)} {row.place}"),
        ("对象 for", row.beneficiary),
        ("状态 status", f"{zh(row.status)} {row.status}" + (" (待决定 undecided)" if row.undecided else "")),
        ("免收或不计金额 amount", shown(row.amount)),
        ("期间 period", f"{row.begins_on or ''} — {row.ends_on or ''}"),
        ("可申请复议至 review until", row.review_until),
    )
    return screen.table(f"减免 relief {row.id}", ("项 item", "值 value"), rows)


@relief.command("outlets")
@click.option("--place", type=PLACE, required=True, help="地区。 Place.")
@click.option("--on", "day", type=DAY, help="截至(默认今天)。 As of; default: today.")
@reads
def outlets(session: Session, place: str, day: date | None) -> None:
    """用于残疾人创业扶持的烟草制品零售点数与目标。 Tobacco outlets that count towards the place's target."""
    on = day or clock.today()
    found = relief_queries.tobacco_outlets(session.book, place, on)
    content = {
        "place": place,
        "on": on,
        "counted": found.counted,
        "target": found.target.count,
        "rule": found.rule.text,
        "grade": found.rule.grade,
    }
    demo = DEMO if found.rule.is_demo else ""
    rows = [
        ("已计 counted", found.counted, f"{zh(found.rule.text)} {demo}", found.rule.authority),
        ("目标 target", found.target.count, "", found.target.authority),
    ]
    headings = ("项 item", "个 outlets", "口径 rule", "依据 authority")
    session.answer(content, screen.table(f"{full_name_of(place)} {on}", headings, rows, right=(1,)))
