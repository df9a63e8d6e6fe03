"""Sign-in by a provider in a browser: away, back, and, the first time, whose account the identity opens."""

from collections.abc import Callable, Mapping
from datetime import datetime
from html import escape
from typing import Any, Final
from urllib.parse import urlsplit

from flask import Blueprint, Flask, Response, current_app, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from api.app import problem
from api.auth.oidc.client import Arrival, Oidc, Spend
from api.auth.oidc.id_token import Identity
from api.auth.oidc.pending import LIFETIME
from api.auth.oidc.settings import OidcSettings
from api.auth.policy import Policy, under
from api.config import SettingWrong
from api.http.bodies import json_of, query_of
from api.http.entrance import approach, entrance
from api.http.inputs import Name, Secret
from api.http.refusals import NotAuthenticated, UnknownParameter
from api.resources.session import set_session, with_cookie
from api.schemas.form import loaded
from api.schemas.people import FormPart
from ledger.book import Book
from ledger.commands import identities
from ledger.credentials.links import IdentityNotLinked
from ledger.sign_ins import spend

CALLBACK: Final = "/v1/sign-in/callback"
UNDER_WAY: Final = "__Host-sign-in"
VOUCHED: Final = "__Host-identity"
SECONDS: Final = int(LIFETIME.total_seconds())


class LinkBody(FormPart):
    """The account that the identity is to open, and its password, or the one-time token in place of it."""

    account = Name("账号", example="330502-first")
    password = Secret("密码", example="", default="")
    token = Secret("一次性令牌", example="", default="")


def add_provider(app: Flask, settings: OidcSettings, prefix: str, oidc: Oidc | None = None) -> None:
    """Let people sign in to every book of the application by the provider."""
    if urlsplit(settings.redirect_uri).path != prefix + CALLBACK:
        raise SettingWrong(field="oidc.redirect_uri", problem=f"oidc.redirect_uri: its path is not {prefix}{CALLBACK}")
    app.register_blueprint(_blueprint(oidc or Oidc(settings)))


def _blueprint(oidc: Oidc) -> Blueprint:
    provider = Blueprint("provider", __name__)

    def depart(book: str) -> AnyResponse:
        at = approach(book)
        asked = query_of(request)
        _only(asked, "then")
        departure = oidc.begin(book=at.book.place, then=asked.get("then", "/"), now=at.now)
        response = redirect(departure.address, 303)
        # Lax: the browser brings it back although it is the provider that sends it here.
        response.set_cookie(UNDER_WAY, departure.cookie, SECONDS, secure=True, httponly=True, samesite="Lax")
        return response

    def arrive() -> Response:
        now = entrance().clock()
        arrival = oidc.complete(query_of(request), request.cookies.get(UNDER_WAY, ""), _spend(now), now)
        response = _signed_in(arrival, now) or _not_linked(oidc, arrival, now)
        response.delete_cookie(UNDER_WAY, secure=True, httponly=True, samesite="Lax")
        return response

    def link(book: str) -> Response:
        at = approach(book)
        _only(query_of(request))
        values = loaded(LinkBody(), json_of(request))
        who = oidc.vouched(request.cookies.get(VOUCHED, ""), at.book.place, at.now)
        _link(at.book, values, who, at.now)
        begun = identities.sign_in_by_identity(at.book, issuer=who.issuer, subject=who.subject, now=at.now)
        response = with_cookie(at.book.place, begun)
        response.delete_cookie(VOUCHED, secure=True, httponly=True, samesite="Strict")
        return response

    views: tuple[tuple[str, Callable[..., Any], str], ...] = (
        ("/v1/books/<book>/sign-in", depart, "GET"),
        (CALLBACK, arrive, "GET"),
        ("/v1/books/<book>/sign-in/link", link, "POST"),
    )
    for rule, view, method in views:
        provider.add_url_rule(rule, view.__name__, under(Policy(public=True), view), methods=[method])
    return provider


def _only(asked: Mapping[str, str], *known: str) -> None:
    for name in asked:
        if name not in known:
            raise UnknownParameter(field=name, name=name)


def _book(place: str) -> Book:
    hosted = entrance().hosts.find(place)
    if hosted is None:
        raise NotAuthenticated()
    return hosted.book


def _spend(now: datetime) -> Spend:
    return lambda pending: spend(_book(pending.book), pending.digest, pending.ends, now)


def _signed_in(arrival: Arrival, now: datetime) -> Response | None:
    """A session for the account that the identity opens, and a page that leads on; None where it opens none."""
    book, who = _book(arrival.book), arrival.identity
    try:
        begun = identities.sign_in_by_identity(book, issuer=who.issuer, subject=who.subject, now=now)
    except IdentityNotLinked:
        return None
    response = Response(_LEADING.format(then=escape(arrival.then)), mimetype="text/html")
    set_session(response, book.place, begun)
    return response


def _not_linked(oidc: Oidc, arrival: Arrival, now: datetime) -> Response:
    """A problem, and for a while the identity that was vouched for: whoever shows whose it is may link it."""
    response = problem(current_app, IdentityNotLinked(field="identity"))
    cookie = oidc.vouch(arrival, now)
    response.set_cookie(VOUCHED, cookie, SECONDS, secure=True, httponly=True, samesite="Strict")
    return response


def _link(book: Book, values: dict[str, Any], who: Identity, now: datetime) -> None:
    account, password, token = values["account"], values["password"], values["token"]
    if token:
        identities.link_by_token(book, account=account, token=token, issuer=who.issuer, subject=who.subject, now=now)
    else:
        identities.link_own_identity(
            book, account=account, password=password, issuer=who.issuer, subject=who.subject, now=now
        )


# A redirect would still count as coming from the provider, and the browser would not send the new cookie along.
_LEADING: Final = """<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><meta http-equiv="refresh" content="0;url={then}">
<title>已登录</title><p><a href="{then}">已登录,继续。 Signed in; go on.</a></p></html>
"""
