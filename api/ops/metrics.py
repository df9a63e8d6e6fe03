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
from ledger.credentials.tries import at_nobody
from ledger.health import vitals_of

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
    """How each book stands now; nothing but that it is not up, where its store does not answer."""

    def __init__(self, hosts: Hosts) -> None:
        self._hosts = hosts

    def collect(self) -> Iterable[Metric]:
        """The gauges at this moment."""
        up = _gauge("ledger_book_up", "Whether the store of a book answers.")
        lag = _gauge("ledger_projection_lag_events", "Events that the views have not read.")
        behind = _gauge("ledger_webhook_backlog_events", "The most events that a webhook was not told, up to 1000.")
        failing = _gauge("ledger_webhooks_failing", "Webhooks of which the last attempt failed.")
        nobody = _gauge("ledger_sign_ins_at_nobody", "Passwords that were tried at names that have none, ever.")
        for hosted in self._hosts:
            place, vitals = [hosted.book.place], vitals_of(hosted.book)
            up.add_metric(place, 0 if vitals is None else 1)
            if vitals is not None:
                lag.add_metric(place, vitals.lag)
                nobody.add_metric(place, at_nobody(hosted.book))
            if vitals is not None and vitals.backlog is not None:
                behind.add_metric(place, vitals.backlog.events)
                failing.add_metric(place, vitals.backlog.failing)
        yield from (up, lag, behind, failing, nobody)


def _gauge(name: str, what: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, what, labels=["book"])


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
