"""`investigation`: alerts looked into, parties heard, findings proposed, confirmed, carried out, appealed against."""

from datetime import date
from typing import Any, get_args

import click

from api import clock
from api.cli import screen
from api.cli.session import Session, reads, writes
from api.cli.values import DAY, MONEY, PLACE, one_of
from domain.alert import Finding
from domain.innocence import reasons
from domain.investigation.events import Measure, Outcome, Title, Undoing
from domain.investigation.state import InvestigationStatus
from domain.money import shown
from domain.names import zh
from ledger.commands import findings, investigations
from ledger.views import alert_queries, queries

CODES = one_of(*reasons())
ID = click.argument("investigation_id", metavar="INVESTIGATION")
NUMBER = click.option("--finding", "number", type=int, required=True, help="结论编号。 Number of the finding.")
ALERTS = click.option("--alert", "alerts", multiple=True, required=True, help="疑点,可多次。 Alert; may be repeated.")


@click.group()
def investigation() -> None:
    """疑点核查:并案、听取陈述、排除、认定、措施、申诉。 Investigations of alerts."""


@investigation.command("open")
@click.option("--place", type=PLACE, required=True, help="地区。 Place.")
@click.option("--title", type=one_of(*get_args(Title)), required=True, help="疑点性质。 What is suspected.")
@ALERTS
@writes("核查疑点")
def open_(session: Session, place: str, title: Title, alerts: tuple[str, ...]) -> None:
    """开始核查一条或者多条疑点。 Begin to look into alerts together."""
    command = investigations.Open(place=place, title=title, alerts=alerts)
    session.receipt(investigations.open_(session.book, command, session.request()))


@investigation.command("join")
@ID
@ALERTS
@writes("并入核查")
def join(session: Session, investigation_id: str, alerts: tuple[str, ...]) -> None:
    """并入更多疑点。 Look into more alerts with the others."""
    command = investigations.Join(investigation=investigation_id, alerts=alerts)
    session.receipt(investigations.join(session.book, command, session.request()))


@investigation.command("add-case")
@ID
@click.option("--case", required=True, help="案件。 Case.")
@writes("并入案件")
def add_case(session: Session, investigation_id: str, case: str) -> None:
    """并入疑点没有指明的案件,申请人列为当事人。 Look into a case that no alert names; its applicant is a party."""
    command = investigations.AddCase(investigation=investigation_id, case=case)
    session.receipt(investigations.add_case(session.book, command, session.request()))


@investigation.command("assign")
@ID
@click.option("--analyst", required=True, help="分析员账号。 Account of the analyst.")
@writes("指定分析员")
def assign(session: Session, investigation_id: str, analyst: str) -> None:
    """指定分析员,并起算期限。 Give it to an analyst; the term begins."""
    command = investigations.Assign(investigation=investigation_id, analyst=analyst)
    session.receipt(investigations.assign(session.book, command, session.request()))


@investigation.command("ask")
@ID
@click.option("--party", required=True, help="当事人。 Whom.")
@click.option("--question", "questions", multiple=True, required=True, help="问题,可多次。 Question; may be repeated.")
@click.option("--document", required=True, help="询问文书的文号。 Number of the letter.")
@writes("要求当事人陈述")
def ask(session: Session, investigation_id: str, party: str, questions: tuple[str, ...], document: str) -> None:
    """要求当事人陈述。 Ask a party what it says."""
    command = investigations.Ask(investigation=investigation_id, party=party, questions=questions, document=document)
    session.receipt(investigations.ask(session.book, command, session.request()))


@investigation.command("answer")
@ID
@click.option("--party", required=True, help="当事人。 Whose.")
@click.option("--document", "documents", multiple=True, help="账套中的材料,可多次。 Document of the book.")
@click.option("--reference", default="", help="笔录编号。 Reference of the record.")
@writes("收取当事人陈述")
def answer(session: Session, investigation_id: str, party: str, documents: tuple[str, ...], reference: str) -> None:
    """登记当事人的陈述;内容在材料或者笔录中,不写入日志。 Put an answer on file; its text stays in its documents."""
    command = investigations.Answered(
        investigation=investigation_id, party=party, documents=documents, reference=reference
    )
    session.receipt(investigations.answer(session.book, command, session.request()))


@investigation.command("silent")
@ID
@click.option("--party", required=True, help="当事人。 Who.")
@writes("当事人逾期未陈述")
def silent(session: Session, investigation_id: str, party: str) -> None:
    """登记当事人逾期未陈述。 Note that a party let its term pass."""
    command = investigations.Silent(investigation=investigation_id, party=party)
    session.receipt(investigations.no_statement(session.book, command, session.request()))


@investigation.command("clear")
@ID
@ALERTS
@click.option("--code", type=CODES, required=True, help="排除原因。 Innocent reason.")
@click.option("--note", required=True, help="说明。 Note.")
@writes("排除疑点")
def clear(session: Session, investigation_id: str, alerts: tuple[str, ...], code: str, note: str) -> None:
    """排除疑点。 Dispose of alerts as innocent."""
    command = investigations.Clear(investigation=investigation_id, alerts=alerts, code=code, note=note)
    session.receipt(investigations.clear(session.book, command, session.request()))


@investigation.command("propose")
@ID
@ALERTS
@click.option("--finding", type=one_of(*get_args(Finding)), required=True, help="结论。 What was found.")
@click.option("--amount", type=MONEY, default="0", show_default=True, help="金额(元)。 Yuan.")
@click.option(
    "--measure", "measures", type=one_of(*get_args(Measure)), multiple=True, help="措施。 What should follow."
)
@click.option("--case", "cases", multiple=True, help="措施所及的案件。 For which case.")
@click.option("--reasons", "why", required=True, help="事实和理由。 Facts and reasons.")
@writes("提出结论")
def propose(session: Session, /, investigation_id: str, why: str, **what: Any) -> None:
    """提出结论;当事人陈述或者逾期以后方可提出。 Propose a finding, once the parties were heard."""
    command = findings.Propose(investigation=investigation_id, reasons=why, **what)
    session.receipt(findings.propose(session.book, command, session.request()))


@investigation.command("confirm")
@ID
@NUMBER
@writes("认定结论")
def confirm(session: Session, investigation_id: str, number: int) -> None:
    """认定结论;由没有参与核查的复核员办理。 Confirm a finding, as somebody who did not look into it."""
    command = findings.Confirm(investigation=investigation_id, number=number)
    session.receipt(findings.confirm(session.book, command, session.request()))


@investigation.command("reject")
@ID
@NUMBER
@click.option("--ground", required=True, help="理由。 Why.")
@writes("不认定结论")
def reject(session: Session, investigation_id: str, number: int, ground: str) -> None:
    """不认定结论,疑点仍待核。 Do not confirm a finding."""
    command = findings.RejectFinding(investigation=investigation_id, number=number, ground=ground)
    session.receipt(findings.reject(session.book, command, session.request()))


@investigation.command("carry-out")
@ID
@click.argument("measure", type=one_of("suspend", "recover"))
@click.option("--case", required=True, help="案件。 Case.")
@click.option("--payment", default="", help="追回哪一笔支付。 Payment to recover.")
@click.option("--amount", type=MONEY, default="0", help="追回金额(元)。 Yuan.")
@click.option("--clause", default="", help="追回的依据条款。 Clause of the recovery.")
@writes("办理认定结论所责成的事项")
def carry_out(session: Session, /, investigation_id: str, measure: Any, **what: Any) -> None:
    """由有权的人办理责成的事项:暂停案件,或者追回支付。 Suspend or recover, as the officer who may."""
    command = findings.CarryOut(investigation=investigation_id, measure=measure, **what)
    session.receipt(findings.carry_out(session.book, command, session.request()))


@investigation.command("lift")
@ID
@NUMBER
@click.option(
    "--measure",
    type=one_of("hold", "suspend", "recover", *get_args(Undoing)),
    default="hold",
    show_default=True,
    help="措施。 Measure.",
)
@click.option("--case", required=True, help="案件。 Case.")
@click.option("--ground", required=True, help="理由。 Why.")
@writes("解除责成的措施")
def lift(session: Session, /, investigation_id: str, **what: Any) -> None:
    """解除责成的事项(包括撤回措施);由没有参与认定的复核员办理。 Let an order stand no more, as another reviewer."""
    command = findings.LiftMeasure(investigation=investigation_id, **what)
    session.receipt(findings.lift(session.book, command, session.request()))


@investigation.command("refer")
@ID
@click.option("--body", required=True, help="移送的机关代码。 Code of the body.")
@click.option("--document", required=True, help="移送文书的文号。 Number of the letter.")
@writes("移送有关机关")
def refer(session: Session, investigation_id: str, body: str, document: str) -> None:
    """移送有关机关。 Tell another body."""
    command = findings.Refer(investigation=investigation_id, body=body, document=document)
    session.receipt(findings.refer(session.book, command, session.request()))


@investigation.command("appeal")
@ID
@NUMBER
@click.option("--outcome", type=one_of(*get_args(Outcome)), required=True, help="决定。 Outcome.")
@click.option("--as", "finding", type=one_of(*get_args(Finding)), help="变更后的结论。 The finding instead.")
@click.option("--code", type=CODES, default=None, help="撤销的,排除原因。 Innocent reason, where revoked.")
@click.option("--reference", required=True, help="申诉编号。 Reference.")
@writes("决定申诉")
def appeal(session: Session, /, investigation_id: str, code: str | None, **what: Any) -> None:
    """决定对结论的申诉,疑点随之改标。 Decide an appeal; alerts are labelled anew."""
    command = findings.DecideFindingAppeal(investigation=investigation_id, code=code or "", **what)
    session.receipt(findings.decide_appeal(session.book, command, session.request()))


@investigation.command("list")
@click.option("--place", type=PLACE, help="地区。 In a place and below it.")
@click.option("--status", type=one_of(*InvestigationStatus), help="状态。 Status.")
@click.option("--analyst", help="分析员。 In whose hand.")
@click.option("--case", help="案件。 Concerning one case.")
@click.option("--overdue", is_flag=True, help="只列逾期的。 Only what is overdue.")
@click.option("--as-of", type=DAY, help="以哪一天计(默认今天)。 On this day; default: today.")
@reads
def listed(session: Session, /, overdue: bool, as_of: date | None, **asked: Any) -> None:
    """列出核查,先到期的在前。 What is due first."""
    day = as_of or clock.today()
    found = alert_queries.investigations(session.book, overdue_on=day if overdue else None, **asked)
    headings = (
        "核查 investigation",
        "性质 title",
        "疑点 alerts",
        "金额 amount",
        "分析员 analyst",
        "限期 due",
        "状态 status",
    )
    cells = (
        (
            row.id,
            zh(row.title),
            f"{row.left}/{row.alerts}",
            shown(row.amount),
            row.analyst,
            f"{row.due or ''}{' 逾期 overdue' if alert_queries.overdue(row, day) else ''}",
            zh(row.status),
        )
        for row in found
    )
    session.answer({"investigations": found}, screen.table("核查 investigations", headings, cells, right=(3,)))


@investigation.command("show")
@ID
@reads
def show(session: Session, investigation_id: str) -> None:
    """一次核查:疑点、当事人、结论、措施、经过。 One investigation."""
    row = alert_queries.investigation(session.book, investigation_id)
    own = alert_queries.alerts(session.book, investigation=investigation_id)
    events = queries.timeline(session.book, stream=investigation_id)
    facts = [
        ("性质 title", f"{zh(row.title)} {row.title} {row.severity}"),
        ("状态 status", zh(row.status)),
        ("当事人 parties", "\n".join(row.parties)),
        ("案件 cases", "\n".join(row.cases)),
        ("涉及金额 amount", shown(row.amount)),
        ("分析员 analyst", f"{row.analyst} {row.due or ''}".strip()),
        ("认定 confirmed", f"{row.confirmed}: {shown(row.confirmed_amount)}"),
        ("暂缓支付中 held", "\n".join(each for each in row.orders if ":hold:" in each)),
        ("责成待办 orders", "\n".join(each for each in row.orders if ":hold:" not in each)),
        ("移送 referred to", row.referred_to),
    ]
    listed = ((each.id, each.subject, each.period, zh(each.status)) for each in own)
    history = ((each.effective_on, each.actor, each.zh, each.en) for each in events)
    session.answer(
        {"investigation": row, "alerts": own, "events": events},
        screen.table(row.id, ("项 item", "值 value"), facts),
        screen.table("疑点 alerts", ("疑点 alert", "对象 subject", "期间 period", "状态 status"), listed),
        screen.table("经过 history", ("日期 on", "经办 actor", "事项", "event"), history),
    )
