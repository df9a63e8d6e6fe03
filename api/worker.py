"""What one worker of the server answers with: the application over books that it opens for itself."""

from collections.abc import Iterable
from typing import Any

from granian.utils.proxies import wrap_wsgi_with_proxy_headers

from api.app import create_app
from api.auth.oidc.web import add_provider
from api.clock import now
from api.config import ServerSettings
from api.hosting import open_books
from api.http.rates import Rates
from api.ops.logs import configure
from api.ops.metrics import add_metrics
from api.ops.probes import add_probes, books_of, disk_of, told
from api.ops.requests import observe
from api.secret_files import secret_in
from api.stopping import StartResponse, Stopping, WsgiApp


def application(settings: ServerSettings, stopping: Stopping) -> WsgiApp:
    """The application of one worker."""
    configure(settings.log_level)
    hosts = open_books(settings.books)
    app = create_app(hosts, now, rates_of(settings))
    app.config["MAX_CONTENT_LENGTH"] = settings.largest_body
    files = [file for book in settings.books for file in (book.file, book.documents_path / "lock") if file]
    add_probes(app, (told(stopping.told), books_of(hosts), disk_of(files, settings.free_disk)))
    if settings.oidc:
        add_provider(app, settings.oidc, settings.path_prefix)
    observe(app, add_metrics(app, hosts, token_of(settings)))
    return behind_proxies(below(app.wsgi_app, settings.path_prefix), settings.trusted_proxies)


def rates_of(settings: ServerSettings) -> Rates:
    """How often one may ask."""
    return Rates(requests=settings.requests_a_minute, strangers=settings.strangers_a_minute)


def token_of(settings: ServerSettings) -> str:
    """What `/metrics` asks for; empty where nobody may read them."""
    return secret_in(settings.metrics_token_file, "metrics_token_file") if settings.metrics_token_file else ""


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
