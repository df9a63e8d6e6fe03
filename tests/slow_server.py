"""A server with a request that lasts until the test lets it end. Run as a module with port and path of a named pipe."""

import os
import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask

from api.config import ServerSettings, settings_of
from api.ops.probes import add_probes, told
from api.server import run
from api.stopping import StartResponse, Stopping, WsgiApp


def load(pipe: str, settings: ServerSettings, stopping: Stopping) -> WsgiApp:
    """An application with probes, and with `/slow`, which lasts until the pipe is closed."""
    app = Flask("slow")
    add_probes(app, [told(stopping.told)])

    def answer(environ: dict[str, Any], start: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] != "/slow":
            return app.wsgi_app(environ, start)
        with Path(pipe).open(encoding="ascii") as waits:
            content = waits.read().encode()
        start("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(content)))])
        return [content]

    return answer


if __name__ == "__main__":
    port, drain_seconds, pipe = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    said = {"books": [{"url": "unused"}], "port": port, "drain_seconds": drain_seconds, "workers": 2}
    run(settings_of(said), partial(load, pipe))
    os.write(1, b"ended as it should\n")
