"""`alerts`: what the checks say, list, show, runs, and how often each check was right."""

from datetime import date
from typing import Any

import click
import msgspec

from api import clock
from api.cli import screen
from api.cli.session import Session, reads
from api.cli.values import DAY, PLACE, one_of
from api.plain import plain
from domain.alert import AlertStatus
from domain.money import shown
from domain.names import zh
from ledger.commands.load import load_alert
from ledger.views import alert_queries, queries
from ledger.views.alerts import AlertRow


@click.group()
def alerts() -> None:
    """疑点:规则的提示,列表、明细、运行记录、命中准确率。 Alerts of the fraud checks."""


@alerts.command("list")
@click.option("--check", help="规则,如 RF18。 Of one check.")
@click.option("--subject", help="对象。 About one subject.")
@click.option("--case", help="案件。 Concerning one case.")
@click.option("--place", type=PLACE, help="地区。 In a place and below it.")
@click.option("--status", type=one_of(*AlertStatus), help="状态。 Status.")
@click.option("--waiting", is_flag=True, help="只列尚无人核查、未搁置的。 Only what nobody looks into yet.")
@click.option("--trial", is_flag=True, help="只列试运行规则的。 Only those of checks on trial.")
@click.option("--as-of", type=DAY, help="以哪一天计(默认今天)。 On this day; default: today.")
@reads
def listed(session: Session, /, waiting: bool, as_of: date | None, **asked: Any) -> None:
    """列出疑点,最严重、涉及金额最大的在前。 The gravest first, then the dearest."""
    # The words of the checks bring Ibis along, which no other command should wait for.
    from ledger.views.alert_sentence import told

    day = (as_of or clock.today()) if waiting else None
    found = told(session.book, alert_queries.alerts(session.book, open_on=day, **asked))
    headings = (
        "疑点 alert",
        "内容 says",
        "对象 subject",
        "期间 period",
        "金额 amount",
        "严重程度",
        "状态 status",
        "核查 investigation",
    )
    cells = (
        (
            row.id,
            f"{row.sentence.zh}\n{row.sentence.en}",
            "\n= ".join((row.subject, *row.same_persons)),
            row.period,
            shown(row.amount) if row.amount else "",
            row.severity,
            _status(row),
            row.investigation,
        )
        for row in found
    )
    session.answer({"alerts": found}, screen.table("疑点 alerts", headings, cells, right=(4,)))


@alerts.command("show")
@click.argument("alert_id", metavar="ALERT")
@reads
def show(session: Session, alert_id: str) -> None:
    """一条疑点:一句话、事实、证据行、经过。 One alert: its sentence, facts, rows of evidence, and history."""
    # The words of the checks bring Ibis along, which no other command should wait for.
    from ledger.views.alert_sentence import told

    (row,) = told(session.book, [alert_queries.alert(session.book, alert_id)])
    state, _ = load_alert(session.book, alert_id)
    events = queries.timeline(session.book, stream=alert_id)
    facts = [
        ("", row.sentence.zh),
        ("", row.sentence.en),
        ("规则 check", f"{row.check} v{row.check_version} {zh(row.mode)} {row.mode} {row.severity}"),
        ("依据 authority", row.authority),
        ("对象 subject", f"{row.subject} {row.period}".rstrip()),
        ("同一人 same person", "\n".join(row.same_persons)),
        ("涉及金额 amount", shown(row.amount) if row.amount else "未知 unknown"),
        ("状态 status", _status(row)),
        ("案件 cases", "\n".join(row.cases)),
        ("核查 investigation", row.investigation),
    ]
    rows = ((each.dataset, each.import_id, each.line) for each in state.hit.evidence)
    history = ((each.effective_on, each.actor, each.zh, each.en) for each in events)
    content = plain(row) | {
        "facts": msgspec.to_builtins(state.hit.facts),
        "evidence": msgspec.to_builtins(state.hit.evidence),
    }
    session.answer(
        {"alert": content, "events": events},
        screen.table(row.id, ("项 item", "值 value"), facts),
        screen.table("证据 evidence", ("数据 dataset", "导入 import", "行 line"), rows, right=(2,)),
        screen.table("经过 history", ("日期 on", "经办 actor", "事项", "event"), history),
    )


@alerts.command("runs")
@click.option("--place", type=PLACE, help="地区。 In a place and below it.")
@click.option("--check", help="规则:列出该规则在各次运行中的结果。 What became of one check in every run.")
@reads
def runs(session: Session, place: str | None, check: str | None) -> None:
    """规则的各次运行:新增、更新、重开、不变、搁置、不再命中,未运行的及原因。 Runs, and what became of their hits."""
    counts = ("新增 raised", "更新 refreshed", "重开 reopened", "不变 unchanged", "搁置 suppressed", "不再命中 gone")
    if check:
        of = alert_queries.run_checks(session.book, check=check)
        cells = (
            (row.run, f"{row.check} v{row.check_version}", zh(row.mode), *_counts(row), f"{zh(row.cause)} {row.source}")
            for row in of
        )
        table = screen.table(check, ("运行 run", "规则 check", "方式 mode", *counts, "未运行 omitted"), cells)
        session.answer({"checks": of}, table)
        return
    found = alert_queries.runs(session.book, place=place)
    lines = (
        (row.id, row.ran_on, row.scope, row.engine, *_counts(row), row.stale + row.missing + row.text) for row in found
    )
    headings = ("运行 run", "日期 on", "范围 scope", "引擎 engine", *counts, "未运行 omitted")
    session.answer({"runs": found}, screen.table("运行 runs", headings, lines, right=(4, 5, 6, 7, 8, 9, 10)))


@alerts.command("precision")
@click.option("--check", help="规则。 Of one check.")
@click.option("--place", type=PLACE, help="地区。 In a place and below it.")
@reads
def precision(session: Session, check: str | None, place: str | None) -> None:
    """各规则各版本的命中准确率(威尔逊区间,千分比)。 How often each check was right; Wilson's interval, per mille."""
    found = alert_queries.precision(session.book, check=check, place=place)
    cells = (
        (
            f"{row.check} v{row.check_version} {row.text_digest[:8]} {zh(row.mode)}",
            row.open,
            row.fraud,
            row.claimant_error,
            row.official_error,
            row.innocent,
            f"{row.right_low}–{row.right_high}",
            f"{row.fraud_low}–{row.fraud_high}",
        )
        for row in found
    )
    headings = ("规则 check", "待核 open", "骗取 fraud", "申领人差错", "经办差错", "排除 innocent", "属实 ‰", "骗取 ‰")
    session.answer({"precision": found}, screen.table("准确率 precision", headings, cells))


def _status(row: AlertRow) -> str:
    told = f"{zh(row.status)} {row.status.removeprefix('alert_')}"
    label = row.finding or row.code
    said = f"{told} {zh(label)} {label}" if label else told
    return f"{said}\n自 {row.no_hit_since} 起不再命中 no longer hit since then" if row.no_hit_since else said


def _counts(row: Any) -> tuple[int, ...]:
    return row.raised, row.refreshed, row.reopened, row.unchanged, row.suppressed, row.gone
