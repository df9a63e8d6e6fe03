"""Webhook commands: subscribe, pause, resume, replay, rotate the secret, end."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final

import msgspec

from domain.act import Act
from domain.errors import NotFound, Refusal
from domain.events import Event
from domain.places import parse_place
from domain.webhook import acts
from domain.webhook.events import Cause
from domain.webhook.state import Webhook, evolve, stream_of
from ledger.book import Book
from ledger.commands.base import Command, Plan, Receipt, Request, filed, new_id, run
from ledger.commands.place import must_lie_within
from ledger.commands.shown_once import SecretShownAlready
from ledger.feed.reading import BeyondTheBook
from ledger.feed.topics import chosen
from ledger.tables import webhook_progress, webhook_secrets
from ledger.vault import Row
from ledger.webhooks.secrets import Secrets, new_secret, shown

LONGEST_OVERLAP: Final = 7 * 24
"""For how many hours an old secret may go on signing: long enough to change a receiver over, not to forget it."""


class OverlapTooLong(Refusal):
    """新旧密钥并用的时间应为 0 至 {longest} 小时,不能是 {hours} 小时。

    Both secrets may sign for 0 to {longest} hours, not for {hours}.
    """


class TooManyFilters(Refusal):
    """订阅的事件类型不能超过 {most} 项。

    A webhook takes at most {most} topics or beginnings of topics.
    """


MOST_FILTERS: Final = 100


class Subscribe(Command, frozen=True, kw_only=True):
    """An address, the topics (all of the feed where none is named), a place, where to begin (None = from now on)."""

    url: str
    place: str
    topics: tuple[str, ...] = ()
    from_position: int | None = None


class OnWebhook(Command, frozen=True, kw_only=True):
    """A webhook, where the verb says the rest."""

    webhook: str


class Pause(Command, frozen=True, kw_only=True):
    """Which webhook rests, and why."""

    webhook: str
    cause: Cause = "asked"


class Replay(Command, frozen=True, kw_only=True):
    """Behind which position everything is sent anew."""

    webhook: str
    from_position: int


class RotateSecret(Command, frozen=True, kw_only=True):
    """For how many hours the old secret signs beside the new one."""

    webhook: str
    overlap_hours: int = 24


def subscribe(book: Book, secrets: Secrets, command: Subscribe, request: Request) -> tuple[Receipt, str]:
    """Tell a receiver what happens from now on, or from a position on; the secret is shown once."""
    made: dict[str, bytes] = {}

    def decide(act: Act) -> Plan:
        place = parse_place(command.place)
        must_lie_within(book, place)
        key_id, secret = new_secret()
        made[key_id] = secret
        event = acts.subscribe(
            url=command.url,
            topics=_topics(command.topics),
            place=place,
            from_position=_position(book, command.from_position),
            key_id=key_id,
            demo=book.mode == "demo",
            act=act,
        )
        id = new_id("WH", book, request, place, act.on.year)
        rows = (secrets.sealed(id, key_id, secret), _beginning(book, id))
        return _with(filed(stream_of(id), 0, event, outcome={"webhook": id, "key_id": key_id}), rows=rows)

    return _shown_once(run(book, "subscribe_webhook", command, request, decide), made, request)


def pause(book: Book, command: Pause, request: Request) -> Receipt:
    """Send nothing for a while."""

    def rest(state: Webhook, act: Act) -> Event:
        return acts.pause(state, cause=command.cause, act=act)

    return _on(book, "pause_webhook", command, request, rest)


def resume(book: Book, command: OnWebhook, request: Request) -> Receipt:
    """Go on where sending stopped."""
    return _on(book, "resume_webhook", command, request, lambda state, act: acts.resume(state, act=act))


def replay(book: Book, command: Replay, request: Request) -> Receipt:
    """Send everything behind a position anew."""

    def again(state: Webhook, act: Act) -> Event:
        return acts.replay(state, from_position=_position(book, command.from_position), act=act)

    return _on(book, "replay_webhook", command, request, again)


def rotate_secret(book: Book, secrets: Secrets, command: RotateSecret, request: Request) -> tuple[Receipt, str]:
    """Sign with a new secret, shown once, and with the old one beside it for a while; older ones are destroyed."""
    made: dict[str, bytes] = {}
    if not 0 <= command.overlap_hours <= LONGEST_OVERLAP:
        raise OverlapTooLong(field="overlap_hours", longest=LONGEST_OVERLAP, hours=command.overlap_hours)

    def decide(act: Act) -> Plan:
        state, version = load_webhook(book, command.webhook)
        key_id, secret = new_secret()
        made[key_id] = secret
        until = request.now + timedelta(hours=command.overlap_hours)
        event = acts.rotate(state, key_id=key_id, now=request.now, until=until, act=act)
        plan = filed(stream_of(state.id), version, event, outcome={"webhook": state.id, "key_id": key_id})
        older = (_secret(book, state.id, state.before_key),) if state.before_key else ()
        return _with(plan, rows=(secrets.sealed(state.id, key_id, secret),), erase=older)

    return _shown_once(run(book, "rotate_webhook_secret", command, request, decide), made, request)


def end(book: Book, command: OnWebhook, request: Request) -> Receipt:
    """Tell the receiver nothing more; its secrets go in the same moment."""

    def decide(act: Act) -> Plan:
        state, version = load_webhook(book, command.webhook)
        plan = filed(stream_of(state.id), version, acts.end(state, act=act), outcome={"webhook": state.id})
        known = (state.key_id, state.before_key)
        return _with(plan, erase=tuple(_secret(book, state.id, key_id) for key_id in known if key_id))

    return run(book, "end_webhook", command, request, decide)


def load_webhook(book: Book, id: str) -> tuple[Webhook, int]:
    """The webhook and its version; NotFound where there is none."""
    state, version = book.load(stream_of(id), evolve, None)
    if state is None:
        raise NotFound(field="id", what="webhook", key=id)
    return state, version


def _on(book: Book, name: str, command: Any, request: Request, act_on: Callable[[Webhook, Act], Event]) -> Receipt:
    def decide(act: Act) -> Plan:
        state, version = load_webhook(book, command.webhook)
        return filed(stream_of(state.id), version, act_on(state, act), outcome={"webhook": state.id})

    return run(book, name, command, request, decide)


def _topics(filters: tuple[str, ...]) -> tuple[str, ...]:
    if len(filters) > MOST_FILTERS:
        raise TooManyFilters(field="topics", most=MOST_FILTERS)
    chosen(filters)
    return tuple(sorted(set(filters)))


def _position(book: Book, asked: int | None) -> int:
    head = book.head.position
    if asked is None:
        return head
    if not 0 <= asked <= head:
        raise BeyondTheBook(field="from_position", after=asked, head=head)
    return asked


def _shown_once(receipt: Receipt, made: Mapping[str, bytes], request: Request) -> tuple[Receipt, str]:
    """The secret that was really stored; a command that was answered before stored none now."""
    secret = made.get(receipt.outcome["key_id"])
    if secret is None:
        raise SecretShownAlready(field="key", key=request.key, issued=receipt.outcome["webhook"])
    return receipt, shown(secret)


def _with(plan: Plan, *, rows: tuple[Row, ...] = (), erase: tuple[Row, ...] = ()) -> Plan:
    return msgspec.structs.replace(plan, rows=rows, erase=erase)


def _secret(book: Book, webhook: str, key_id: str) -> Row:
    return webhook_secrets, {"book": book.place, "webhook": webhook, "key_id": key_id}


def _beginning(book: Book, webhook: str) -> Row:
    """Nothing was delivered yet; run 0 is before the first, so the first delivery takes up its position."""
    numbers = dict.fromkeys(("run", "position", "upto", "lease_until", "failures", "failing_since", "next_at"), 0)
    return webhook_progress, {"book": book.place, "webhook": webhook, "lease": "", **numbers}
