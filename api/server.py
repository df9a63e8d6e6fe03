"""The server process: workers that answer HTTP, and an end at which no request is broken off."""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from threading import Timer
from typing import Any

from granian import Granian
from granian.constants import Interfaces, SSLProtocols
from granian.http import HTTP1Settings
from granian.log import LogLevels

from api.config import ServerSettings, SettingWrong, TlsSettings
from api.ops.folder import made_folder
from api.ops.logs import config_of
from api.stopping import Stopping, WsgiApp

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
        log_level=LogLevels(settings.log_level),
        log_dictconfig=config_of(settings.log_level),
        respawn_failed_workers=True,
        workers_kill_timeout=settings.stop_seconds,
        **_tls(settings.tls),
    )
    with made_folder():
        server.serve(target_loader=partial(load or _application, settings, stopping), wrap_loader=False)


def _application(settings: ServerSettings, stopping: Stopping) -> WsgiApp:
    """Imported by the workers only: what counts in it looks for the folder when it is imported."""
    application: WsgiApp = import_module("api.worker").application(settings, stopping)
    return application


def _tls(tls: TlsSettings | None) -> dict[str, Any]:
    if tls is None:
        return {}
    for name in ("certificate", "key"):
        if not Path(getattr(tls, name)).is_file():
            raise SettingWrong(field=f"tls.{name}", problem=f"tls.{name}: no such file")
    oldest = SSLProtocols.tls12 if tls.minimum == "1.2" else SSLProtocols.tls13
    return {"ssl_cert": Path(tls.certificate), "ssl_key": Path(tls.key), "ssl_protocol_min": oldest}
