"""`publication`: masked lists of cases on notice or granted, previewed and published."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import click

from api import clock
from api.cli import screen
from api.cli.session import Session, reads, writes
from api.cli.values import DAY, PLACE, PROGRAMME, OneOf
from domain.publication import ListKind
from ledger.commands.publications import MaskedList, PublishList, masked_list, publish_list


@click.group()
def publication() -> None:
    """公示公开:按规则遮盖的名单。 Public lists, masked by rule."""


def _which(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say which list."""
    for option in (
        click.option("--kind", type=OneOf(get_args(ListKind)), required=True, help="公示中或已批准。 Kind."),
        click.option("--place", type=PLACE, required=True, help="地区,含其下。 Place and all below it."),
        click.option("--from", "first_day", type=DAY, required=True, help="起始日。 First day, included."),
        click.option("--to", "last_day", type=DAY, required=True, help="截止日。 Last day, included."),
        click.option("--programme", type=PROGRAMME, default=None, help="只列一个补贴项目。 One programme only."),
        click.option("--field", "fields", multiple=True, help="只公布这些栏目,可重复。 Only these fields; repeatable."),
    ):
        command = option(command)
    return command


@publication.command("preview")
@_which
@reads
def preview(session: Session, /, **which: Any) -> None:
    """预览遮盖后的名单,不登记公布。 Show the masked list without publishing it."""
    made = masked_list(session.book, session.vault, _list(which), clock.today())
    session.answer({"fields": made.fields, "rows": made.rows, "authority": made.rule.authority}, _table(made))


@publication.command("publish")
@_which
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="CSV 文件。 CSV file.")
@writes("公布名单")
def publish(session: Session, /, out: Path, **which: Any) -> None:
    """登记公布并写出名单;公布的内容以摘要留痕。 Record the publication and write the list."""
    receipt, made = publish_list(session.book, session.vault, _list(which), session.request())
    out.write_bytes(made.csv)
    session.receipt(receipt, out=str(out))


def _list(which: dict[str, Any]) -> PublishList:
    return PublishList(**{name: value for name, value in which.items() if value is not None})


def _table(made: MaskedList) -> Any:
    mark = "(演示值)" if made.rule.is_demo else ""
    return screen.table(f"{made.rule.authority}{mark}", made.headings, made.rows)
