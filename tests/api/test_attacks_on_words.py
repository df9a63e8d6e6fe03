"""What a caller writes comes back as little as possible: no personal number, no other host, and no failure of ours."""

import pytest
from werkzeug.test import TestResponse

from tests.api.office import Caller, Office
from tests.factories import bank_card, resident_id, uscc

PERSONAL = {"resident-id": resident_id("19900315"), "card": bank_card(7), "mobile": "13" + "0" * 9}
BY = "intake"


def raw(office: Office, path: str, text: str) -> TestResponse:
    """Send a body as it is written."""
    headers = {**office.as_(BY).headers, "Idempotency-Key": office.key(), "Content-Type": "application/json"}
    return office.app.test_client(use_cookies=False).post(office.url(path), data=text, headers=headers)


def if_match(caller: Caller, text: str) -> TestResponse:
    """An act upon what is no version."""
    return Caller(caller._office, {**caller.headers, "If-Match": text}).post("/applications/A1/accept")


def mistaken(caller: Caller, number: str) -> list[TestResponse]:
    """A number in every place in which a caller may write one."""
    return [
        *(caller.get(f"/{kind}/{number}") for kind in ("applications", "payments", "parties", "trace", "documents")),
        caller.get("/applications", **{number: "1"}),
        *(caller.get("/applications", **{name: number}) for name in ("applicant", "place", "after", "limit", "status")),
        *(caller.get("/events", **{name: number}) for name in ("topics", "after")),
        caller.post(f"/applications/{number}/accept", version=1),
        caller.post("/applications/bulk/accept", {"items": [{"id": "A1", "version": 1, number: 1}]}),
        caller.post("/applications/submit", {"form": {number: 1}}),
        caller.post("/applications/submit", {"form": {"programme": number}}),
        caller.post("/persons", {"details": {number: number}}),
        caller.post("/persons", {"details": {"name": number}, "reason": number}),
        caller.post("/persons", {}, key=number),
        if_match(caller, number),
    ]


@pytest.mark.parametrize("number", PERSONAL.values(), ids=PERSONAL)
def test_no_problem_sends_a_personal_number_back(office: Office, number: str) -> None:
    for response in mistaken(office.as_(BY), number):
        assert 400 <= response.status_code < 500, response.text
        assert number not in response.text
        assert number not in str(response.headers)


def test_an_employer_that_is_not_here_is_named_by_its_credit_code(office: Office) -> None:
    response = office.as_(BY).get(f"/parties/{uscc(7)}")
    assert response.status_code == 404
    assert uscc(7) in response.text


@pytest.mark.parametrize(
    "body",
    [
        '{"form": {"programme": "\\ud800"}}',
        '{"form": {"\\udfff": 1}}',
        '{"form": {"programme": "startup_grant", "facts": [{"x": ["\\uD83D"]}]}}',
    ],
)
def test_half_a_character_is_refused_wherever_it_stands(office: Office, body: str) -> None:
    response = raw(office, "/applications", body)
    assert (response.status_code, response.get_json()["code"]) == (400, "body-not-text")


def test_a_whole_character_may_be_written_as_a_pair(office: Office) -> None:
    response = raw(office, "/applications", '{"form": {"programme": "\\ud83d\\ude00"}}')
    assert (response.status_code, response.get_json()["code"]) == (422, "unknown-programme")


def test_no_address_leads_to_the_host_that_the_caller_names(office: Office) -> None:
    client = office.app.test_client(use_cookies=False)
    for path in ("/v1//books/330500/session", "//evil.example/v1", "/v1/books//330500/session"):
        response = client.get(path, headers={"Host": "evil.example"})
        assert response.status_code == 404
        assert "evil" not in str(response.headers) + response.text


@pytest.mark.parametrize(
    "time", ["9999-12-31T23:59:59-23:00", "9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00+23:00", "0001-01-01"]
)
def test_no_time_of_a_demonstration_is_too_far_away_to_be_answered(office: Office, time: str) -> None:
    client, headers = office.app.test_client(use_cookies=False), {"Demo-Time": time}
    sign_in = {"account": "330500-nobody", "password": "x"}
    for response in (
        client.get(office.url("/notices"), headers=headers),
        client.get(office.url("/session"), headers=headers),
        client.post(office.url("/session"), json=sign_in, headers=headers),
    ):
        assert (response.status_code, response.get_json()["code"]) == (422, "not-a-time")
