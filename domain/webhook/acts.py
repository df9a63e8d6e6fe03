"""What officers decide about webhooks: subscribe, pause, resume, replay, rotate the secret, end."""

from datetime import datetime
from typing import Final

from domain.act import Act
from domain.actor import authorise
from domain.errors import Refusal
from domain.events import Event
from domain.webhook import events as e
from domain.webhook.address import receiver
from domain.webhook.state import Webhook

ROLE: Final = "integration_officer"
"""Who connects other systems."""


class WebhookNotActive(Refusal):
    """推送 {webhook} 的状态是「{status}」,不能办理「{act}」。

    The webhook {webhook} is "{status}"; "{act}" is not possible.
    """

    ids = frozenset({"webhook"})


class RotationUnderWay(Refusal):
    """推送 {webhook} 的上一个密钥到 {until} 才停用,在此之前不能再次更换。

    The secret of the webhook {webhook} before this one signs until {until}; it is not rotated again before that.
    """

    ids = frozenset({"webhook"})


def subscribe(
    *, url: str, topics: tuple[str, ...], place: str, from_position: int, key_id: str, demo: bool, act: Act
) -> Event:
    """Tell a receiver of what happens in a place, as far as the officer's own appointment reaches."""
    authorise(act.actor, "subscribe_webhook", ROLE, place)
    return e.Subscribed(
        url=receiver(url, demo=demo), topics=topics, place=place, from_position=from_position, key_id=key_id
    )


def pause(state: Webhook, *, cause: e.Cause, act: Act) -> Event:
    """Send nothing for a while."""
    _may(state, "pause_webhook", ("active",), act)
    return e.Paused(cause=cause)


def resume(state: Webhook, *, act: Act) -> Event:
    """Go on where sending stopped."""
    _may(state, "resume_webhook", ("paused",), act)
    return e.Resumed()


def replay(state: Webhook, *, from_position: int, act: Act) -> Event:
    """Send everything behind a position anew."""
    _may(state, "replay_webhook", ("active", "paused"), act)
    return e.Replayed(from_position=from_position)


def rotate(state: Webhook, *, key_id: str, now: datetime, until: datetime, act: Act) -> Event:
    """Let a new secret sign, with the old one beside it until `until`, so that the receiver can change over."""
    _may(state, "rotate_secret", ("active", "paused"), act)
    if len(state.signing_keys(now)) > 1:
        raise RotationUnderWay(field="webhook", webhook=state.id, until=state.before_until)
    return e.SecretRotated(key_id=key_id, before=state.key_id, until=until)


def end(state: Webhook, *, act: Act) -> Event:
    """Tell the receiver nothing more, for good."""
    _may(state, "end_webhook", ("active", "paused"), act)
    return e.Ended()


def _may(state: Webhook, name: str, statuses: tuple[str, ...], act: Act) -> None:
    authorise(act.actor, name, ROLE, state.place)
    if state.status not in statuses:
        raise WebhookNotActive(field="webhook", webhook=state.id, status=state.status, act=name)
    act.must_not_precede(state.last_on)
