"""The application: the resources of every book that it hosts, behind one entrance."""

from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound

from api.hosting import Clock, Hosts
from api.http import refusals
from api.http.at import At
from api.http.bodies import MOST_BYTES
from api.http.entrance import NAME, Entrance, count_stranger
from api.http.json import ExactJson
from api.http.openapi import LedgerApi
from api.http.rates import Rates
from api.http.security import HEADERS, request_id_of
from api.pages.reference import pages
from api.problems import MEDIA_TYPE, WAITS, details, preferred, status_of
from api.resources.catalogue import RESOURCES
from domain.errors import Refusal
from ledger.health import store_failed
from ledger.store.database import BookBusy, BookUnreachable

TITLE = "subsidy-ledger 残疾人就业创业补贴账本"
VERSION = "1.0.0"
"""The version of the interface; it changes with what a client can see, not with every release."""


def create_app(hosts: Hosts, clock: Clock, rates: Rates | None = None) -> Flask:
    """The application over some open books; `clock` tells the time in UTC, `rates` how often one may ask."""
    app = Flask(NAME, static_folder=None)
    app.json = ExactJson(app)
    app.url_map.strict_slashes = True
    # An address has one spelling: a redirect to it would lead to whatever host the caller named.
    app.url_map.merge_slashes = False
    app.config |= {
        "API_TITLE": TITLE,
        "API_VERSION": VERSION,
        "OPENAPI_VERSION": "3.1.0",
        "OPENAPI_URL_PREFIX": "/",
        "OPENAPI_JSON_PATH": "openapi.json",
        "PROVIDE_AUTOMATIC_OPTIONS": False,
        "MAX_FORM_MEMORY_SIZE": MOST_BYTES,
        "TRAP_HTTP_EXCEPTIONS": False,
    }
    app.extensions[NAME] = Entrance(hosts=hosts, clock=clock, rates=rates or Rates())
    _around_requests(app)
    _with_resources(app)
    _with_problems(app)
    return app


def _with_resources(app: Flask) -> None:
    api = LedgerApi(app, spec_kwargs=_spec())
    for scheme, what in _SCHEMES.items():
        api.spec.components.security_scheme(scheme, what)
    for resource in RESOURCES:
        api.register_blueprint(resource)
    app.register_blueprint(pages)


_SCHEMES = {
    "apiKey": {"type": "http", "scheme": "bearer", "description": "API 密钥。 An API key."},
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "__Host-session",
        "description": "登录会话;写入须带 X-CSRF-Token。 A session; writes need X-CSRF-Token.",
    },
}


def _spec() -> dict[str, object]:
    return {
        "info": {"license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}, "description": _DESCRIPTION},
        "security": [{scheme: []} for scheme in _SCHEMES],
        "servers": [{"url": "/"}],
    }


_DESCRIPTION = (
    "金额为元(字符串,两位小数),日期为 YYYY-MM-DD。写入须带 Idempotency-Key,办理已有事项须带 If-Match。"
    " Money is yuan as text with two places, days are YYYY-MM-DD. A write needs an Idempotency-Key; an act upon"
    " something that exists needs If-Match."
)


def _around_requests(app: Flask) -> None:
    @app.before_request
    def begin() -> None:
        g.request_id = request_id_of(request)
        g.language = preferred(request.headers.get("Accept-Language", ""))

    @app.after_request
    def end(response: Response) -> Response:
        response.headers.extend({name: value for name, value in HEADERS.items() if name not in response.headers})
        response.headers["X-Request-Id"] = g.request_id
        return response


def _with_problems(app: Flask) -> None:
    @app.errorhandler(Refusal)
    def refused(refusal: Refusal) -> Response:
        if isinstance(refusal, refusals.NotAuthenticated):
            refusal = _counted(refusal)
        at: At | None = g.get("at")
        if at and status_of(refusal) == 403:
            at.note_denied(refusal, request.endpoint or "")
        return problem(app, refusal)

    @app.errorhandler(HTTPException)
    def not_found(error: HTTPException) -> Response:
        response = problem(app, _refusal_of(error))
        if isinstance(error, MethodNotAllowed) and error.valid_methods:
            response.headers["Allow"] = ", ".join(error.valid_methods)
        return response

    @app.errorhandler(Exception)
    def broken(error: Exception) -> Response:
        app.logger.error("request failed", exc_info=error)
        return problem(app, refusals.StoreNotAnswering() if store_failed(error) else refusals.InternalError())


def _counted(refusal: Refusal) -> Refusal:
    """Whoever proves nothing is counted, and told to wait when that happens too often."""
    try:
        count_stranger()
    except refusals.TooManyRequests as too_many:
        return too_many
    return refusal


def _refusal_of(error: HTTPException) -> Refusal:
    if isinstance(error, NotFound):
        return refusals.NoSuchEndpoint()
    if isinstance(error, MethodNotAllowed):
        return refusals.MethodNotHere(field="method", method=request.method)
    if error.code == 413:
        return refusals.BodyTooLarge(most=request.max_content_length or MOST_BYTES)
    if (error.code or 500) >= 500:
        return refusals.InternalError()
    return refusals.RequestMalformed(problem=error.name)


def problem(app: Flask, refusal: Refusal) -> Response:
    """The refusal as problem details; where a book lies is nobody's business who asks over the network."""
    if isinstance(refusal, BookBusy | BookUnreachable):
        refusal = refusals.StoreNotAnswering()
    g.code = refusal.code
    status = status_of(refusal)
    response = Response(app.json.dumps(details(refusal, g.language, g.request_id)), status=status, mimetype=MEDIA_TYPE)
    response.headers["Content-Language"] = g.language
    if isinstance(refusal, refusals.TooManyRequests):
        response.headers["Retry-After"] = str(refusal.details["seconds"])
    if status == 503:
        response.headers["Retry-After"] = str(WAITS.get(type(refusal), 1))
    if status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="subsidy-ledger"'
    return response
