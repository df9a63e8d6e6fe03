"""The feed over HTTP: where an account may see, forwards, and without what is not for others."""

from typing import Any

import pytest

from tests.api.office import PLACE, Caller, Office
from tests.api.test_lists import filed, on_notice

DISTRICT = "330502"


def read_on(caller: Caller, **query: Any) -> list[Any]:
    """The feed to its present end."""
    found: list[Any] = []
    page = caller.read("/events", **query)
    while True:
        found += page["items"]
        if not page["more"]:
            return found
        page = caller.read("/events", **query, after=page["next"])


def test_what_happened_is_read_in_order_and_then_from_where_one_stopped(office: Office) -> None:
    on_notice(office)
    reader = office.appoint("reader", "integration_officer")
    page = reader.read("/events", limit=200)
    assert [event["position"] for event in page["items"]] == sorted(event["position"] for event in page["items"])
    assert read_on(reader, limit=1) == page["items"]
    assert reader.read("/events", after=page["next"])["items"] == []
    filed(office, 2)
    later = read_on(reader, after=page["next"])
    assert {event["type"] for event in later} == {"application.Drafted", "application.Submitted", "party.Registered"}


def test_an_event_says_where_it_lies_in_the_log_and_what_it_is(office: Office) -> None:
    case = on_notice(office)
    (event,) = read_on(office.as_("auditor"), topics="application.Accepted")
    row = office.book.raw(event["position"] - 1, 1)[0]
    assert (event["id"], event["source"]) == (f"{PLACE}/{row.position}", f"/v1/books/{PLACE}")
    assert (event["subject"], event["version"], event["leafhash"]) == (case, row.version, row.leaf_hash.hex())
    assert (event["place"], event["effectiveon"], event["time"][-1]) == (DISTRICT, "2024-03-01", "Z")
    assert event["data"]["decision"]["amount"] == "10000.00"
    assert "facts" not in event["data"]
    assert "steps" not in event["data"]["decision"]


def test_what_was_written_in_words_and_who_wrote_it_stays_inside(office: Office) -> None:
    on_notice(office)
    text = office.as_("auditor").get("/events").text
    assert "application.FirstReviewed" in text
    for word in ("属实", "正常经营", "就业科", "330500-first", "湖财社"):
        assert word not in text


def test_an_account_of_a_county_is_told_of_its_county(office: Office) -> None:
    office.on("2024-03-01")
    filed(office, 1)
    filed(office, 2, place="330521")
    county = office.appoint("county", "integration_officer", place=DISTRICT)
    assert {event["place"] for event in read_on(county)} == {DISTRICT}
    assert read_on(county, place="330521") == []
    assert read_on(county, place=PLACE) == read_on(county)
    city = office.as_("auditor")
    assert {event["place"] for event in read_on(city, topics="application.*")} == {DISTRICT, "330521"}
    assert {event["place"] for event in read_on(city, place="330521")} == {"330521"}


def test_how_the_system_is_used_is_not_in_the_feed(office: Office) -> None:
    office.on("2024-03-01")
    filed(office, 1)
    assert {event["type"].partition(".")[0] for event in read_on(office.as_("auditor"))} == {
        "application",
        "book",
        "party",
    }


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"after": "nonsense"}, "not-a-cursor"),
        ({"after": "djE6MzMwNzAwOjc"}, "cursor-of-another-book"),
        ({"after": "djE6MzMwNTAwOjk5OTk5"}, "beyond-the-book"),
        ({"topics": "application.Gone"}, "no-such-topic"),
        ({"topics": "access.*"}, "no-such-topic"),
        ({"limit": 0}, "page-too-large"),
        ({"limit": 1_001}, "page-too-large"),
        ({"colour": "red"}, "unknown-parameter"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(office: Office, query: dict[str, Any], code: str) -> None:
    response = office.as_("auditor").get("/events", **query)
    assert (response.status_code, (response.json or {})["code"]) == (422, code)
