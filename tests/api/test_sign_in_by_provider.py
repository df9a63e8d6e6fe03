"""Signing in at a provider with a browser: away, back, and into the account that the identity was linked to."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from api.app import create_app
from api.auth.oidc.client import Oidc
from api.auth.oidc.settings import OidcSettings
from api.auth.oidc.web import CALLBACK, UNDER_WAY, VOUCHED, add_provider
from api.config import SettingWrong
from tests.api.office import PLACE, Office, account_of
from tests.api.test_sign_in import COOKIE, PASSWORD, ask, enrolled
from tests.oidc_provider import CLIENT_ID, Provider

ISSUER = "https://login.example"
SECRET = "s" * 43


class Desk:
    """An office whose officers sign in at a provider."""

    def __init__(self, office: Office, folder: Path) -> None:
        secret = folder / "client.secret"
        secret.write_text(SECRET, encoding="ascii")
        secret.chmod(0o600)
        self.settings = OidcSettings(
            issuer=ISSUER,
            client_id=CLIENT_ID,
            client_secret_file=str(secret),
            redirect_uri=f"https://localhost{CALLBACK}",
        )
        self.office = office
        self.provider = Provider(issuer=ISSUER, secret=SECRET, now=office.now)
        client = httpx.Client(transport=httpx.WSGITransport(app=self.provider))
        # The provider adds addresses, which the application of other offices must not have.
        office.app = create_app(office.entrance.hosts, office.entrance.clock, office.entrance.rates)
        add_provider(office.app, self.settings, "", Oidc(self.settings, client))

    def begin(self, client: FlaskClient, then: str = "/") -> dict[str, str]:
        """Send a browser away; what it brings back."""
        away = ask(self.office, client, "GET", f"/sign-in?{urlencode({'then': then})}")
        assert away.status_code == 303, away.text
        self.provider.now = self.office.now
        return self.provider.authorize(away.headers["Location"])

    def back(self, client: FlaskClient, answer: dict[str, str]) -> TestResponse:
        """The browser comes back."""
        return ask(self.office, client, "GET", f"{CALLBACK}?{urlencode(answer)}")

    def sign_in(self, client: FlaskClient, then: str = "/") -> TestResponse:
        """Both."""
        return self.back(client, self.begin(client, then))

    def link(self, client: FlaskClient, officer: str, **proof: str) -> TestResponse:
        """Say whose the identity is."""
        body = {"account": account_of(officer), **proof}
        return ask(self.office, client, "POST", "/sign-in/link", json=body)

    def linked(self, officer: str) -> None:
        """Let the identity of the provider open an officer's account."""
        enrolled(self.office, officer)
        client = self.office.app.test_client()
        self.sign_in(client)
        assert self.link(client, officer, password=PASSWORD).status_code == 201


@pytest.fixture
def desk(office: Office, tmp_path: Path) -> Desk:
    return Desk(office, tmp_path)


def me(desk: Desk, client: FlaskClient) -> Any:
    return ask(desk.office, client, "GET", "/session").get_json()


def code_of(response: TestResponse) -> tuple[int, str]:
    return response.status_code, response.get_json()["code"]


def test_an_identity_that_opens_no_account_is_linked_by_whoever_knows_the_password(desk: Desk) -> None:
    enrolled(desk.office, "first")
    client = desk.office.app.test_client()
    assert code_of(desk.sign_in(client)) == (403, "identity-not-linked")
    assert code_of(desk.link(client, "first", password="not the right one")) == (401, "credentials-refused")
    assert code_of(desk.link(client, "first")) == (401, "credentials-refused")
    linked = desk.link(client, "first", password=PASSWORD)
    assert linked.status_code == 201
    assert me(desk, client)["account"] == account_of("first")
    assert client.get_cookie(VOUCHED, path="/") is None


def test_an_account_without_a_password_is_linked_by_a_token_that_is_good_once(desk: Desk) -> None:
    office = desk.office
    office.as_("first")
    version = office.version(f"account:{account_of('first')}")
    issued = office.as_("admin").done(f"/accounts/{account_of('first')}/enrol", version=version)
    client, other = office.app.test_client(), office.app.test_client()
    desk.sign_in(client)
    assert desk.link(client, "first", token=issued["token"]).status_code == 201
    desk.provider.claims = {"sub": "somebody-else"}
    desk.sign_in(other)
    assert desk.link(other, "first", token=issued["token"]).status_code in (401, 422)


def test_whoever_is_linked_signs_in_and_is_led_on_within_this_server(desk: Desk) -> None:
    desk.linked("first")
    client = desk.office.app.test_client()
    page = desk.sign_in(client, then="/books?tab='due'&x=1")
    assert page.status_code == 200
    assert re.search(r'url=/books\?tab=&#x27;due&#x27;&amp;x=1"', page.text)
    cookies = {header.partition("=")[0]: header for header in page.headers.getlist("Set-Cookie")}
    assert all(part in cookies[COOKIE] for part in ("Secure", "HttpOnly", "SameSite=Strict", "Path=/"))
    assert "Max-Age=0" in cookies[UNDER_WAY]
    assert me(desk, client)["method"] == "session"


@pytest.mark.parametrize("then", ["https://evil.example", "//evil.example", "/\\evil.example"])
def test_nobody_is_led_to_another_server(desk: Desk, then: str) -> None:
    desk.linked("first")
    assert "evil" not in desk.sign_in(desk.office.app.test_client(), then=then).text


def test_what_the_browser_keeps_under_way_is_kept_from_scripts_and_from_plain_http(desk: Desk) -> None:
    away = ask(desk.office, desk.office.app.test_client(), "GET", "/sign-in")
    cookie = away.headers["Set-Cookie"]
    assert cookie.startswith(f"{UNDER_WAY}=")
    assert all(part in cookie for part in ("Secure", "HttpOnly", "SameSite=Lax", "Max-Age=600", "Path=/"))
    assert away.headers["Cache-Control"] == "no-store"


def test_a_browser_that_comes_back_twice_is_signed_in_once(desk: Desk) -> None:
    desk.linked("first")
    client = desk.office.app.test_client()
    answer = desk.begin(client)
    under_way = client.get_cookie(UNDER_WAY, path="/")
    assert under_way is not None
    assert desk.back(client, answer).status_code == 200
    client.set_cookie(UNDER_WAY, under_way.value)
    assert code_of(desk.back(client, answer)) == (401, "sign-in-used")


def test_a_browser_that_did_not_go_away_cannot_come_back(desk: Desk) -> None:
    desk.linked("first")
    answer = desk.begin(desk.office.app.test_client())
    assert code_of(desk.back(desk.office.app.test_client(), answer)) == (401, "sign-in-not-begun")


def test_a_suspended_account_is_not_opened_by_its_identity(desk: Desk) -> None:
    desk.linked("first")
    account = account_of("first")
    version = desk.office.version(f"account:{account}")
    suspended = desk.office.as_("admin").post(f"/accounts/{account}/suspend", {"ground": "停用"}, version=version)
    assert suspended.status_code == 200, suspended.text
    client = desk.office.app.test_client()
    assert desk.sign_in(client).status_code >= 400
    assert ask(desk.office, client, "GET", "/session").status_code == 401


def test_a_provider_that_is_down_is_worth_another_try(desk: Desk) -> None:
    desk.provider.down = True
    away = ask(desk.office, desk.office.app.test_client(), "GET", "/sign-in")
    assert code_of(away) == (503, "provider-unreachable")


def test_an_identity_that_was_vouched_for_long_ago_or_in_another_browser_is_not_linked(desk: Desk) -> None:
    enrolled(desk.office, "first")
    client = desk.office.app.test_client()
    desk.sign_in(client)
    assert code_of(desk.link(desk.office.app.test_client(), "first", password=PASSWORD)) == (401, "sign-in-not-begun")
    desk.office.on("2024-03-01")
    assert code_of(desk.link(client, "first", password=PASSWORD)) == (401, "sign-in-too-late")


def test_the_cookie_of_a_sign_in_under_way_is_no_identity(desk: Desk) -> None:
    enrolled(desk.office, "first")
    client = desk.office.app.test_client()
    desk.begin(client)
    under_way = client.get_cookie(UNDER_WAY, path="/")
    assert under_way is not None
    client.set_cookie(VOUCHED, under_way.value)
    assert code_of(desk.link(client, "first", password=PASSWORD)) == (401, "sign-in-not-begun")


def test_a_book_that_is_not_here_is_told_from_none(desk: Desk) -> None:
    client = desk.office.app.test_client()
    other = ask(desk.office, client, "GET", "/v1/books/110000/sign-in")
    assert code_of(other) == (401, "not-authenticated")


@pytest.mark.parametrize("query", ["unknown=1", "then=/a&then=/b"])
def test_what_is_not_asked_for_is_refused(desk: Desk, query: str) -> None:
    away = ask(desk.office, desk.office.app.test_client(), "GET", f"/sign-in?{query}")
    assert away.status_code == 422


def test_who_signed_in_by_a_provider_can_write_with_the_token_of_the_session(desk: Desk) -> None:
    desk.linked("first")
    client = desk.office.app.test_client()
    desk.sign_in(client)
    headers = {"X-CSRF-Token": me(desk, client)["csrf_token"]}
    assert ask(desk.office, client, "POST", "/session/end", json={}, headers=headers).status_code == 200
    assert ask(desk.office, client, "GET", "/session").status_code == 401


def test_the_log_of_the_book_never_learns_the_subject(desk: Desk) -> None:
    desk.linked("first")
    desk.sign_in(desk.office.app.test_client())
    rows = desk.office.book.raw(0, 1000)
    assert any(b"oidc" in row.state for row in rows)
    assert not any(b"officer-7f3a" in row.state for row in rows)


def test_a_provider_that_would_send_browsers_elsewhere_is_refused_at_the_start(desk: Desk) -> None:
    with pytest.raises(SettingWrong, match="/ledger/v1/sign-in/callback"):
        add_provider(desk.office.app, desk.settings, "/ledger")


def test_the_place_of_the_book_is_sealed_into_the_sign_in(desk: Desk) -> None:
    away = ask(desk.office, desk.office.app.test_client(), "GET", "/sign-in")
    assert PLACE not in away.headers["Location"]
    assert PLACE not in away.headers["Set-Cookie"]
