"""Webhooks over HTTP: subscribed by who connects systems, seen where they lie, told how delivery stands."""

from typing import Any

from ledger.webhooks.delivery import Answer, Worker, deliver_round
from ledger.webhooks.secrets import Secrets
from tests.api.office import PLACE, Office
from tests.api.test_lists import filed
from tests.integration.webhook_desk import BROKEN, OK, URL, Receiver

DISTRICT = "330502"
BODY = {"url": URL, "place": DISTRICT, "topics": ["application.*"], "from_first": True}


def subscribed(office: Office, **body: Any) -> tuple[str, Any]:
    """The address of a new webhook, and its receipt."""
    response = office.as_("integration").post("/webhooks", BODY | body)
    assert response.status_code == 201, response.text
    return response.headers["Location"], response.json


def deliver(office: Office, *answers: Answer) -> Receiver:
    """One round of a worker, in process."""
    receiver = Receiver(*answers)
    worker = Worker(name="one", send=receiver, jitter=lambda: 0, request=lambda key, reason: office.request("x"))
    deliver_round(office.book, Secrets(office.book, office.vault), worker, lambda: office.now)
    return receiver


def test_a_webhook_is_subscribed_and_its_receiver_told(office: Office) -> None:
    office.on("2024-03-01")
    filed(office, 1)
    where, receipt = subscribed(office)
    assert receipt["secret"].startswith("whsec_")
    assert where == f"/v1/books/{PLACE}/webhooks/{receipt['outcome']['webhook']}"
    assert len(deliver(office).messages) == 1
    shown = office.as_("integration").read(where)
    assert (shown["status"], shown["topics"], shown["place"]) == ("active", ["application.*"], DISTRICT)
    assert shown["delivery"]["failures"] == 0
    assert shown["delivery"]["confirmed"] > 0
    assert "secret" not in shown


def test_the_same_key_shows_no_secret_again(office: Office) -> None:
    caller = office.as_("integration")
    first = caller.post("/webhooks", BODY, key="once").json or {}
    again = caller.post("/webhooks", BODY, key="once")
    assert (again.status_code, (again.json or {})["code"]) == (422, "secret-shown-already")
    assert first["outcome"]["webhook"] in (again.json or {})["detail"]


def test_a_webhook_goes_through_all_that_can_be_done_to_it(office: Office) -> None:
    office.on("2024-03-01")
    filed(office, 1)
    where, receipt = subscribed(office)
    caller = office.as_("integration")

    def act(verb: str, **body: Any) -> Any:
        version = caller.get(where).headers["ETag"].strip('"')
        return caller.done(f"{where}/{verb}", body, version=int(version))

    act("pause")
    assert caller.read(where)["cause"] == "asked"
    act("resume")
    act("replay")
    assert len(deliver(office).messages) == 1
    cursor = caller.read("/events", limit=200)["next"]
    act("replay", after=cursor, reason="从此处起")
    assert deliver(office).messages == []
    assert act("rotate-secret", overlap_hours=1)["secret"] != receipt["secret"]
    act("end")
    assert caller.read("/webhooks")["items"][0]["status"] == "ended"


def test_an_act_needs_the_version_that_was_read(office: Office) -> None:
    where, _ = subscribed(office)
    caller = office.as_("integration")
    assert caller.post(f"{where}/pause").status_code == 428
    assert caller.post(f"{where}/pause", version=7).status_code == 412


def test_attempts_are_told_the_latest_first(office: Office) -> None:
    office.on("2024-03-01")
    filed(office, 1)
    where, _ = subscribed(office)
    deliver(office, Answer(status=0, problem="timeout", duration_ms=30_000))
    office.on("2024-03-02")
    deliver(office, BROKEN)
    office.on("2024-03-03")
    deliver(office, OK)
    reader = office.as_("auditor")
    page = reader.read(f"{where}/attempts", limit=2)
    assert [(each["status"], each["problem"]) for each in page["items"]] == [(204, ""), (500, "")]
    (first,) = reader.read(f"{where}/attempts", limit=2, after=page["next"])["items"]
    assert (first["status"], first["problem"], first["duration_ms"]) == (0, "timeout", 30_000)
    assert len({each["message"] for each in [*page["items"], first]}) == 1
    assert first["next_attempt_at"].startswith("2024-03-01T")


def test_who_connects_another_county_does_not_see_it(office: Office) -> None:
    where, receipt = subscribed(office)
    other = office.appoint("elsewhere", "integration_officer", place="330521")
    assert other.read("/webhooks")["items"] == []
    assert other.get(where).status_code == 404
    assert other.get(f"{where}/attempts").status_code == 404
    assert other.post(f"{where}/end", version=receipt["versions"][receipt["subject"]]).status_code == 404
    assert office.as_("auditor").read("/webhooks", place=DISTRICT)["items"][0]["url"] == URL


def test_nobody_subscribes_beyond_their_place(office: Office) -> None:
    county = office.appoint("county", "integration_officer", place=DISTRICT)
    response = county.post("/webhooks", BODY | {"place": PLACE})
    assert (response.status_code, (response.json or {})["code"]) == (403, "outside-jurisdiction")


def test_an_address_that_may_not_be_delivered_to_is_refused_where_it_stands(office: Office) -> None:
    for url, code in (("http://x.example/", "not-encrypted"), ("https://x.example/?a=1", "secret-in-address")):
        response = office.as_("integration").post("/webhooks", BODY | {"url": url})
        assert (response.status_code, (response.json or {})["code"]) == (422, code)
        assert (response.json or {})["field"] == "url"
