"""The connection of one delivery: to an address that was judged after it was resolved, and not for ever."""

import socket
from collections.abc import Callable, Iterable, Sequence
from ssl import SSLContext
from time import monotonic
from typing import Any

import httpcore

from api.webhooks.networks import Network, reachable

Resolve = Callable[[str, int], Sequence[str]]
"""The addresses of a host, for a port."""


class AddressClosed(Exception):
    """The host has an address that no delivery may go to."""


class NoAddress(Exception):
    """The host has no address."""


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, in the order in which the system would try them."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NoAddress(host) from error
    return list(dict.fromkeys(str(each[4][0]) for each in found))


class Guarded(httpcore.NetworkBackend):
    """Connects to the very address that it judged, so that no second answer of a resolver comes between."""

    def __init__(self, allowed: Sequence[Network], *, seconds: int, resolve: Resolve = resolve) -> None:
        self._allowed = allowed
        self._resolve = resolve
        self._until = monotonic() + seconds
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = self._resolve(host, port)
        if not addresses:
            raise NoAddress(host)
        # One closed address among several is enough: a resolver may give them in another order next time.
        if not all(reachable(address, self._allowed) for address in addresses):
            raise AddressClosed(host)
        return _Timed(self._first(addresses, port), self._until)

    def _first(self, addresses: Sequence[str], port: int) -> httpcore.NetworkStream:
        """The first address that takes the connection."""
        *some, last = addresses
        for address in some:
            try:
                return self._sockets.connect_tcp(address, port, timeout=_left(self._until))
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._sockets.connect_tcp(last, port, timeout=_left(self._until))


class _Timed(httpcore.NetworkStream):
    """A stream whose reads and writes all together end by one moment: a receiver that drips holds nobody up."""

    def __init__(self, stream: httpcore.NetworkStream, until: float) -> None:
        self._stream = stream
        self._until = until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._until))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._until))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, _left(self._until))
        return _Timed(secured, self._until)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(until: float) -> float:
    """How many seconds are left; raises ReadTimeout where none is."""
    left = until - monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout
    return left
