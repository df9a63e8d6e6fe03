"""`/livez`: the process answers. `/readyz`: it can work. Neither asks who wants to know, and neither says more."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from shutil import disk_usage
from typing import Any

from flask import Flask, Response, jsonify

from api.auth.policy import Policy, under
from api.hosting import Hosts
from api.ops.logs import log
from ledger.health import health_of

View = Callable[[], Any]

LIVE, READY = "/livez", "/readyz"
PROBES = (LIVE, READY)
"""Asked every second, from one address, by those who watch: no limit of rates holds for them."""

Check = Callable[[], Iterable[str]]
"""Says what is failing, in words that hold no place, address or number."""


def add_probes(app: Flask, checks: Iterable[Check]) -> None:
    """Add both endpoints to the application."""
    known = tuple(checks)

    def livez() -> Response:
        return jsonify({"status": "alive"})

    def readyz() -> tuple[Response, int]:
        failing = sorted({word for check in known for word in check()})
        return jsonify({"status": "not ready" if failing else "ready", "failing": failing}), 503 if failing else 200

    add_public(app, LIVE, livez)
    add_public(app, READY, readyz)


def add_public(app: Flask, rule: str, view: View) -> None:
    """An endpoint that asks nobody who they are."""
    app.add_url_rule(rule, view.__name__, under(Policy(public=True), view), methods=["GET"])


def told(to_stop: Callable[[], bool]) -> Check:
    """The server was not told to stop: whoever distributes requests should send no more."""
    return lambda: ("draining",) if to_stop() else ()


def books_of(hosts: Hosts) -> Check:
    """Every book answers and its views are not stopped."""

    def check() -> Iterator[str]:
        for hosted in hosts:
            health = health_of(hosted.book)
            if not health.good:
                failing = "views" if health.reachable else "books"
                log().warning("book not ready", book=hosted.book.place, failing=failing)
                yield failing

    return check


def disk_of(files: Iterable[Path], least: int) -> Check:
    """At least so many bytes are free wherever a book's file lies."""
    folders = {file.absolute().parent for file in files}

    def check() -> Iterator[str]:
        if any(disk_usage(folder).free < least for folder in folders):
            yield "disk"

    return check
