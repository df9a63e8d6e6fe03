"""What of an event leaves in the feed: named fields only, money in yuan, nothing that somebody wrote in words."""

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import inspect

from domain.events import Event
from ledger.feed.fields import MONEY, OTHERS, shown
from ledger.feed.topics import NoSuchTopic, chosen, feed_topics
from ledger.topics import published, published_classes
from tests.samples.make import Sample, all_samples, kinds

CURRENT = [sample for sample in all_samples() if sample.schema == published().topics[sample.topic].schema]
ROOT = Path(__file__).parents[2]
COUNTS = frozenset(
    "attempt count days every_months from_year least needed number posts rows"
    " seats signature stars tranche year".split()
)
"""The whole numbers in the feed that are not money."""


def event_of(sample: Sample) -> Event:
    return published().decode(sample.stored).event


def names_in(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*(names_in(each) for each in value.values()))
    return set().union(*(names_in(each) for each in value)) if isinstance(value, list) else set()


def numbers_in(value: Any, name: str = "") -> set[str]:
    """The names of fields that hold a whole number."""
    if isinstance(value, dict):
        return set().union(*(numbers_in(each, field) for field, each in value.items()))
    if isinstance(value, list):
        return set().union(*(numbers_in(each, name) for each in value))
    return {name} if type(value) is int else set()


@pytest.mark.parametrize("sample", CURRENT, ids=lambda sample: sample.topic)
def test_only_named_fields_leave_and_every_number_is_a_count(sample: Sample) -> None:
    data = shown(event_of(sample))
    assert names_in(data) <= MONEY | OTHERS
    assert numbers_in(data) <= COUNTS
    assert msgspec.json.decode(msgspec.json.encode(data)) == data


@pytest.mark.parametrize("name", sorted(MONEY | OTHERS))
def test_every_named_field_is_one_of_some_event(name: str) -> None:
    assert name in {
        field.name
        for known in published_classes()
        for kind in kinds(inspect.type_info(known))
        if isinstance(kind, inspect.StructType)
        for field in kind.fields
    }


def test_what_was_written_in_words_stays_behind() -> None:
    words = "reason opinion finding findings ground contact document reference measures title result"
    inner = "facts steps evidence bank_line receipt claims commitment"
    assert not {*words.split(), *inner.split()} & (MONEY | OTHERS)


def test_what_the_bank_said_of_a_returned_payment_is_words() -> None:
    (sample,) = [sample for sample in CURRENT if sample.topic == "payment.Returned"]
    assert "code" not in shown(event_of(sample))


def test_an_approval_tells_amount_line_and_party_and_not_the_facts() -> None:
    (sample,) = [sample for sample in CURRENT if sample.topic == "application.Approved"]
    data = shown(event_of(sample))
    assert data["decision"]["amount"] == "1200.00"
    assert set(data) == {"decision", "line", "party"}
    assert "steps" not in data["decision"]


def test_a_filter_names_a_topic_or_a_beginning() -> None:
    assert chosen(["payment.Settled"]) == ("payment.Settled",)
    assert set(chosen(["recovery.*", "payment.Settled"])) == {
        "payment.Settled",
        "recovery.Determined",
        "recovery.Received",
        "recovery.Undone",
        "recovery.WrittenOff",
    }
    assert chosen([]) == feed_topics()


@pytest.mark.parametrize("topic", "payment.settled payment. pay.* * .* payment* party.Revealed application".split())
def test_a_filter_that_names_nothing_is_refused(topic: str) -> None:
    with pytest.raises(NoSuchTopic):
        chosen(["payment.Settled", topic])


def test_how_the_system_is_used_is_not_in_the_feed() -> None:
    assert not [topic for topic in feed_topics() if topic.startswith(("access.", "account.", "webhook."))]
    assert "party.Revealed" not in feed_topics()


def test_the_reference_names_every_field_that_leaves() -> None:
    page = (ROOT / "docs" / "reference" / "feed.md").read_text(encoding="utf-8")
    _, said = page.split("**Money**")
    money, others = said.split("**Codes")
    assert set(re.findall(r"`(\w+)`", money)) - {"levy"} == MONEY - {"levy"}
    assert set(re.findall(r"`(\w+)`", others)) >= OTHERS
