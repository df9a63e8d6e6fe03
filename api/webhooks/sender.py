"""Posting a body to a receiver: no proxy, no redirect, no answer read beyond its head, and a limit in time."""

import ssl
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from time import monotonic_ns
from typing import Final

import httpcore

from api.webhooks.connecting import AddressClosed, Guarded, NoAddress, Resolve, resolve
from api.webhooks.networks import Network
from ledger.webhooks.delivery import Answer

SECONDS: Final = 30
"""From the connection to the head of the answer."""

AGENT: Final = "subsidy-ledger-webhooks/1"

_PROBLEMS: Final[Sequence[tuple[type[Exception], str]]] = (
    (AddressClosed, "address_closed"),
    (NoAddress, "no_address"),
    (httpcore.TimeoutException, "timeout"),
    (httpcore.ConnectError, "no_connection"),
    (httpcore.NetworkError, "connection_lost"),
    (httpcore.ProtocolError, "not_http"),
)
"""Why there was no answer, from the closest kind to the widest."""


class Sender:
    """Sends deliveries; `allowed` are networks beyond the public ones, `authorities` a file of root certificates."""

    def __init__(
        self,
        allowed: Sequence[Network] = (),
        *,
        now: Callable[[], datetime],
        authorities: Path | None = None,
        seconds: int = SECONDS,
        resolve: Resolve = resolve,
    ) -> None:
        self._allowed = allowed
        self._now = now
        self._seconds = seconds
        self._resolve = resolve
        self._trust = ssl.create_default_context(cafile=authorities)

    def __call__(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Post the body. Whatever the receiver does or fails to do is told as an answer."""
        begun = monotonic_ns()
        try:
            status, retry_after = self._post(url, {**headers, "user-agent": AGENT}, body)
        except tuple(kind for kind, _ in _PROBLEMS) as error:
            problem = next(code for kind, code in _PROBLEMS if isinstance(error, kind))
            return Answer(status=0, problem=problem, duration_ms=_since(begun))
        return Answer(status=status, duration_ms=_since(begun), retry_after_ms=patience(retry_after, self._now()))

    def _post(self, url: str, headers: Mapping[str, str], body: bytes) -> tuple[int, str]:
        network = Guarded(self._allowed, seconds=self._seconds, resolve=self._resolve)
        with (
            httpcore.ConnectionPool(ssl_context=self._trust, network_backend=network) as pool,
            pool.stream("POST", url, headers=list(headers.items()), content=body) as response,
        ):
            named = {name.lower(): value for name, value in response.headers}
            return response.status, named.get(b"retry-after", b"").decode("latin-1")


def patience(retry_after: str, now: datetime) -> int:
    """How many milliseconds a receiver asks for: seconds, or a day and time; 0 where it says nothing one can read."""
    if retry_after.isascii() and retry_after.isdigit():
        return int(retry_after[:9]) * 1_000
    try:
        until = parsedate_to_datetime(retry_after)
    except ValueError:
        return 0
    moment = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0, int((moment - now).total_seconds())) * 1_000


def _since(begun: int) -> int:
    return (monotonic_ns() - begun) // 1_000_000
