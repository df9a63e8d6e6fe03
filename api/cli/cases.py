"""`case`: why this amount, and what happened when."""

import re

import click
from rich.console import RenderableType
from rich.table import Table

from api import clock
from api.cli import screen
from api.cli.cross_use import cells_table, plain_cell
from api.cli.documents import documents_table
from api.cli.fact_tables import facts_table
from api.cli.session import Session, reads
from api.schemas.catalogue import form_of
from domain.application.events import Rejected
from domain.money import shown
from domain.names import zh
from domain.places import full_name_of
from domain.working import Reason, Step
from ledger.audit.trace import trace
from ledger.audit.tree import CaseTrace, DecisionTrace
from ledger.commands.load import load_case
from ledger.cross_use import benefit, cells_about, cells_of
from ledger.views import queries
from ledger.views.timeline import TimelineRow

DEMO = "演示值"


@click.group()
def case() -> None:
    """案件:金额的由来和办理经过。 Cases."""


@case.command("show")
@click.argument("case_id", metavar="CASE")
@reads
def show(session: Session, case_id: str) -> None:
    """逐条说明金额的计算和依据,或不予补贴的理由,以及办理经过。 Why this amount or refusal, and the timeline."""
    row = queries.case(session.book, case_id)
    state, _ = load_case(session.book, case_id)
    known = trace(session.book, case_id).case
    decision = known.decisions[-1] if known and known.decisions else None
    reasons = _reasons(session, case_id)
    timeline = queries.timeline(session.book, case=case_id)
    filed = queries.documents(session.book, case=case_id)
    about = cells_about(benefit(state), cells_of(session.book, state, clock.today()))
    content = {
        "case": row,
        "facts": state.facts,
        "decision": decision,
        "reasons": reasons,
        "payments": queries.payments(session.book, case=case_id),
        "documents": filed,
        "timeline": timeline,
        "cross_use": [plain_cell(cell) for cell in about],
    }
    parts: list[RenderableType] = [_summary(known), facts_table(form_of(state.programme), state.facts)] if known else []
    if decision:
        parts += [working(decision.steps), _law(decision)]
    if reasons:
        parts.append(reasons_table(reasons))
    if about:
        parts.append(cells_table("本案的交叉使用限制 cross-use", about))
    if filed:
        parts.append(documents_table(filed))
    session.answer(content, *parts, timeline_table(timeline))


def _reasons(session: Session, case_id: str) -> tuple[Reason, ...]:
    """The reasons of the last refusal; none where the case went on after it."""
    state, _ = load_case(session.book, case_id)
    if state.status != "rejected":
        return ()
    refused = (recorded.event for recorded in reversed(session.book.events(case_id)))
    return next((event.reasons for event in refused if isinstance(event, Rejected)), ())


def _summary(known: CaseTrace) -> Table:
    row = known.case
    status = f"{zh(row.status)} {row.status}" + (" (已暂停 suspended)" if row.suspended else "")
    rows = (
        ("项目 programme", f"{zh(row.programme)} {row.programme}"),
        ("地区 place", f"{full_name_of(row.place)} {row.place}"),
        ("申请人 applicant", row.applicant),
        ("申请日 applied on", row.applied_on),
        ("状态 status", status),
        ("下一环节 next stage", f"{zh(row.next_stage)} {row.next_stage}"),
        ("金额 amount", shown(row.amount)),
        ("预算科目 line", row.line),
        ("已付 paid", shown(row.paid)),
        ("已追回 recovered", shown(row.recovered)),
    )
    return screen.table(f"案件 case {row.id}", ("项 item", "值 value"), rows)


def working(steps: tuple[Step, ...]) -> Table:
    """The working, step by step, each with its clause and grade; demonstration values say that they are some."""
    rows = ((step.label, step.expression, said(step.value), step.authority, grade(step.grade)) for step in steps)
    headings = ("步骤 step", "算式 expression", "值 value", "依据 clause", "等级 grade")
    return screen.table("计算过程 working", headings, rows)


def grade(code: str) -> str:
    """The grade of a source; a demonstration value says that it is one."""
    return DEMO if code == "demo" else code


def said(value: str) -> str:
    """A value of a step; the codes of a structured one by their Chinese names."""
    return re.sub(r'"(\w+)"', lambda code: f'"{zh(code[1])}"', value) if value.startswith(("{", "[")) else value


def reasons_table(reasons: tuple[Reason, ...]) -> Table:
    """Why a grant was refused."""
    rows = ((f"{reason.zh}\n{reason.en}", reason.authority) for reason in reasons)
    return screen.table("不予补贴的理由 reasons", ("理由 reason", "依据 clause"), rows)


def timeline_table(timeline: list[TimelineRow]) -> Table:
    """What happened, who did it and why."""
    rows = (
        (row.position, row.effective_on, f"{row.zh}\n{row.en}", f"{row.actor}\n{zh_roles(row.roles)}", row.reason)
        for row in timeline
    )
    headings = ("序号 no.", "日期 date", "事项 event", "经办人 officer", "理由 reason")
    return screen.table("办理经过 timeline", headings, rows, right=(0,))


def zh_roles(roles: tuple[str, ...]) -> str:
    """Roles by their Chinese names."""
    return "、".join(map(zh, roles))


def _law(decision: DecisionTrace) -> str:
    return (
        f"公式 formula {decision.formula};法规日 law day {decision.law_day};"
        f"以 {decision.known_on}(含)前已公布的为准 as published by then;法规库 statutes {decision.statute_digest[:12]}"
    )
