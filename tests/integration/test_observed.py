"""Every request is counted and logged, and nobody can be found in what was counted or logged."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from api.app import create_app
from api.hosting import Hosted, Hosts
from api.ops.metrics import add_metrics
from api.ops.probes import add_probes
from api.ops.requests import observe, trace_of
from domain.errors import Refusal
from tests.factories import bank_card, resident_id
from tests.hosting import new_book
from tests.integration.test_probes import lose_a_table
from tests.logged import Lines, logged
from tests.served import free_port, serving

TOKEN = "m" * 32
ALLOWED = {"Authorization": f"Bearer {TOKEN}"}
ALL_COUNTED = 'ledger_http_request_seconds_count{method="GET",route="none",status="404"} 20.0'
NAME, NUMBER, CARD, PHONE = "欧阳某某", resident_id(), bank_card(), "13912345678"
TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


@pytest.fixture
def hosted(sqlite_url: str, tmp_path: Path) -> Iterator[Hosted]:
    with new_book(sqlite_url, tmp_path) as made:
        yield made


@pytest.fixture
def app(hosted: Hosted) -> Flask:
    """The application as a worker makes it, with endpoints that do what the test needs."""
    made = create_app(Hosts([hosted]), lambda: datetime(2024, 3, 1, tzinfo=UTC))
    observe(made, add_metrics(made, Hosts([hosted]), TOKEN))
    add_probes(made, [])

    def fail(what: str) -> str:
        raise LookupError(f"{what} {NAME} {NUMBER}")

    def refuse(what: str) -> str:
        raise Refusal(field=NUMBER, details=f"{what} {NAME} {NUMBER}")

    def store() -> str:
        return str(hosted.book.head)

    def act() -> str:
        return "done"

    views: dict[str, Callable[..., str]] = {
        "/fail/<what>": fail,
        "/refuse/<what>": refuse,
        "/act": act,
        "/store": store,
    }
    for rule, view in views.items():
        made.add_url_rule(rule, view.__name__, view, methods=["GET", "POST"])
    return made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def lines() -> Iterator[Lines]:
    """What was logged, line by line."""
    with logged() as found:
        yield found


def counted(client: FlaskClient) -> dict[str, str]:
    """The samples, by name and labels."""
    said = client.get("/metrics", headers=ALLOWED)
    assert said.status_code == 200
    return dict(line.rsplit(" ", 1) for line in said.text.splitlines() if not line.startswith("#"))


def test_a_request_is_one_line(client: FlaskClient, lines: Lines) -> None:
    client.get("/act", headers={"X-Request-Id": "request-0001", "traceparent": TRACE}).close()
    (line,) = lines()
    assert line.pop("milliseconds") >= 0
    assert line.pop("at")
    assert line == {
        "event": "request",
        "level": "info",
        "method": "GET",
        "request_id": "request-0001",
        "route": "/act",
        "status": 200,
        "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
        "span_id": "00f067aa0ba902b7",
    }


def test_a_request_id_is_answered_logged_and_stands_in_the_problem(client: FlaskClient, lines: Lines) -> None:
    answer = client.get("/nowhere")
    made = answer.headers["X-Request-Id"]
    assert answer.json is not None
    assert answer.json["instance"] == f"urn:request:{made}"
    answer.close()
    assert [(line["request_id"], line["route"], line["code"]) for line in lines()] == [
        (made, "none", "no-such-endpoint")
    ]


def test_probes_that_go_well_are_not_logged(client: FlaskClient, lines: Lines) -> None:
    for path in ("/livez", "/readyz"):
        client.get(path).close()
    assert lines() == []


def everywhere(client: FlaskClient, what: str) -> Iterator[TestResponse]:
    """Requests that hold something personal in every place that a caller can write into."""
    quoted = quote(what)
    header = what.encode().decode("latin-1")
    named = ("User-Agent", "X-Request-Id", "traceparent", "Accept-Language", "Authorization", "Idempotency-Key")
    for place in (*named, "If-Match", "Cookie", "Referer", "X-Forwarded-For", "Demo-Time", "Host"):
        yield client.get("/act", headers={place: header})
        yield client.get("/v1/books/330500/applications", headers={place: header})
    yield client.get(f"/{quoted}")
    yield client.get(f"/v1/books/{quoted}/applications")
    yield client.post(f"/v1/books/330500/applications/{quoted}/withdraw", json={what: what})
    yield client.get(f"/act?name={quoted}&{quoted}=1")
    yield client.post("/act", json={what: what})
    yield client.post("/act", data={what: what})
    yield client.open("/act", method=header)
    yield client.get(f"/fail/{quoted}")
    yield client.get(f"/refuse/{quoted}")


@pytest.mark.parametrize("what", [NAME, NUMBER, CARD, PHONE])
def test_nothing_personal_gets_into_the_log_or_the_metrics_from_anywhere(
    client: FlaskClient, lines: Lines, what: str
) -> None:
    for answer in everywhere(client, what):
        answer.close()
    found = json.dumps(lines(), ensure_ascii=False)
    assert found.count('"event": "request"') > 30
    assert '"kind": "builtins.LookupError"' in found
    shown = client.get("/metrics", headers=ALLOWED).text
    for personal in (what, NAME, NUMBER, quote(what), what.encode().decode("latin-1")):
        assert personal not in found
        assert personal not in shown


def test_requests_are_counted_by_route_and_not_by_address(client: FlaskClient) -> None:
    for path in ("/fail/a", "/fail/b", "/nowhere", "/elsewhere"):
        client.get(path).close()
    found = counted(client)
    sample = 'ledger_http_request_seconds_count{{method="GET",route="{}",status="{}"}}'
    assert found[sample.format("/fail/<what>", 500)] == "2.0"
    assert found[sample.format("none", 404)] == "2.0"


def test_acts_are_counted_by_what_became_of_them(client: FlaskClient) -> None:
    client.post("/act").close()
    client.post("/refuse/x").close()
    client.post("/v1/books/330500/applications", json={}).close()
    found = {name: value for name, value in counted(client).items() if name.startswith("ledger_commands_total")}
    assert found['ledger_commands_total{command="act",outcome="done"}'] == "1.0"
    assert found['ledger_commands_total{command="refuse",outcome="refusal"}'] == "1.0"
    assert any('outcome="not-authenticated"' in name for name in found)


def test_sign_ins_are_counted_by_way_and_outcome(client: FlaskClient) -> None:
    answer = client.post("/v1/books/330500/session", json={"account": "nobody", "password": "not the right one"})
    assert answer.json is not None
    code = answer.json["code"]
    answer.close()
    assert counted(client)[f'ledger_sign_ins_total{{outcome="{code}",way="password"}}'] == "1.0"


def test_it_is_told_how_far_the_views_are_behind(client: FlaskClient) -> None:
    found = counted(client)
    assert found['ledger_projection_lag_events{book="330500"}'] == "1.0"
    assert found['ledger_book_up{book="330500"}'] == "1.0"


def test_of_a_book_whose_store_does_not_answer_only_that_is_told(client: FlaskClient, hosted: Hosted) -> None:
    lose_a_table(hosted)
    found = counted(client)
    assert found['ledger_book_up{book="330500"}'] == "0.0"
    assert not any(name.startswith(("ledger_projection", "ledger_webhook")) for name in found)


def test_a_request_to_a_store_that_does_not_answer_is_worth_another_try(client: FlaskClient, hosted: Hosted) -> None:
    lose_a_table(hosted)
    answer = client.get("/store")
    assert answer.json is not None
    assert (answer.status_code, answer.json["code"]) == (503, "store-not-answering")


@pytest.mark.parametrize("authorization", ["", "Bearer ", "Bearer wrong", f"Basic {TOKEN}", TOKEN, "Bearer 例"])
def test_metrics_are_shown_to_nobody_without_the_token(client: FlaskClient, authorization: str) -> None:
    sent = {"Authorization": authorization.encode().decode("latin-1")}
    assert client.get("/metrics", headers=sent).status_code == 401


def test_without_a_token_there_are_no_metrics(hosted: Hosted) -> None:
    made = create_app(Hosts([hosted]), lambda: datetime(2024, 3, 1, tzinfo=UTC))
    add_metrics(made, Hosts([hosted]), "")
    assert made.test_client().get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize(
    "header",
    [
        "",
        TRACE.upper(),
        TRACE.replace("00-4", "ff-4"),
        f"00-{'0' * 32}-00f067aa0ba902b7-01",
        f"00-4bf92f3577b34da6a3ce929d0e0e4736-{'0' * 16}-01",
        f"{TRACE}-more",
        TRACE[:-1],
    ],
)
def test_a_trace_that_is_not_well_formed_is_none(header: str) -> None:
    assert trace_of(header) == {}


def test_workers_count_together(tmp_path: Path) -> None:
    with new_book(f"sqlite:///{tmp_path / 'book.sqlite'}", tmp_path):
        pass
    token, config, port = tmp_path / "token", tmp_path / "server.toml", free_port()
    token.write_text(TOKEN, encoding="ascii")
    token.chmod(0o600)
    config.write_text(
        f'port = {port}\nworkers = 3\ndrain_seconds = 0\nmetrics_token_file = "{token}"\n'
        f'[[books]]\nurl = "sqlite:///{tmp_path}/book.sqlite"\nkey_file = "{tmp_path}/book.key"\n',
        encoding="utf-8",
    )
    with serving(["-c", "from api.cli import main; main()", "serve", "--config", str(config)], port) as server:
        assert server.get("/metrics").status == 401
        for _ in range(20):
            assert server.get("/nowhere").status == 404
        # A request is counted when its answer was sent, which another worker may know a moment later.
        shown = next(text for _ in range(100) if ALL_COUNTED in (text := server.get("/metrics", ALLOWED).body))
        assert 'ledger_projection_lag_events{book="330500"}' in shown
        server.started(1, 2, 3)
        server.stop()
        assert server.ended() == 0
    lines = [json.loads(line) for line in server.printed]
    assert sum(line.get("route") == "none" for line in lines) == 20
