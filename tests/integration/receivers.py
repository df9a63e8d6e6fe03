"""A real HTTP server on this machine that receives deliveries and answers as it is told."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any, NamedTuple

Reply = Callable[[BaseHTTPRequestHandler], None]


class Arrived(NamedTuple):
    """A request that arrived."""

    path: str
    headers: dict[str, str]
    body: bytes


class Listener(ThreadingHTTPServer):
    """Keeps every request and gives the replies in turn, the last one for ever."""

    daemon_threads = True

    def __init__(self, *replies: Reply) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.replies = list(replies) or [status(204)]
        self.arrived: list[Arrived] = []
        self.let_go = Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/events"


class _Handler(BaseHTTPRequestHandler):
    server: Listener

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        named = {name.lower(): value for name, value in self.headers.items()}
        self.server.arrived.append(Arrived(self.path, named, body))
        replies = self.server.replies
        (replies.pop(0) if len(replies) > 1 else replies[0])(self)

    def log_message(self, *_: Any) -> None:
        """Nobody reads it."""


def status(code: int, **headers: str) -> Reply:
    """A status with these headers."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("content-length", "0")
        handler.end_headers()

    return reply


def silence(handler: BaseHTTPRequestHandler) -> None:
    """No answer until the test is over."""
    handler.server.let_go.wait()  # type: ignore[attr-defined]


def drip(handler: BaseHTTPRequestHandler) -> None:
    """A byte of the head now and then, and never its end."""
    while not handler.server.let_go.wait(0.05):  # type: ignore[attr-defined]
        try:
            handler.wfile.write(b"x")
        except OSError:
            return


def nonsense(handler: BaseHTTPRequestHandler) -> None:
    """Something that is not HTTP."""
    handler.wfile.write(b"SSH-2.0-nothing\r\n\r\n")
    handler.close_connection = True


def hang_up(handler: BaseHTTPRequestHandler) -> None:
    """The end of the connection, without a word."""
    handler.close_connection = True


@contextmanager
def listening(*replies: Reply, tls: ssl.SSLContext | None = None) -> Iterator[Listener]:
    """A server while the block lasts."""
    server = Listener(*replies)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.let_go.set()
        server.shutdown()
        server.server_close()
        thread.join()
