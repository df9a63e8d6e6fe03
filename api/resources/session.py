"""Signing in and out of one book. A session is no command: it has no idempotency key, and its facts are the audit's."""

from typing import Any, Final

from flask import Response, current_app, request
from marshmallow import Schema

from api.auth.proof import cookie_name
from api.http.at import At
from api.http.entrance import Threshold
from api.http.inputs import Name, Secret
from api.http.resource import Resource
from api.http.shapes import MOMENT, TEXT, Shown
from api.schemas.people import FormPart
from domain.actor import Appointment
from ledger.commands import access
from ledger.credentials import sessions

session: Final = Resource("session", "登录、退出、当前账号。 Signing in and out, and who one is.")

APPOINTMENTS: Final = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["role", "place", "deputy_for"],
        "properties": dict.fromkeys(("role", "place", "deputy_for"), TEXT),
    },
}
WHO: Final = {
    "account": Shown(TEXT),
    "method": Shown({"type": "string", "enum": ["session", "key"]}),
    "appointments": Shown(APPOINTMENTS),
}
CSRF_TOKEN: Final = Shown({**TEXT, "description": "写入时放入 X-CSRF-Token。 Goes into X-CSRF-Token."})
ME: Final = Schema.from_dict(
    {**WHO, "today": Shown({"type": "string", "format": "date"}), "csrf_token": CSRF_TOKEN}, name="Me"
)
SIGNED_IN: Final = Schema.from_dict(
    {
        "account": Shown(TEXT),
        "csrf_token": CSRF_TOKEN,
        "idle_ends_at": Shown(MOMENT),
        "ends_at": Shown(MOMENT),
    },
    name="SignedIn",
)
SIGNED_OUT: Final = Schema.from_dict({"account": Shown(TEXT)}, name="SignedOut")


class SignInBody(FormPart):
    """An account and its password."""

    account = Name("账号", example="330502-first")
    password = Secret("密码", example="")


class SignOutBody(FormPart):
    """Nothing is needed."""


@session.opens("/session", "POST", SIGNED_IN, body=SignInBody, status=201)
def sign_in(threshold: Threshold, values: dict[str, Any]) -> Any:
    """登录。 Sign in; the session is a cookie, and writes need the CSRF token."""
    begun = access.sign_in(threshold.book, account=values["account"], password=values["password"], now=threshold.now)
    return with_cookie(threshold.book.place, begun)


def with_cookie(place: str, begun: sessions.Begun) -> Response:
    """The answer to whoever has just signed in."""
    answer = {
        "account": begun.session.account,
        "csrf_token": sessions.csrf_token(begun.token),
        "idle_ends_at": (begun.session.begun_at + sessions.IDLE).isoformat(),
        "ends_at": (begun.session.begun_at + sessions.ABSOLUTE).isoformat(),
    }
    response = Response(current_app.json.dumps(answer), status=201, mimetype="application/json")
    set_session(response, place, begun)
    return response


def set_session(response: Response, place: str, begun: sessions.Begun) -> None:
    """Put the session of a book into the browser."""
    response.set_cookie(cookie_name(place), begun.token, secure=True, httponly=True, samesite="Strict", path="/")


@session.own("/session", "GET", ME)
def me(at: At) -> dict[str, Any]:
    """当前账号及其今日的任职。 The account that asks, with its appointments of today."""
    token = request.cookies.get(cookie_name(at.book.place), "")
    return {
        "account": at.actor.id,
        "method": at.principal.method,
        "appointments": [_told(each) for each in at.actor.appointments],
        "today": at.today.isoformat(),
        "csrf_token": sessions.csrf_token(token) if at.principal.method == "session" else "",
    }


def _told(held: Appointment) -> dict[str, str]:
    return {"role": held.role, "place": held.place, "deputy_for": held.deputy_for}


@session.own("/session/end", "POST", SIGNED_OUT, body=SignOutBody)
def sign_out(at: At, values: dict[str, Any]) -> Any:
    """退出登录。 Sign out of this session; with an API key there is none, and nothing happens."""
    token = request.cookies.get(cookie_name(at.book.place), "")
    if at.principal.method == "session":
        access.sign_out(at.book, token=token, now=at.now)
    response = Response(current_app.json.dumps({"account": at.actor.id}), mimetype="application/json")
    response.delete_cookie(cookie_name(at.book.place), secure=True, httponly=True, samesite="Strict", path="/")
    return response


@session.own("/session/end-all", "POST", SIGNED_OUT, body=SignOutBody)
def sign_out_everywhere(at: At, values: dict[str, Any]) -> dict[str, str]:
    """结束本账号的全部会话。 End every session of this account."""
    access.sign_out_everywhere(at.book, account=at.actor.id, now=at.now)
    return {"account": at.actor.id}
