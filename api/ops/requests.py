"""Every request, seen once: counted, and written into the log without anything that a caller wrote."""

import re
from time import perf_counter
from typing import Any, Final

from flask import Flask, Response, g, request, request_started
from structlog.contextvars import bind_contextvars, clear_contextvars

from api.http.at import At
from api.ops.logs import log
from api.ops.metrics import DONE, Metrics
from api.ops.probes import PROBES

METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})

SIGN_INS: Final = {"session.sign_in": "password", "provider.arrive": "oidc"}
"""The endpoints where somebody signs in, and by which way."""

NO_ROUTE: Final = "none"
"""Whatever was asked for, nothing is there."""

_TRACE = re.compile(r"00-(?P<trace>(?!0{32})[0-9a-f]{32})-(?P<span>(?!0{16})[0-9a-f]{16})-[0-9a-f]{2}")
"""W3C Trace Context 1, 3.2: version 00; all zeros are not valid."""


def observe(app: Flask, metrics: Metrics) -> None:
    """Count and log every request of the application."""

    @request_started.connect_via(app, weak=False)
    def start(_: Flask, **__: Any) -> None:
        # Before anything can refuse the request: what the thread answered last must not stand in its lines.
        clear_contextvars()
        g.began = perf_counter()

    @app.before_request
    def begin() -> None:
        bind_contextvars(request_id=g.request_id)

    @app.after_request
    def end(response: Response) -> Response:
        seen = _seen(response)
        began = g.began

        @response.call_on_close
        def finish() -> None:
            seconds = perf_counter() - began
            metrics.requests.labels(seen["method"], seen["route"], seen["status"]).observe(seconds)
            _write(seen, seconds)

        if way := SIGN_INS.get(request.endpoint or ""):
            metrics.sign_ins.labels(way, _outcome(seen)).inc()
        elif seen["method"] not in SAFE and request.endpoint:
            metrics.commands.labels(request.endpoint, _outcome(seen)).inc()
        return response


def trace_of(header: str) -> dict[str, str]:
    """The ids of a trace that the caller is in (W3C traceparent), where they are well formed."""
    found = _TRACE.fullmatch(header)
    return {"trace_id": found["trace"], "span_id": found["span"]} if found else {}


def _seen(response: Response) -> dict[str, Any]:
    """What is known of a request when it is answered."""
    at: At | None = g.get("at")
    known = {
        "request_id": g.get("request_id"),
        "account": at and at.principal.actor.id,
        "book": at and at.book.place,
        "code": g.get("code"),
    }
    return {
        "method": request.method if request.method in METHODS else "other",
        "route": request.url_rule.rule if request.url_rule else NO_ROUTE,
        "status": response.status_code,
        **{name: value for name, value in known.items() if value},
        **trace_of(request.headers.get("traceparent", "")),
    }


def _outcome(seen: dict[str, Any]) -> str:
    return str(seen.get("code") or (DONE if seen["status"] < 400 else seen["status"]))


def _write(seen: dict[str, Any], seconds: float) -> None:
    """A line a request; probes that go well are not worth one."""
    if seen["route"] in PROBES and seen["status"] < 400:
        return
    log().info("request", milliseconds=round(seconds * 1000, 1), **seen)
