"""`webhooks deliver`: the worker that posts events to the receivers."""

from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from secrets import randbelow, token_hex
from threading import Event as Flag
from typing import Final

import click
import msgspec

from api import clock
from api.cli import screen
from api.cli.session import Session, writes
from api.plain import plain
from api.webhooks.loop import deliver_until, stopped_by_signals
from api.webhooks.networks import parse_network
from api.webhooks.sender import SECONDS, Sender
from ledger.commands.base import Request
from ledger.feed.reading import MOST
from ledger.webhooks.delivery import Done, Worker
from ledger.webhooks.schedule import PATIENCE, WHOLE
from ledger.webhooks.secrets import Secrets

DAYS: Final = click.IntRange(1, 60)
CERTIFICATES: Final = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.command("deliver")
@click.option("--once", is_flag=True, help="送完即止,不常驻。 Deliver what is due and stop.")
@click.option("--idle", type=click.IntRange(1, 3_600), default=2, show_default=True, help="无事时隔几秒再看。 Seconds.")
@click.option("--batch", type=click.IntRange(1, MOST), default=100, help="每次最多几个事件(默认 100)。 At most.")
@click.option("--seconds", type=click.IntRange(1, 60), default=SECONDS, show_default=True, help="每次最长几秒。 Limit.")
@click.option("--patience-days", type=DAYS, default=PATIENCE.days, show_default=True, help="失败几天后暂停。 Days.")
@click.option("--allow-network", "networks", multiple=True, help="允许的内部网段,可重复。 Internal network to reach.")
@click.option("--authorities", type=CERTIFICATES, help="信任的根证书文件。 File of certificates to trust.")
@writes("推送")
def deliver(
    session: Session,
    /,
    once: bool,
    idle: int,
    batch: int,
    seconds: int,
    patience_days: int,
    networks: tuple[str, ...],
    authorities: Path | None,
) -> None:
    """把事件推送给接收方,直到被要求停止;可以同时运行几个。 Deliver until told to stop; several may run at once."""
    now = partial(_now, session)
    worker = Worker(
        name=token_hex(8),
        send=Sender([parse_network(text) for text in networks], now=now, authorities=authorities, seconds=seconds),
        jitter=lambda: randbelow(WHOLE + 1),
        request=partial(_request, session),
        batch=batch,
        lease=timedelta(seconds=seconds + 60),
        patience=timedelta(days=patience_days),
    )
    # Who may not act is told at once, and not when a webhook is to be paused.
    session.request()
    secrets, done = Secrets(session.book, session.vault), list[Done]()
    if once:
        deliver_until(Flag(), session.book, secrets, worker, now=now, report=done.append, idle=None)
        _answer(session, done)
    else:
        with stopped_by_signals() as stop:
            deliver_until(stop, session.book, secrets, worker, now=now, report=_line, idle=idle)


def _now(session: Session) -> datetime:
    return clock.now_or(session.settings.now, session.book.mode)


def _request(session: Session, key: str, reason: str) -> Request:
    """The request for pausing a webhook: by whoever runs the worker, as it is authorised at that moment."""
    return msgspec.structs.replace(session.request(), key=key, reason=reason)


def _line(done: Done) -> None:
    """One line of JSON for whoever keeps the worker's log."""
    if done.result not in ("nothing", "busy"):
        click.echo(msgspec.json.encode(_content(done)).decode())


def _answer(session: Session, done: list[Done]) -> None:
    tried = [each for each in done if each.result not in ("nothing", "busy")]
    headings = ("推送 webhook", "结果 result", "消息 webhook-id", "事件 events", "状态 status")
    rows = ((*map(str, _content(each).values()),) for each in tried)
    session.answer({"deliveries": [_content(each) for each in tried]}, screen.table("推送 deliveries", headings, rows))


def _content(done: Done) -> dict[str, object]:
    attempt = done.attempt
    return {
        "webhook": done.webhook,
        "result": done.result,
        "message": attempt.message if attempt else "",
        "events": attempt.events if attempt else 0,
        "status": _status(done),
    }


def _status(done: Done) -> object:
    """The answer's status, or why there was none."""
    if done.refusal is not None:
        return plain(done.refusal.code)
    return (done.attempt.status or done.attempt.problem) if done.attempt else ""
