"""How often one caller may ask: counted per credential, or per address before anybody has signed in."""

from dataclasses import dataclass, field
from hashlib import sha256
from math import ceil
from time import time

from flask import Request as HttpRequest
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from api.http.refusals import TooManyRequests


@dataclass(frozen=True)
class Rates:
    """The limits of one worker, in the words of the library: `600/minute`."""

    requests: str = "1200/minute"
    strangers: str = "60/minute"
    _counter: MovingWindowRateLimiter = field(default_factory=lambda: MovingWindowRateLimiter(MemoryStorage()))

    def count(self, sent: HttpRequest) -> None:
        """Count a request; refuses it where there were too many."""
        known = sent.headers.get("Authorization") or sent.headers.get("Cookie")
        caller = sha256(known.encode("utf-8", "surrogatepass")).hexdigest() if known else sent.remote_addr or ""
        self._hit(parse(self.requests if known else self.strangers), caller)

    def _hit(self, limit: RateLimitItem, caller: str) -> None:
        if not self._counter.hit(limit, caller):
            window = self._counter.get_window_stats(limit, caller)
            raise TooManyRequests(seconds=max(1, ceil(window.reset_time - time())))
