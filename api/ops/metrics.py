"""What a server counts, for Prometheus: requests, commands, sign-ins, and how far the views are behind.

Labels are names that the program chose, and codes of places whose books are served: never an account, a case, or
anything that a caller wrote. With several workers each counts in files of its own, which are added up when asked for.
"""

from collections.abc import Iterable
from hmac import compare_digest

from flask import Flask, Response, request
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from api.hosting import Hosts
from api.http.refusals import NotAuthenticated
from api.ops.folder import counting_folder
from api.ops.probes import add_public
from ledger.health import lag_of

METRICS = "/metrics"
DONE = "done"
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """The counters of a process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Histogram(
            "ledger_http_request_seconds",
            "Requests by method, route and status, until the whole answer was sent.",
            ("method", "route", "status"),
            buckets=SECONDS,
            registry=self.registry,
        )
        self.commands = Counter(
            "ledger_commands",
            "Requests to change something, by endpoint, and the code of the refusal or done.",
            ("command", "outcome"),
            registry=self.registry,
        )
        self.sign_ins = Counter(
            "ledger_sign_ins",
            "Attempts to sign in, by way, and the code of the refusal or done.",
            ("way", "outcome"),
            registry=self.registry,
        )


class BooksCollector(Collector):
    """How many events the views of each book have not read; nothing of a book whose store does not answer."""

    def __init__(self, hosts: Hosts) -> None:
        self._hosts = hosts

    def collect(self) -> Iterable[Metric]:
        """The gauges at this moment."""
        lag = GaugeMetricFamily("ledger_projection_lag_events", "Events that the views have not read.", labels=["book"])
        up = GaugeMetricFamily("ledger_book_up", "Whether the store of a book answers.", labels=["book"])
        for hosted in self._hosts:
            behind = lag_of(hosted.book)
            up.add_metric([hosted.book.place], 0 if behind is None else 1)
            if behind is not None:
                lag.add_metric([hosted.book.place], behind)
        yield from (lag, up)


def add_metrics(app: Flask, hosts: Hosts, token: str) -> Metrics:
    """Count in the application; with a token, whoever has it may read what was counted."""
    metrics = Metrics()
    books = CollectorRegistry()
    books.register(BooksCollector(hosts))

    def answer() -> Response:
        if not compare_digest(request.headers.get("Authorization", "").encode(), f"Bearer {token}".encode()):
            raise NotAuthenticated()
        shown = b"".join(map(generate_latest, (_counted(metrics), books)))
        return Response(shown, content_type=CONTENT_TYPE_LATEST)

    if token:
        answer.__name__ = "metrics"
        add_public(app, METRICS, answer)
    return metrics


def _counted(metrics: Metrics) -> CollectorRegistry:
    """What was counted: by all workers, or by this process where it is alone."""
    folder = counting_folder()
    if folder is None:
        return metrics.registry
    gathered = CollectorRegistry()
    MultiProcessCollector(gathered, folder)  # type: ignore[no-untyped-call]
    return gathered
