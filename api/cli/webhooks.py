"""`webhooks`: subscribe, pause, resume, replay, rotate the secret, end; list, show and the attempts at delivery."""

from datetime import datetime

import click

from api.cli import screen
from api.cli.session import Session, reads, writes
from api.cli.values import PLACE
from domain import names
from ledger.commands import webhooks as commands
from ledger.views import asking
from ledger.views.paging import LIMIT_MOST
from ledger.views.webhooks import WEBHOOKS
from ledger.webhooks import telling
from ledger.webhooks.secrets import Secrets


@click.group("webhooks")
def webhooks() -> None:
    """推送:订阅、暂停、恢复、重新推送、更换密钥、终止,以及推送情况。 Webhooks."""


@webhooks.command("subscribe")
@click.argument("url", metavar="URL")
@click.option("--place", type=PLACE, required=True, help="只推送该地区(含下级)的事件。 Events of this place.")
@click.option("--topic", "topics", multiple=True, help="事件类型,或如 application.* 的前缀,可重复(默认全部)。 Topics.")
@click.option("--after", type=click.IntRange(min=0), help="自该位置之后开始(默认从现在起)。 Begin behind a position.")
@writes("订阅推送")
def subscribe(session: Session, url: str, place: str, topics: tuple[str, ...], after: int | None) -> None:
    """订阅推送;密钥只显示这一次。 Subscribe; the secret is shown this once."""
    command = commands.Subscribe(url=url, place=place, topics=topics, from_position=after)
    receipt, secret = commands.subscribe(session.book, _secrets(session), command, session.request())
    session.receipt(receipt, secret=secret)


@webhooks.command("pause")
@click.argument("webhook")
@writes("暂停推送")
def pause(session: Session, webhook: str) -> None:
    """暂停推送,恢复后从停处继续。 Pause; nothing is lost."""
    session.receipt(commands.pause(session.book, commands.Pause(webhook=webhook), session.request()))


@webhooks.command("resume")
@click.argument("webhook")
@writes("恢复推送")
def resume(session: Session, webhook: str) -> None:
    """从停处继续推送。 Go on where sending stopped."""
    session.receipt(commands.resume(session.book, commands.OnWebhook(webhook=webhook), session.request()))


@webhooks.command("replay")
@click.argument("webhook")
@click.option("--after", type=click.IntRange(min=0), required=True, help="自该位置之后。 Behind this position.")
@writes()
def replay(session: Session, webhook: str, after: int) -> None:
    """自某一位置之后重新推送。 Send everything behind a position anew."""
    command = commands.Replay(webhook=webhook, from_position=after)
    session.receipt(commands.replay(session.book, command, session.request()))


@webhooks.command("rotate-secret")
@click.argument("webhook")
@click.option("--overlap-hours", type=int, default=24, show_default=True, help="新旧密钥并用多少小时。 Both sign.")
@writes("更换推送密钥")
def rotate_secret(session: Session, webhook: str, overlap_hours: int) -> None:
    """更换签名密钥;新密钥只显示这一次。 A new secret, shown this once."""
    command = commands.RotateSecret(webhook=webhook, overlap_hours=overlap_hours)
    receipt, secret = commands.rotate_secret(session.book, _secrets(session), command, session.request())
    session.receipt(receipt, secret=secret)


@webhooks.command("end")
@click.argument("webhook")
@writes()
def end(session: Session, webhook: str) -> None:
    """终止推送并销毁密钥。 End, and destroy the secrets."""
    session.receipt(commands.end(session.book, commands.OnWebhook(webhook=webhook), session.request()))


@webhooks.command("list")
@reads
def listed(session: Session) -> None:
    """列出订阅。 List webhooks."""
    found = asking.rows(session.book, WEBHOOKS, ("id",), {})
    headings = ("推送 webhook", "状态 status", "地区 place", "事件 topics", "地址 url")
    rows = ((row.id, names.zh(row.status), row.place, "\n".join(row.topics) or "全部 all", row.url) for row in found)
    session.answer({"webhooks": found}, screen.table("推送 webhooks", headings, rows))


@webhooks.command("show")
@click.argument("webhook")
@reads
def show(session: Session, webhook: str) -> None:
    """一个订阅及其推送进度。 One webhook and how far its receiver was told."""
    row = asking.one(session.book, WEBHOOKS, webhook, "webhook")
    told = telling.delivery(session.book, webhook)
    lines = [
        ("地址 url", row.url),
        ("状态 status", f"{names.zh(row.status)} {names.zh(row.cause)}".strip()),
        ("地区 place", row.place),
        ("事件 topics", "\n".join(row.topics) or "全部 all"),
        ("签名密钥 key id", row.key_id),
        ("已确认到 confirmed up to", f"{told.confirmed} / {told.head}"),
        ("连续失败 failures in a row", str(told.failures)),
        ("下次 next attempt", _moment(told.next_attempt_at)),
    ]
    content = {"webhook": row, "delivery": told}
    session.answer(content, screen.table(row.id, ("项 item", "值 value"), lines))


@webhooks.command("attempts")
@click.argument("webhook")
@click.option("--limit", type=click.IntRange(1, LIMIT_MOST), default=50, help="最多几条(默认 50)。 At most.")
@reads
def attempts(session: Session, webhook: str, limit: int) -> None:
    """最近的推送及结果。 The latest attempts and what became of them."""
    found = telling.attempts(session.book, asking.one(session.book, WEBHOOKS, webhook, "webhook").id, limit=limit).items
    headings = ("次 attempt", "时间 at", "消息 webhook-id", "事件 events", "结果 result", "毫秒 ms", "下次 next")
    rows = (
        (
            str(each.attempt),
            _moment(each.at),
            each.message,
            str(each.events),
            str(each.status or names.zh(each.problem)),
            str(each.duration_ms),
            _moment(each.next_attempt_at),
        )
        for each in found
    )
    session.answer({"attempts": found}, screen.table("推送记录 attempts", headings, rows, right=(0, 3, 5)))


def _secrets(session: Session) -> Secrets:
    return Secrets(session.book, session.vault)


def _moment(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else "-"
