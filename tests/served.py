"""A server in a process of its own, and what a client sees of it."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

ROOT = Path(__file__).parents[1]
LISTENING = "Listening at"


@dataclass
class Answer:
    """What was answered."""

    status: int
    headers: dict[str, str]
    body: str


@dataclass
class Served:
    """A server that listens, its output, and what it printed so far."""

    process: subprocess.Popen[str]
    port: int
    printed: list[str]

    def get(self, path: str, headers: dict[str, str] | None = None) -> Answer:
        """Ask for a path on a connection of its own."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            connection.request("GET", path, headers=headers or {})
            response = connection.getresponse()
            named = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, named, response.read().decode())

    def accepts(self) -> bool:
        """Whether somebody still listens."""
        with socket.socket() as client:
            return client.connect_ex(("127.0.0.1", self.port)) == 0

    def lines_until(self, said: str) -> None:
        """Keep what it prints, up to a line that says this."""
        if not any(said in line for line in self.printed):
            self.printed += until(said, _output(self.process))

    def worker(self, number: int) -> int:
        """The process of a worker, as the server printed it."""
        found = re.findall(rf"Spawning worker-{number} with PID: (\d+)", "\n".join(self.printed))
        return int(found[-1])

    def stop(self) -> None:
        """Tell the server to stop, as a service manager does."""
        self.process.send_signal(signal.SIGTERM)

    def stop_at_once(self) -> None:
        """Tell it twice; not before it has heard the first, since two signals that wait are one."""
        self.stop()
        while self.get("/readyz").status == HTTPStatus.OK:
            pass
        self.stop()

    def started(self, *workers: int) -> None:
        """Wait until these workers serve: one that is told to stop while it loads is waited for, and then killed."""
        for number in workers:
            self.lines_until(f"Started worker-{number}")

    def ended(self) -> int:
        """Wait until it has ended; returns its exit code. What it printed is kept."""
        self.printed += _output(self.process).read().splitlines()
        return self.process.wait(timeout=60)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(arguments: Sequence[str], port: int) -> Iterator[Served]:
    """Start Python with these arguments, and wait until it says that it listens."""
    with (
        TemporaryDirectory(prefix="served-", ignore_cleanup_errors=True) as folder,
        _started(arguments, folder) as process,
    ):
        try:
            server = Served(process, port, list(until(LISTENING, _output(process))))
            # The line is printed before the first worker has opened its books.
            while not server.accepts():
                assert process.poll() is None, _output(process).read()
            yield server
        finally:
            # Its workers do not end with it when it is killed; they are in the group that it leads.
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def _started(arguments: Sequence[str], folder: str) -> "subprocess.Popen[str]":
    """The process, which leads a group of its own and keeps in the folder what it would leave behind when killed."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "TMPDIR": folder},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def until(said: str, lines: IO[str]) -> Iterator[str]:
    """The lines up to one that says this."""
    for line in lines:
        yield line.rstrip()
        if said in line:
            return
    raise AssertionError(f"the server ended before it said: {said}")


def _output(process: "subprocess.Popen[str]") -> IO[str]:
    assert process.stdout is not None
    return process.stdout
