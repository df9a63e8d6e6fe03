"""Throughput over HTTP: whole commands and reads of the interface, beside a bare insert on the same server."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection
from socket import create_server
from threading import local
from time import perf_counter, sleep
from typing import NamedTuple

from benchmarks import world
from benchmarks.places import Place
from domain.access import audit
from domain.access.scope import Scope
from ledger.book import Book
from ledger.commands import access, accounts
from ledger.credentials import keys

CLIENTS = 16
"""How many connections ask at once."""

OFTEN = 10_000_000
"""Requests a minute that one key may send while throughput is measured."""


class Rates(NamedTuple):
    """Requests a second: whole commands and reads of ours, inserts and reads of the bare application."""

    commands: int
    reads: int
    inserts: int
    selects: int


def measured(place: Place, count: int) -> Rates:
    """Both applications in turn on the same server, each with one worker and as many threads as there are clients."""
    url = place.address("http")
    book, vault = world.new_book(url, place.folder)
    cases = [world.file_case(book, vault, number) for number in range(count)]
    key = _key(book)
    book.close()
    with _served(_ours(place, url)) as port:
        headers = {"Authorization": f"Bearer {key}", "Demo-Time": world.NOW.isoformat(), "If-Match": '"2"'}
        commands = _asked(port, "POST", [_accept(case) for case in cases], headers)
        reads = _asked(port, "GET", [(f"/v1/books/{world.PLACE}/applications/{case}", "") for case in cases], headers)
    with _served(_bare(place)) as port:
        inserts = _asked(port, "POST", [("/rows", '{"opinion": "材料齐全"}')] * count, {})
        selects = _asked(port, "GET", [(f"/rows/{number + 1}", "") for number in range(count)], {})
    return Rates(commands, reads, inserts, selects)


def _key(book: Book) -> str:
    """The key of an account that takes applications in."""
    founder = world.request("bootstrap")
    accounts.bootstrap(book, accounts.Bootstrap(account="bench-admin", unit="压测", document="压测3号"), founder)
    administrator = world.acting(book, "bench-admin")
    opening = accounts.OpenAccount(account="bench-intake", kind="service", unit="压测", place=world.PLACE)
    accounts.open_account(book, opening, administrator("open-account"))
    role = accounts.Appoint(account="bench-intake", role="intake_officer", place=world.PLACE, document="压测4号")
    accounts.appoint(book, role, administrator("appoint"))
    scope = (Scope(role="intake_officer", place=world.PLACE),)
    issued = keys.prepare(book, account="bench-intake", purpose="压测", scope=scope, days=366, now=world.NOW)
    fact = audit.KeyIssued(
        account="bench-intake",
        key=issued.key.key,
        purpose="压测",
        scope=scope,
        expires_at=issued.key.expires_at,
        commitment=keys.commitment(issued.row[1]),
    )
    access.note(book, "bench-intake", fact, now=world.NOW, reason="压测", rows=(issued.row,))
    return issued.text


def _accept(case: str) -> tuple[str, str]:
    return f"/v1/books/{world.PLACE}/applications/{case}/accept", "{}"


def _ours(place: Place, url: str) -> Callable[[int], Sequence[str]]:
    settings = place.folder / "server.toml"
    text = f'requests_a_minute = {OFTEN}\nthreads = {CLIENTS}\nlog_level = "warning"\ndrain_seconds = 0\n'
    files = f'key_file = "{place.folder / "bench.key"}"\ndocuments = "{place.folder / "documents"}"\n'
    settings.write_text(f'{text}[[books]]\nurl = "{url}"\n{files}')
    run = "from api.cli import main; main()"
    return lambda port: (sys.executable, "-c", run, "serve", "--config", str(settings), "--port", str(port))


def _bare(place: Place) -> Callable[[int], Sequence[str]]:
    url = place.address("bare").replace("postgresql://", "postgresql+psycopg://").replace("&schema=bare", "")
    os.environ["BARE_DATABASE"] = url
    granian = (sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning")
    threads = ("--blocking-threads", str(CLIENTS), "--factory", "benchmarks.bare:create_app")
    return lambda port: (*granian, "--port", str(port), *threads)


@contextmanager
def _served(command: Callable[[int], Sequence[str]]) -> Iterator[int]:
    with create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    server = subprocess.Popen(command(port), stdout=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(30)


def _wait_for(port: int) -> None:
    for _ in range(600):
        try:
            with closing(HTTPConnection("127.0.0.1", port, timeout=1)) as connection:
                connection.request("GET", "/livez")
        except OSError:
            sleep(0.05)
        else:
            return
    raise TimeoutError("the server did not answer")


def _asked(port: int, method: str, asked: Sequence[tuple[str, str]], headers: dict[str, str]) -> int:
    """Ask everything once, over as many connections as there are clients; the answers a second."""
    here = local()
    opened = ExitStack()

    def ask(numbered: tuple[int, tuple[str, str]]) -> None:
        number, (path, body) = numbered
        if not hasattr(here, "connection"):
            here.connection = HTTPConnection("127.0.0.1", port, timeout=60)
            opened.callback(here.connection.close)
        own = {"Idempotency-Key": f"bench-{number}", "Content-Type": "application/json"} if body else {}
        here.connection.request(method, path, body.encode() or None, headers | own)
        answer = here.connection.getresponse()
        content = answer.read()
        if answer.status not in (200, 201):
            raise RuntimeError(f"{answer.status} {content.decode()}")

    with opened, ThreadPoolExecutor(CLIENTS) as clients:
        begin = perf_counter()
        list(clients.map(ask, enumerate(asked)))
        return round(len(asked) / (perf_counter() - begin))
