"""`demo`: play a believable year in four books, then show balances, a trace and a verification."""

from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from api.cli import screen
from api.cli.amounts import balances
from api.cli.audits import trace
from api.cli.session import Session, reads
from ledger.evidence.store import EvidenceStore
from ledger.keys import load_keys
from ledger.vault import Vault

if TYPE_CHECKING:
    from api.cli.demo.play import Story
    from api.cli.demo.stage import Tell


@click.command("demo")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default="var", show_default=True)
@click.pass_context
@reads
def demo(session: Session, context: click.Context, out: Path) -> None:
    """演示:在四本账套中演一年,从预算到银行,最后查出一个挂证关系网。 Play a year in four books; it ends with a ring."""
    # The stories bring every engine along, for which nobody should wait who only asks what commands there are.
    from api.cli.demo.play import STORIES

    out.mkdir(parents=True, exist_ok=True)
    told: list[dict[str, Any]] = []
    for story in STORIES:
        told.append(_told(story, out, _teller(session, story)))
    if session.settings.json:
        screen.document({"books": told})
        return
    first = told[0]
    session.settings.book = first["book"]
    screen.show("")
    context.invoke(balances)
    screen.show("", f"追溯一笔退汇后重付的支付 the trace of one payment: {first['trace']}")
    context.invoke(trace, identifier=first["trace"])
    screen.show("", *(_verdict(book) for book in told), *_next_steps(first))


def _told(story: "Story", out: Path, tell: "Tell") -> dict[str, Any]:
    """Play a story and check its book."""
    from api.cli.demo.play import play
    from api.cli.demo.stage import evidence_of, key_of
    from ledger.audit.verify import verify

    book, payment = play(story, out, tell)
    path = out / story.file
    with closing(book):
        evidence = EvidenceStore(book, evidence_of(path))
        report = verify(book, vault=Vault(book, load_keys(key_of(path))), evidence=evidence)
        return {
            "title": story.title,
            "book": str(path),
            "place": story.place,
            "events": book.head.position,
            "trace": payment,
            "verified": report.ok,
            "checks": len(report.checks),
        }


def _teller(session: Session, story: "Story") -> "Tell":
    if session.settings.json:
        return lambda _day, _sentence: None
    click.echo(f"\n── {story.title} ──")

    def tell(day: date, sentence: str) -> None:
        click.echo(screen.safe(f"{day}  {sentence}"))

    return tell


def _verdict(book: dict[str, Any]) -> str:
    holds = "全部相符 everything holds" if book["verified"] else "有不符之处 something does not hold"
    return f"{book['book']}: {book['events']} 个事件 events, {book['checks']} 项核验 checks, {holds}"


def _next_steps(book: dict[str, Any]) -> tuple[str, ...]:
    case = book["trace"].rpartition("-P")[0]
    commands = (
        f"case show {case}",
        "balances --by line",
        "balances --as-of 2024-06-30 --known-on 2024-06-30",
        "report yearly --plan 2 --year 2024",
        "duty list --overdue --as-of 2025-01-05",
        "law coverage --plan 2",
        "verify",
    )
    return (
        "",
        "接着看 go on with:",
        *(f"  .venv/bin/subsidy-ledger --book {book['book']} {each}" for each in commands),
    )
