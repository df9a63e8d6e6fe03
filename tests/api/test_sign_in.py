"""Signing in with a browser: an enrolment token, a password, a cookie, and an anti-forgery token with every write."""

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from domain.access.password import LONGEST_USE
from tests.api.office import PLACE, Office, account_of

PASSWORD = "一段足够长的演示密码 2024"
COOKIE = f"__Host-session-{PLACE}"


def enrolled(office: Office, officer: str) -> None:
    office.as_(officer)
    account = account_of(officer)
    version = office.version(f"account:{account}")
    issued = office.as_("admin").done(f"/accounts/{account}/enrol", version=version)
    body = {"account": account, "token": issued["token"], "password": PASSWORD}
    response = office.app.test_client().post(office.url("/password"), json=body)
    assert response.status_code == 200, response.text


def signed_in(office: Office, officer: str) -> tuple[FlaskClient, str]:
    client = office.app.test_client()
    response = sign_in(office, client, officer, PASSWORD)
    assert response.status_code == 201, response.text
    return client, response.get_json()["csrf_token"]


def sign_in(office: Office, client: FlaskClient, officer: str, password: str) -> TestResponse:
    body = {"account": account_of(officer), "password": password}
    return client.post(office.url("/session"), json=body, base_url="https://localhost")


def ask(office: Office, client: FlaskClient, method: str, path: str, **how: Any) -> TestResponse:
    return client.open(office.url(path), method=method, base_url="https://localhost", **how)


def test_an_officer_chooses_a_password_signs_in_and_out(office: Office) -> None:
    enrolled(office, "first")
    client, csrf = signed_in(office, "first")
    me = ask(office, client, "GET", "/session").get_json()
    assert (me["account"], me["method"]) == (account_of("first"), "session")
    assert me["appointments"] == [{"role": "first_reviewer", "place": PLACE, "deputy_for": ""}]
    ended = ask(office, client, "POST", "/session/end", json={}, headers={"X-CSRF-Token": csrf})
    assert ended.status_code == 200
    assert ask(office, client, "GET", "/session").status_code == 401


def test_the_cookie_is_kept_from_scripts_other_sites_and_plain_http(office: Office) -> None:
    enrolled(office, "first")
    response = sign_in(office, office.app.test_client(), "first", PASSWORD)
    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert all(part in cookie for part in ("Secure", "HttpOnly", "SameSite=Strict", "Path=/"))


def test_a_write_from_a_browser_needs_the_anti_forgery_token_and_our_own_page(office: Office) -> None:
    enrolled(office, "first")
    client, csrf = signed_in(office, "first")
    head = office.book.head
    without = ask(office, client, "POST", "/session/end-all", json={})
    assert (without.status_code, without.get_json()["code"]) == (403, "csrf-token-wrong")
    foreign = {"X-CSRF-Token": csrf, "Sec-Fetch-Site": "cross-site"}
    elsewhere = ask(office, client, "POST", "/session/end-all", json={}, headers=foreign)
    assert (elsewhere.status_code, elsewhere.get_json()["code"]) == (403, "cross-site-request")
    assert office.book.head == head


def test_a_wrong_password_and_an_unknown_account_are_told_the_same(office: Office) -> None:
    enrolled(office, "first")
    client = office.app.test_client()
    wrong = sign_in(office, client, "first", "不是这个密码 2024 年").get_json()
    unknown = sign_in(office, client, "nobody", PASSWORD).get_json()
    assert wrong["status"] == unknown["status"] == 401
    assert {**wrong, "instance": ""} == {**unknown, "instance": ""}


def test_a_password_that_is_due_is_changed_without_signing_in(office: Office) -> None:
    enrolled(office, "first")
    office.now += LONGEST_USE
    client = office.app.test_client()
    refused = sign_in(office, client, "first", PASSWORD)
    assert (refused.status_code, refused.get_json()["code"]) == (422, "password-due")
    body = {"account": account_of("first"), "password": "不是这个密码 2024 年", "new_password": f"{PASSWORD} 更换"}
    assert ask(office, client, "POST", "/password/renewal", json=body).status_code == 401
    body["password"] = PASSWORD
    assert ask(office, client, "POST", "/password/renewal", json=body).status_code == 200
    assert sign_in(office, client, "first", f"{PASSWORD} 更换").status_code == 201


def test_an_enrolment_token_and_a_key_are_shown_once(office: Office) -> None:
    office.as_("first")
    admin, account = office.as_("admin"), account_of("first")
    version = office.version(f"account:{account}")
    first = admin.post(f"/accounts/{account}/enrol", version=version, key="enrol-once")
    again = admin.post(f"/accounts/{account}/enrol", version=version, key="enrol-once")
    assert first.status_code == 200
    assert (again.status_code, again.get_json()["code"]) == (422, "secret-shown-already")


def test_a_revoked_key_opens_nothing_any_more(office: Office) -> None:
    enrolled(office, "first")
    client, csrf = signed_in(office, "first")
    scope = [{"role": "first_reviewer", "place": PLACE}]
    body = {"purpose": "对接", "scope": scope, "days": 30, "password": PASSWORD}
    headers = {"X-CSRF-Token": csrf, "Idempotency-Key": "own-key-1"}
    issued = ask(office, client, "POST", "/session/api-keys", json=body, headers=headers).get_json()
    bearer = {"Authorization": f"Bearer {issued['secret']}"}
    assert office.app.test_client().get(office.url("/session"), headers=bearer).status_code == 200
    account = account_of("first")
    version = office.version(f"account:{account}")
    office.as_("admin").done(f"/accounts/{account}/revoke-key", {"key": issued["outcome"]["api_key"]}, version=version)
    assert office.app.test_client().get(office.url("/session"), headers=bearer).status_code == 401
