"""How an account proves who it is: an API key in Authorization, or the cookie of a session."""

from datetime import datetime

from flask import Request as HttpRequest

from api.auth.principal import Principal
from api.hosting import Hosted
from api.http.refusals import NotAuthenticated


def authenticate(hosted: Hosted, sent: HttpRequest, now: datetime) -> Principal:
    """Who asks; refuses whoever does not prove it."""
    raise NotAuthenticated()
