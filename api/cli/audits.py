"""`trace`, `views rebuild` and `verify`: follow money both ways, rebuild what is read, check everything."""

import click
from rich.console import RenderableType

from api.cli import screen
from api.cli.root import REFUSED
from api.cli.session import DocumentsFolderNotSaid, EvidenceFolderNotSaid, KeyFileNotSaid, Session, reads
from api.cli.tracing import tree_of
from api.plain import plain
from ledger.audit.report import Check, Report
from ledger.audit.trace import trace as trace_of
from ledger.documents.store import DocumentStore
from ledger.evidence.store import EvidenceStore
from ledger.keys import KeyFileMissing
from ledger.vault import Vault
from ledger.views.digest import digest
from ledger.views.rebuild import rebuild as rebuilding


@click.command("trace")
@click.argument("identifier", metavar="ID")
@reads
def trace(session: Session, identifier: str) -> None:
    """追溯支付、案件、追回、残保金、银行流水或预算:上至文件,下至流水。 Trace both ways.

    ID:案件、支付、追回、残保金或失信记录的编号;账户别名/流水号;fund:资金:年度;或预算科目。 A case, payment,
    recovery, levy or credit record; account/reference of a bank line; fund:FUND:YEAR; or a budget line.
    """
    found = trace_of(session.book, identifier)
    session.answer(found, tree_of(found))


@click.group()
def views() -> None:
    """视图:由事件推出的各表。 What is folded from the events."""


@views.command("rebuild")
@reads
def rebuild(session: Session) -> None:
    """由全部事件重建视图。 Build the views anew from the first event."""
    with screen.progress("重建 rebuilding") as bar:
        position = rebuilding(session.book, bar)
    content = {"position": position, "digest": digest(session.book)}
    rows = (("位置 position", position), ("摘要 digest", content["digest"]))
    session.answer(content, screen.table("视图已重建 views rebuilt", ("项 item", "值 value"), rows))


@click.command("verify")
@click.pass_context
@reads
def verify(session: Session, context: click.Context) -> None:
    """核验整个账套:日志、收支、职责、依据、视图、保险库、材料。 Check every invariant of the book.

    有不符之处退出码为 1。 The exit code is 1 where anything does not hold.
    """
    # Parts of evidence are read with pyarrow, which a trace should not wait for.
    from ledger.audit.verify import verify as verification

    with screen.progress("核验 verifying") as bar:
        report = verification(
            session.book, vault=_vault(session), documents=_store(session), evidence=_evidence(session), progress=bar
        )
    session.answer({"ok": report.ok, **plain(report)}, *_shown(report))
    if not report.ok:
        context.exit(REFUSED)


def _vault(session: Session) -> Vault | None:
    """The vault where the key file is there: a book verifies without it, but for the sealed details."""
    try:
        return session.vault
    except (KeyFileMissing, KeyFileNotSaid):
        return None


def _store(session: Session) -> DocumentStore | None:
    """The documents where the key file and their folder are known: without them a book verifies but for these."""
    try:
        return session.store
    except (KeyFileMissing, KeyFileNotSaid, DocumentsFolderNotSaid):
        return None


def _evidence(session: Session) -> EvidenceStore | None:
    """The evidence where its folder is known."""
    try:
        return session.evidence
    except EvidenceFolderNotSaid:
        return None


def _shown(report: Report) -> tuple[RenderableType, ...]:
    headings = ("核验 check", "结果 result", "核对数 counted", "不符 found")
    rows = ((f"{check.zh}\n{check.en}", _verdict(check), check.counted, check.found) for check in report.checks)
    table = screen.table(f"核验 verification: {report.book} @ {report.position}", headings, rows, right=(2, 3))
    findings = [
        (check.code, finding.position or "", finding.subject, f"{finding.zh}\n{finding.en}")
        for check in report.checks
        for finding in check.findings
    ]
    remarks = [f"{check.code}: {remark}" for check in report.checks for remark in check.remarks]
    verdict = "全部相符 everything holds" if report.ok else "有不符之处 something does not hold"
    found = screen.table("不符之处 findings", ("核验 check", "序号 no.", "对象 subject", "情况 what"), findings)
    return (table, *([found] if findings else []), *remarks, verdict)


def _verdict(check: Check) -> str:
    return "通过 ok" if check.ok else "不符 fault"
