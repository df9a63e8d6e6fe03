"""The server process: workers that answer HTTP, and an end at which no request is broken off."""

import ctypes
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from functools import partial
from multiprocessing import RawValue
from pathlib import Path
from threading import Timer
from typing import Any

from granian import Granian
from granian.constants import Interfaces, SSLProtocols
from granian.http import HTTP1Settings
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

from api.app import create_app
from api.cli.clock import now
from api.config import BookServedTwice, BookSettings, ServerSettings, SettingWrong, TlsSettings
from api.hosting import Hosted, Hosts
from api.ops.probes import add_probes, books_of, disk_of, told
from ledger.book import Book
from ledger.keys import load_keys
from ledger.vault import Vault

StartResponse = Callable[..., Any]
WsgiApp = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]


class Stopping:
    """Whether the server was told to stop, in memory that all of its workers see."""

    def __init__(self) -> None:
        self._told = RawValue(ctypes.c_bool, False)

    def tell(self) -> None:
        """The server is to stop."""
        self._told.value = True

    def told(self) -> bool:
        """Whether it is."""
        return bool(self._told.value)


Loader = Callable[[ServerSettings, Stopping], WsgiApp]
"""Makes the application within a worker."""


class Server(Granian):  # type: ignore[misc, valid-type]  # a class that is chosen at run time
    """A server that says that it will stop, for a while, before it accepts nothing more."""

    def __init__(self, stopping: Stopping, drain_seconds: int, **options: Any) -> None:
        super().__init__("subsidy-ledger", **options)
        self._stopping = stopping
        self._drain_seconds = drain_seconds

    def signal_handler_interrupt(self, *args: Any, **kwargs: Any) -> None:
        """Told once, it drains; told twice, it stops at once."""
        if self._stopping.told():
            super().signal_handler_interrupt()
            return
        self._stopping.tell()
        waits = Timer(self._drain_seconds, super().signal_handler_interrupt)
        waits.daemon = True
        waits.start()


def run(settings: ServerSettings, load: Loader | None = None) -> None:
    """Serve until told to stop (SIGTERM, SIGINT). Ends the process with 1 where its workers cannot go on."""
    stopping = Stopping()
    server = Server(
        stopping,
        settings.drain_seconds,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=settings.threads,
        backlog=settings.backlog,
        backpressure=settings.backpressure,
        http1_settings=HTTP1Settings(header_read_timeout=settings.header_seconds * 1000),
        respawn_failed_workers=True,
        workers_kill_timeout=settings.stop_seconds,
        **_tls(settings.tls),
    )
    server.serve(target_loader=partial(load or application, settings, stopping), wrap_loader=False)


def application(settings: ServerSettings, stopping: Stopping) -> WsgiApp:
    """The application of one worker, over books that it opens for itself."""
    hosts = open_books(settings.books)
    app = create_app(hosts, now)
    app.config["MAX_CONTENT_LENGTH"] = settings.largest_body
    files = [file for book in settings.books if (file := book.file)]
    add_probes(app, (told(stopping.told), books_of(hosts), disk_of(files, settings.free_disk)))
    return behind_proxies(below(app.wsgi_app, settings.path_prefix), settings.trusted_proxies)


def open_books(books: Iterable[BookSettings]) -> Hosts:
    """Open every book with its vault; refuses two of one place."""
    hosted: dict[str, Hosted] = {}
    with ExitStack() as unless_all_open:
        for each in books:
            book = unless_all_open.enter_context(Book.open(each.url, place=each.place or None))
            if book.place in hosted:
                raise BookServedTwice(field="books", place=book.place)
            hosted[book.place] = Hosted(book=book, vault=Vault(book, load_keys(each.key_path)))
        unless_all_open.pop_all()
    return Hosts(hosted.values())


def below(app: WsgiApp, prefix: str) -> WsgiApp:
    """The application under a path; whatever is asked for outside it is not there."""
    if not prefix:
        return app

    def prefixed(environ: dict[str, Any], start: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if path != prefix and not path.startswith(f"{prefix}/"):
            start("404 Not Found", [("Content-Length", "0")])
            return [b""]
        return app({**environ, "SCRIPT_NAME": prefix, "PATH_INFO": path.removeprefix(prefix) or "/"}, start)

    return prefixed


def behind_proxies(app: WsgiApp, trusted: tuple[str, ...]) -> WsgiApp:
    """The application that believes some proxies who asks, and over which scheme."""
    wrapped: WsgiApp = wrap_wsgi_with_proxy_headers(app, list(trusted)) if trusted else app
    return wrapped


def _tls(tls: TlsSettings | None) -> dict[str, Any]:
    if tls is None:
        return {}
    for name in ("certificate", "key"):
        if not Path(getattr(tls, name)).is_file():
            raise SettingWrong(field=f"tls.{name}", problem=f"tls.{name}: no such file")
    oldest = SSLProtocols.tls12 if tls.minimum == "1.2" else SSLProtocols.tls13
    return {"ssl_cert": Path(tls.certificate), "ssl_key": Path(tls.key), "ssl_protocol_min": oldest}
