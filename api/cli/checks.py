"""`checks`: which checks there are, what each says and rests on, carry them out, and rings as networks."""

from collections import Counter
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from rich.console import RenderableType

from api import clock
from api.cli import screen
from api.cli.check_policies import CHECK, POLICIES
from api.cli.check_room import room_of
from api.cli.session import Session, reads, writes
from api.cli.values import DAY, FILE, one_of
from api.plain import plain
from domain.alert import Hit
from domain.check_run import RunRecord
from domain.errors import Refusal
from domain.names import zh
from ledger.book import Book
from ledger.views import alert_queries
from ledger.views.check_runs import RunRow

if TYPE_CHECKING:
    from ledger.checks.check_told import CheckTold, ThresholdTold
    from ledger.checks.running import Found

DIALECTS: Final = ("duckdb", "postgres", "spark", "sqlite")
BECAME: Final = {
    "raised": "新增",
    "refreshed": "更新",
    "reopened": "重开",
    "unchanged": "不变",
    "suppressed": "搁置",
    "gone": "不再命中",
}
AS_OF = click.option("--as-of", type=DAY, help="以哪一天计(默认今天)。 On this day; default: today.")


class ScopeOnThisEngine(Refusal):
    """--engine 只用于全部范围(--scope all);案件和当事人在本机核查。

    --engine goes with --scope all only: cases and parties are looked at where the book is.
    """


@click.group()
def checks() -> None:
    """检查:清单、说明、设定、运行、调阈值、关系网。 Fraud checks."""


for _policy in POLICIES:
    checks.add_command(_policy)


@checks.command("list")
@AS_OF
@reads
def listed(session: Session, as_of: date | None) -> None:
    """列出检查及其在本账套的运行方式。 Every check, and how it runs in this book."""
    from ledger.checks.check_told import all_told

    found = all_told(session.book, as_of or clock.today())
    cells = (
        (
            each.id,
            f"{each.title.zh}\n{each.title.en}",
            each.severity,
            each.subject,
            _mode(each),
            "\n".join(f"{threshold.name}={_value(threshold)}" for threshold in each.thresholds),
            "\n".join(f"{source.dataset} {source.as_of or '–'}" for source in each.sources),
        )
        for each in found
    )
    headings = ("检查 check", "名称 title", "程度", "对象 subject", "方式 mode", "阈值 thresholds", "来源 sources")
    session.answer({"checks": found}, screen.table("检查 checks", headings, cells, whole=(0,)))


@checks.command("explain")
@CHECK
@AS_OF
@click.option("--sql", "dialect", type=one_of(*DIALECTS), help="规则显示为 SQL。 The rule as SQL of this engine.")
@reads
def explain(session: Session, check_id: str, as_of: date | None, dialect: Any) -> None:
    """说明一项检查:内容、阈值及依据、无辜情形、来源、规则原文。 All about one check, with the text of its rule."""
    from ledger.checks.check_told import rule_of, told

    found = told(session.book, check_id, as_of or clock.today())
    rule = rule_of(found, dialect)
    session.answer(plain(found) | {"rule": rule}, *_explained(found), rule)


@checks.command("run")
@click.option(
    "--scope",
    "scope",
    multiple=True,
    default=("all",),
    help="all、payable(待支付的一批),或案件、当事人,可多次。 all, payable (the batch to be paid next), cases, parties.",
)
@click.option("--check", "only", multiple=True, help="只运行所列检查,可多次。 Only these checks.")
@click.option("--engine", type=click.Choice(("duckdb", "postgres", "spark")), default="duckdb", show_default=True,
              help="引擎。 Engine.")  # fmt: skip
@click.option("--engine-url", default="", help="PostgreSQL 引擎的地址。 Address of the PostgreSQL engine.")
@click.option("--trial", is_flag=True, help="试运行的版本也运行。 Those on trial too.")
@click.option("--dry", is_flag=True, help="只显示,不登记。 Show only, record nothing.")
@writes("运行检查")
def run(
    session: Session,
    scope: tuple[str, ...],
    only: tuple[str, ...],
    engine: Any,
    engine_url: str,
    trial: bool,
    dry: bool,
) -> None:
    """运行检查并登记疑点。 Carry out the checks that this book runs, and record what they say."""
    from ledger.checks.engines.elsewhere import opened
    from ledger.commands.check_runs import RunChecks, carried_out, run_checks

    command = RunChecks(about=() if "all" in scope else scope, checks=only, trial=trial)
    if command.about and engine != "duckdb":
        raise ScopeOnThisEngine(field="engine")
    request, room = session.request(), room_of(session)
    with nullcontext() if engine == "duckdb" else opened(engine, engine_url) as other:
        content = (
            _shown(carried_out(session.book, room, command, request.act().today, other))
            if dry
            else _recorded(session.book, run_checks(session.book, room, command, request, other).subject)
        )
    headings = ("检查 check", "方式 mode", "命中 hits", *(f"{name} {key}" for key, name in BECAME.items()))
    cells = (
        (row["check"], f"{zh(row['mode'])} {row['mode']}", *(row[key] for key in ("hits", *BECAME)))
        for row in content["checks"]
    )
    gaps = ((each["check"], f"{zh(each['cause'])} {each['cause']}", each["source"]) for each in content["omitted"])
    title = content["run"] or "未登记 not recorded"
    session.answer(
        content,
        screen.table(title, headings, cells, right=range(2, 3 + len(BECAME))),
        screen.table("未能运行 not carried out", ("检查 check", "原因 cause", "数据 dataset"), gaps),
    )


@checks.command("network")
@click.argument("ring")
@click.option("--svg", type=FILE, help="画成图,写入文件。 Draw it into this file.")
@reads
def network(session: Session, ring: str, svg: Path | None) -> None:
    """一个关系网:成员和联系,强者在前。 A ring: its members, and what ties them, the strongest first."""
    from ledger.checks.network_told import told
    from ledger.checks.picture import picture
    from ledger.checks.whole_evidence import WholeEvidence

    evidence = WholeEvidence(session.book, session.evidence)
    network = evidence.network(ring)
    if svg:
        svg.write_text(picture(network), encoding="utf-8")
    found = told(ring, network, evidence.held.cited)
    session.answer(
        found,
        screen.table(ring, ("类别 kind", "成员 member"), ((each.kind, each.name) for each in found.members)),
        screen.table(
            "联系 ties",
            ("强度 strength", "联系 tie", "证据行 rows"),
            ((tie.strength, f"{tie.sentence.zh}\n{tie.sentence.en}", len(tie.evidence)) for tie in found.ties),
            right=(0, 2),
        ),
    )


def _shown(found: "Found") -> dict[str, Any]:
    """What a run that is not recorded says."""
    hits = Counter((hit.check, hit.text_digest, hit.mode) for hit in found.hits)
    rows = [
        {"check": each.check, "mode": each.mode, "hits": hits[each.check, each.text_digest, each.mode]}
        | dict.fromkeys(BECAME, 0)
        for each in found.ran.checks
    ]
    return _content(None, found.ran, rows, plain(found.ran.omitted), found.hits)


def _recorded(book: Book, run: str) -> dict[str, Any]:
    """What became of the hits of a run."""
    found = alert_queries.run_checks(book, run=run)
    counted = [
        {"check": row.check, "mode": row.mode} | {name: getattr(row, name) for name in BECAME}
        for row in found
        if not row.cause
    ]
    rows = [row | {"hits": sum(row[name] for name in BECAME)} for row in counted]
    omitted = [
        {"check": row.check, "version": row.check_version, "cause": row.cause, "source": row.source}
        for row in found
        if row.cause
    ]
    return _content(run, alert_queries.run(book, run), rows, omitted, ())


def _content(
    run: str | None, ran: RunRecord | RunRow, checks: list[dict[str, Any]], omitted: Any, hits: Sequence[Hit]
) -> dict[str, Any]:
    return {
        "run": run,
        "scope": ran.scope,
        "engine": ran.engine,
        "checks": checks,
        "omitted": omitted,
        "hits": hits,
    }


def _explained(found: "CheckTold") -> tuple[RenderableType, ...]:
    facts = [
        ("名称 title", f"{found.title.zh}\n{found.title.en}"),
        ("内容 says", f"{found.sentence.zh}\n{found.sentence.en}"),
        ("程度 severity", found.severity),
        ("对象 subject", f"{found.subject} {found.period}"),
        ("方式 mode", _mode(found)),
        ("依据 authority", "\n".join(found.authority) or "没有条文 no clause"),
        ("先例 precedents", "\n".join(found.precedents)),
        ("无辜情形 innocent", "\n".join(f"{each.zh} {each.en}" for each in found.innocent)),
    ]
    thresholds = (
        (
            f"{each.name}\n{each.zh} {each.en}",
            _value(each),
            f"{each.low}–{each.high} {each.unit}",
            f"{each.clause} {each.source} {each.grade}".strip(),
        )
        for each in found.thresholds
    )
    sources = ((f"{each.dataset} {each.zh}", each.max_age_days, each.as_of or "没有 none") for each in found.sources)
    return (
        screen.table(f"{found.id} v{found.version}", ("项 item", "值 value"), facts),
        screen.table(
            "阈值 thresholds", ("阈值 threshold", "值 value", "范围 range", "依据 rests on"), thresholds, right=(1,)
        ),
        screen.table("来源 sources", ("数据 dataset", "最多几天前 days", "截至 as of"), sources, right=(1,)),
    )


def _mode(found: "CheckTold") -> str:
    told = [f"{zh(found.mode)} {found.mode}"]
    told += [f"试运行 trial {found.trial.from_on}"] if found.trial else []
    told += [f"待同意 proposed: {zh(found.proposed.mode)} {found.proposed.mode}"] if found.proposed else []
    return "\n".join(told)


def _value(threshold: "ThresholdTold") -> str:
    return "未定 not set" if threshold.value is None else str(threshold.value)
