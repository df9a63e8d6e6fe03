"""Webhooks on the command line, delivered to a real server on this machine."""

import json
import signal
import subprocess
import sys
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.integration.desk import Desk
from tests.integration.receivers import Listener, Reply, listening, status

ROLE = "integration_officer"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A demonstration book with two events for a receiver."""
    made = Desk(tmp_path)
    for year in (2024, 2025):
        words = ("--fund", "employment_security_fund", "--year", year, "--amount", "1000.00", "--document", "湖财社1号")
        made.done("fund", "appropriate", *words, officer="budget")
    return made


def subscribed(desk: Desk, url: str, *more: object) -> tuple[str, str]:
    """The webhook and its secret."""
    words = ("webhooks", "subscribe", url, "--place", "330500", "--after", 0, *more)
    outcome = desk.done(*words, officer="integration", role=ROLE)["outcome"]
    return outcome["webhook"], outcome["secret"]


def deliver(desk: Desk, *more: object) -> list[dict[str, Any]]:
    words = ("webhooks", "deliver", "--once", "--allow-network", "127.0.0.0/8", *more)
    found: list[dict[str, Any]] = desk.done(*words, officer="integration", role=ROLE)["deliveries"]
    return found


def working(desk: Desk) -> subprocess.Popen[str]:
    """A worker in a process of its own."""
    command = [sys.executable, "-c", "from api.cli import main; main()", "--book", desk.url]
    acting = ["--actor", "worker", "--role", ROLE, "--now", desk.now.isoformat()]
    words = ["webhooks", "deliver", "--allow-network", "127.0.0.0/8"]
    return subprocess.Popen([*command, *acting, *words], stdout=subprocess.PIPE, text=True)


def events(server: Listener) -> list[str]:
    return [event["type"] for arrived in server.arrived for event in msgspec.json.decode(arrived.body)]


def test_a_receiver_on_this_machine_is_told_of_everything(desk: Desk) -> None:
    with listening() as server:
        webhook, secret = subscribed(desk, server.url)
        (delivery,) = deliver(desk)
        assert deliver(desk) == []
    assert secret.startswith("whsec_")
    assert (delivery["webhook"], delivery["result"], delivery["status"]) == (webhook, "delivered", 204)
    assert events(server) == ["book.Opened", "fund.Appropriated", "fund.Appropriated"]
    (arrived,) = server.arrived
    assert arrived.headers["webhook-id"] == delivery["message"]
    assert arrived.headers["content-type"] == "application/cloudevents-batch+json"
    shown = desk.read("webhooks", "show", webhook)
    assert shown["delivery"]["confirmed"] == 3
    assert desk.read("webhooks", "attempts", webhook)["attempts"][0]["status"] == 204


def test_without_leave_this_machine_is_not_reached(desk: Desk) -> None:
    with listening() as server:
        webhook, _ = subscribed(desk, server.url)
        words = ("webhooks", "deliver", "--once")
        (delivery,) = desk.done(*words, officer="integration", role=ROLE)["deliveries"]
    assert (delivery["result"], delivery["status"]) == ("failed", "address_closed")
    assert server.arrived == []
    assert "地址不在允许范围" in desk.type("webhooks", "attempts", webhook, as_json=False).stdout


@pytest.mark.parametrize(
    "replies", [(status(500), status(200)), (status(404), status(204)), (status(302), status(201))]
)
def test_a_failure_is_made_good_later(desk: Desk, replies: tuple[Reply, ...]) -> None:
    with listening(*replies) as server:
        subscribed(desk, server.url)
        assert [each["result"] for each in deliver(desk)] == ["failed"]
        assert [each["result"] for each in deliver(desk)] == ["delivered"]
    before, after = server.arrived
    assert before.body == after.body
    assert before.headers["webhook-id"] == after.headers["webhook-id"]


def test_a_webhook_is_paused_resumed_replayed_rotated_and_ended(desk: Desk) -> None:
    with listening() as server:
        webhook, secret = subscribed(desk, server.url, "--topic", "fund.*")

        def act(verb: str, *more: object) -> dict[str, Any]:
            return desk.done("webhooks", verb, webhook, *more, officer="integration", role=ROLE)

        act("pause")
        assert deliver(desk) == []
        act("resume")
        assert len(deliver(desk)) == 1
        act("replay", "--after", 2, "--reason", "接收方数据丢失")
        assert len(deliver(desk)) == 1
        assert act("rotate-secret", "--overlap-hours", 1)["outcome"]["secret"] != secret
        act("end", "--reason", "系统下线")
    assert events(server) == ["fund.Appropriated"] * 3
    assert desk.read("webhooks", "list")["webhooks"][0]["status"] == "ended"
    assert "已终止" in desk.type("webhooks", "list", as_json=False).stdout
    assert "已终止" in desk.type("webhooks", "show", webhook, as_json=False).stdout
    assert desk.read("verify")["ok"] is True


def test_the_secret_is_not_shown_to_who_repeats_the_command(desk: Desk) -> None:
    words = ("webhooks", "subscribe", "https://receiver.example/x", "--place", "330500", "--key", "once")
    first = desk.done(*words, officer="integration", role=ROLE)["outcome"]
    again = desk.refused(*words, officer="integration", role=ROLE)
    assert again["code"] == "secret-shown-already"
    assert first["webhook"] in again["zh"]


@pytest.mark.parametrize("url", ["http://receiver.example/x", "https://user@receiver.example/x", "nonsense"])
def test_an_address_that_may_not_be_delivered_to_is_refused(desk: Desk, url: str) -> None:
    words = ("webhooks", "subscribe", url, "--place", "330500")
    assert desk.refused(*words, officer="integration", role=ROLE)["field"] == "url"


def test_only_who_connects_systems_subscribes(desk: Desk) -> None:
    words = ("webhooks", "subscribe", "https://receiver.example/x", "--place", "330500")
    assert desk.refused(*words, officer="budget")["code"] == "role-not-allowed"


def test_a_worker_delivers_until_it_is_asked_to_stop(desk: Desk) -> None:
    with listening() as server:
        webhook, _ = subscribed(desk, server.url)
        with working(desk) as worker:
            assert worker.stdout is not None
            line = json.loads(worker.stdout.readline())
            worker.send_signal(signal.SIGTERM)
            rest, _ = worker.communicate()
    assert (line["webhook"], line["result"], rest, worker.returncode) == (webhook, "delivered", "", 0)
    assert len(events(server)) == 3


def test_a_worker_that_is_killed_behind_the_answer_leaves_the_batch_to_be_sent_again(desk: Desk) -> None:
    workers: list[subprocess.Popen[str]] = []

    def kill(_: BaseHTTPRequestHandler) -> None:
        workers[0].kill()
        workers[0].wait()

    with listening(kill, status(204)) as server:
        subscribed(desk, server.url)
        workers.append(working(desk))
        with workers[0] as killed:
            killed.communicate()
        assert deliver(desk) == []
        desk.now += timedelta(minutes=5)
        assert [each["result"] for each in deliver(desk)] == ["delivered"]
    before, after = server.arrived
    assert before.body == after.body
    assert before.headers["webhook-id"] == after.headers["webhook-id"]
