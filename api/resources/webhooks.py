"""Webhooks: subscribe, pause, resume, replay, rotate the secret, end; and how delivery stands."""

from typing import Any, Final

from marshmallow import Schema
from marshmallow import fields as ma

from api.auth.policy import AUDITOR, one_of
from api.http.at import At
from api.http.inputs import ActBody, Address, Count, Truth, WordsList
from api.http.kinds import WEBHOOK
from api.http.lists import Cursor, Limit, PageQuery, answered, asked_place, shown
from api.http.receipts import SECRET
from api.http.resource import Resource
from api.http.shapes import page_of, shape_of
from api.plain import plain
from api.schemas.people import FormPart
from api.schemas.texts import PlaceCode
from domain.webhook.acts import ROLE
from ledger.commands import webhooks as commands
from ledger.commands.base import Receipt, Request
from ledger.feed.cursor import cursor_of, position_of
from ledger.views import listing
from ledger.views.paging import LIMIT_DEFAULT
from ledger.views.webhooks import WEBHOOKS, WebhookRow
from ledger.webhooks import telling
from ledger.webhooks.secrets import Secrets

webhooks: Final = Resource(
    "webhooks", "推送:订阅、暂停、恢复、重新推送、更换密钥、终止,以及推送情况。 Webhooks and how delivery stands."
)

CONNECTORS: Final = one_of(ROLE)
READERS: Final = one_of(ROLE, AUDITOR)

WEBHOOK_SHAPE: Final = shape_of(WebhookRow, without="run since")
WITH_DELIVERY: Final = Schema.from_dict(
    {**WEBHOOK_SHAPE().declared_fields, "delivery": ma.Nested(shape_of(telling.Delivery), required=True)},
    name="WebhookInFull",
)
ATTEMPT: Final = shape_of(telling.Tried, "Attempt")


class WebhooksQuery(PageQuery):
    """Which webhooks."""

    place = asked_place()


class AttemptsQuery(FormPart):
    """Which page of attempts."""

    after = Cursor("游标", example="", default="")
    limit = Limit("每页条数", example=LIMIT_DEFAULT, default=LIMIT_DEFAULT)


class SubscribeBody(ActBody):
    """Where to, of which place, which topics, and from where on."""

    url = Address("接收地址", example="https://receiver.example.gov.cn/events")
    place = PlaceCode("地区", example="330500", note="含下级 and all below it")
    topics = WordsList("事件类型", example=["payment.*"], note="默认全部 all unless given", default=())
    after = Cursor("游标", example="", note="默认从现在起 from now on unless given", default=None)
    from_first = Truth("从账套的第一个事件起", example=False, note="未填游标时 where no cursor is given", default=False)


class ReplayBody(ActBody):
    """Behind which cursor of the feed everything is sent anew."""

    after = Cursor("游标", example="", note="默认从头 from the beginning unless given", default="")


class RotateBody(ActBody):
    """How many hours the old secret signs beside the new one."""

    overlap_hours = Count("并用小时数", example=24, default=24)


@webhooks.reads(WEBHOOK.path, page_of(WEBHOOK_SHAPE), roles=READERS, query=WebhooksQuery)
def list_webhooks(at: At, asked: dict[str, Any]) -> Any:
    """推送清单。 Webhooks."""
    return answered(at, listing.webhooks, asked)


@webhooks.reads(WEBHOOK.one, WITH_DELIVERY, roles=READERS, tells_version=True)
def show_webhook(at: At, webhook: str) -> Any:
    """一项推送及其进度。 One webhook and how far its receiver was told."""
    row, status, headers = shown(at, WEBHOOKS, WEBHOOK, webhook)
    return {**plain(row), "delivery": plain(telling.delivery(at.book, webhook))}, status, headers


@webhooks.reads(f"{WEBHOOK.one}/attempts", page_of(ATTEMPT), roles=READERS, query=AttemptsQuery)
def list_attempts(at: At, asked: dict[str, Any], webhook: str) -> Any:
    """最近的推送及结果,最近的在前。 The latest attempts, the latest first."""
    at.must_see(WEBHOOK.place_of(at.book, webhook), WEBHOOK.name, webhook)
    before = position_of(at.book.place, asked["after"]) or None
    found = telling.attempts(at.book, webhook, before=before, limit=asked["limit"])
    behind = None if found.before is None else cursor_of(at.book.place, found.before)
    return {"items": list(found.items), "next": behind}


@webhooks.makes(WEBHOOK.path, WEBHOOK, roles=CONNECTORS, body=SubscribeBody, answer=SECRET, reason="订阅推送")
def subscribe(
    at: At, request: Request, after: str | None, from_first: bool, **what: Any
) -> tuple[Receipt, dict[str, str]]:
    """订阅推送。 Subscribe."""
    now_on = after is None and not from_first
    command = commands.Subscribe(**what, from_position=None if now_on else position_of(at.book.place, after or ""))
    receipt, secret = commands.subscribe(at.book, Secrets(at.book, at.vault), command, request)
    return receipt, {"secret": secret}


@webhooks.acts(WEBHOOK, "pause", roles=CONNECTORS, reason="暂停推送")
def pause(at: At, request: Request, webhook: str) -> Receipt:
    """暂停推送。 Pause."""
    return commands.pause(at.book, commands.Pause(webhook=webhook), request)


@webhooks.acts(WEBHOOK, "resume", roles=CONNECTORS, reason="恢复推送")
def resume(at: At, request: Request, webhook: str) -> Receipt:
    """从停处继续推送。 Go on where sending stopped."""
    return commands.resume(at.book, commands.OnWebhook(webhook=webhook), request)


@webhooks.acts(WEBHOOK, "replay", roles=CONNECTORS, body=ReplayBody, reason="重新推送")
def replay(at: At, request: Request, webhook: str, after: str) -> Receipt:
    """自某一游标之后重新推送。 Send everything behind a cursor anew."""
    command = commands.Replay(webhook=webhook, from_position=position_of(at.book.place, after))
    return commands.replay(at.book, command, request)


@webhooks.acts(WEBHOOK, "rotate-secret", roles=CONNECTORS, body=RotateBody, answer=SECRET, reason="更换推送密钥")
def rotate_secret(at: At, request: Request, webhook: str, overlap_hours: int) -> tuple[Receipt, dict[str, str]]:
    """更换签名密钥。 Sign with a new secret."""
    command = commands.RotateSecret(webhook=webhook, overlap_hours=overlap_hours)
    receipt, secret = commands.rotate_secret(at.book, Secrets(at.book, at.vault), command, request)
    return receipt, {"secret": secret}


@webhooks.acts(WEBHOOK, "end", roles=CONNECTORS, reason="终止推送")
def end(at: At, request: Request, webhook: str) -> Receipt:
    """终止推送并销毁密钥。 End, and destroy the secrets."""
    return commands.end(at.book, commands.OnWebhook(webhook=webhook), request)
