"""`book`: make a set of accounts, and say what one holds."""

import click
from rich.table import Table

from api.cli import screen
from api.cli.session import Session, key_file_of, reads, writes
from api.cli.values import PLACE, OneOf
from domain.opening import Opened
from domain.places import full_name_of
from ledger.commands.open_book import create_book, upgrade_book
from ledger.law import statutes_of
from ledger.views.projection import catch_up

_MODES = {"demo": "演示", "production": "正式"}


@click.group()
def book() -> None:
    """账套:开立、查看。 Sets of accounts."""


@book.command("init")
@click.argument("url")
@click.option("--place", type=PLACE, required=True, help="账套所属地区(GB/T 2260)。 Place whose accounts these are.")
@click.option(
    "--mode",
    type=OneOf(list(_MODES)),
    default="production",
    show_default=True,
    help="演示账套可用演示值,正式账套一概不用。 Only a demo book may use demonstration values.",
)
@writes("开立账套")
def init(session: Session, url: str, place: str, mode: str) -> None:
    """开立账套并建立密钥文件。 Make a book and its key file."""
    session.settings.book = url
    key_file = key_file_of(session.settings, url)
    request = session.request(on_place=place, mode=mode)
    made, _ = create_book(
        url, place=place, mode="demo" if mode == "demo" else "production", key_file=key_file, request=request
    )
    session.keep(made)
    content = {
        "place": made.place,
        "mode": made.mode,
        "url": made.url_shown,
        "key_file": key_file,
        "key": request.key,
    }
    warning = (
        "密钥文件须与账套分开备份:没有它,个人信息永远无法打开。"
        " Back the key file up apart from the book: without it personal data can never be opened."
    )
    session.answer(content, _table("账套已开立 book made", content), warning)


@book.command("upgrade")
@click.argument("url", required=False)
@reads
def upgrade(session: Session, url: str | None) -> None:
    """升级较早版本程序建立的账套:日志不动,视图重建。 Upgrade an older book; the log stays as it is.

    不写地址的,升级 --book 指明的账套。 Without an address, the book of --book.
    """
    url = url or session.url
    found, known = upgrade_book(url)
    content = {"url": url, "from": found, "to": known}
    session.answer(
        content, f"表结构由第 {found} 版升级到第 {known} 版。 Tables upgraded from version {found} to {known}."
    )


@book.command("info")
@reads
def info(session: Session) -> None:
    """账套的地区、类型、事件数和所用法规库。 Place, mode, length and statute book."""
    known = session.book
    head = known.head
    opened = next((recorded.event for recorded in known.events("book")), None)
    content = {
        "place": known.place,
        "name": full_name_of(known.place),
        "mode": known.mode,
        "url": known.url_shown,
        "events": head.position,
        "last_recorded_at": head.recorded_at,
        "views_at": catch_up(known),
        "statutes_at_opening": opened.statute_digest if isinstance(opened, Opened) else "",
        "statutes_now": statutes_of(known).digest,
    }
    session.answer(content, _table("账套 book", content))


_NAMES = {
    "place": "地区代码 place",
    "name": "地区 name",
    "mode": "类型 mode",
    "url": "地址 url",
    "key_file": "密钥文件 key file",
    "key": "操作编号 key",
    "events": "事件数 events",
    "last_recorded_at": "最近记录时间 last recorded",
    "views_at": "视图位置 views at",
    "statutes_at_opening": "开立时法规库 statutes at opening",
    "statutes_now": "现行法规库 statutes now",
}


def _table(title: str, content: dict[str, object]) -> Table:
    rows = ((_NAMES[name], _MODES.get(str(value), value)) for name, value in content.items())
    return screen.table(title, ("项 item", "值 value"), rows)
