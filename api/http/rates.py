"""How often one caller may ask: counted per credential that proved itself, and per address where nothing did."""

from ipaddress import IPv4Address, ip_address, ip_network
from threading import Lock
from typing import Final

from api.http.refusals import TooManyRequests

WINDOW: Final = 60
"""Seconds for which requests are counted together."""


class Rates:
    """The limits of one worker, in requests a minute.

    What does not prove who it is counts as a stranger, whatever it sends: nobody gets further by inventing keys, and
    nobody is kept from work by strangers at the same address. Counting takes no thread and no timer, because it stands
    before every request.
    """

    def __init__(self, requests: int = 1200, strangers: int = 60) -> None:
        self._limits = {"known": requests, "stranger": strangers}
        self._mutex = Lock()
        self._window = 0
        self._counts: dict[tuple[str, str], int] = {}

    def count(self, credential: str, second: int) -> None:
        """Count a request under a key or in a session; refuses it where there were too many in its minute."""
        self._count("known", credential, second)

    def count_stranger(self, address: str, second: int) -> None:
        """Count a request of nobody in particular; refuses it where there were too many from that address."""
        self._count("stranger", _holder_of(address), second)

    def _count(self, kind: str, caller: str, second: int) -> None:
        window = second // WINDOW
        with self._mutex:
            if window != self._window:
                self._window, self._counts = window, {}
            asked = self._counts[kind, caller] = self._counts.get((kind, caller), 0) + 1
        if asked > self._limits[kind]:
            raise TooManyRequests(seconds=WINDOW - second % WINDOW)


def _holder_of(address: str) -> str:
    """What one caller holds: an address of IPv4, or a whole /64 of IPv6, in which addresses cost nothing."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv4Address):
        return str(found)
    return str(found.ipv4_mapped or ip_network((int(found), 64), strict=False))
