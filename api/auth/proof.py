"""How an account proves who it is: an API key in Authorization, or the cookie of a session."""

from datetime import date, datetime
from typing import Final
from urllib.parse import urlsplit

from flask import Request as HttpRequest

from api.auth.principal import Principal
from api.hosting import Hosted
from api.http.refusals import CrossSiteRequest, CsrfTokenWrong, NotAuthenticated
from domain.access.refusals import AccountClosed, AccountSuspended
from domain.errors import NotFound
from ledger.authority import actor_by_key, actor_of
from ledger.book import Book
from ledger.commands.base import CHINA
from ledger.credentials import keys, sessions

SCHEME: Final = "bearer"
CSRF_HEADER: Final = "X-CSRF-Token"
SAFE: Final = frozenset({"GET", "HEAD"})
_NOBODY: Final = (keys.ApiKeyRefused, sessions.SessionEnded, NotFound, AccountSuspended, AccountClosed)


def cookie_name(place: str) -> str:
    """The cookie of a book's session; the prefix makes browsers hold it to HTTPS and to this host (RFC 6265bis)."""
    return f"__Host-session-{place}"


def authenticate(hosted: Hosted, sent: HttpRequest, now: datetime) -> Principal:
    """Who asks; refuses whoever does not prove it, and a browser's write that may not come from our own page.

    An account that is closed or suspended is nobody.
    """
    try:
        return _proved(hosted.book, sent, now)
    except _NOBODY as refusal:
        raise NotAuthenticated() from refusal


def _proved(book: Book, sent: HttpRequest, now: datetime) -> Principal:
    scheme, _, given = sent.headers.get("Authorization", "").partition(" ")
    if scheme:
        return _by_key(book, given.strip() if scheme.lower() == SCHEME else "", now)
    token = sent.cookies.get(cookie_name(book.place), "")
    if not token:
        raise NotAuthenticated()
    return _by_session(book, token, sent, now)


def _by_key(book: Book, text: str, now: datetime) -> Principal:
    key = keys.resolve(book, text, now)
    return Principal(actor=actor_by_key(book, key, _day(now)), method="key", credential=key.key)


def _by_session(book: Book, token: str, sent: HttpRequest, now: datetime) -> Principal:
    session = sessions.resolve(book, token, now)
    if sent.method not in SAFE:
        if sent.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            raise CrossSiteRequest(field="Sec-Fetch-Site")
        if (origin := sent.headers.get("Origin")) is not None and _host_in(origin) != _host_in(f"//{sent.host}"):
            raise CrossSiteRequest(field="Origin")
        if not sessions.csrf_matches(token, sent.headers.get(CSRF_HEADER, "")):
            raise CsrfTokenWrong(field=CSRF_HEADER)
    return Principal(actor=actor_of(book, session.account, _day(now)), method="session", credential=session.id)


def _day(now: datetime) -> date:
    return now.astimezone(CHINA).date()


def _host_in(address: str) -> str:
    """The name of the host, without its port: a proxy may take that away. Empty where there is none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
