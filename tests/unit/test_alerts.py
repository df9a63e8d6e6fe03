"""Alerts: one for each check, subject and period, told anew only where something is new."""

from typing import Any

import msgspec
import pytest

from domain import alert
from domain.alert import AlertStatus, EvidenceRow, Hit, Standing, content_of, facts_of, stream_of, tell
from tests.integration.world_alerts import hit

HIT = hit("p_a")


def standing(told: Hit = HIT, status: AlertStatus = AlertStatus.OPEN) -> Standing:
    return Standing(status=status, content=content_of(told), facts=facts_of(told))


def changed(**fields: Any) -> Hit:
    return msgspec.structs.replace(HIT, **fields)


def test_an_alert_is_known_by_check_subject_and_period_alone() -> None:
    assert stream_of(HIT) == stream_of(changed(amount=1, check_version=2, text_digest="1" * 64, severity="LOW"))
    others = {"check": "RF16", "subject_kind": "employer", "subject": "p_b", "period": "2024-04"}
    assert len({stream_of(HIT), *(stream_of(changed(**{name: to})) for name, to in others.items())}) == 5


def test_a_check_on_trial_has_alerts_of_its_own_for_each_version_and_text() -> None:
    trial = changed(mode="shadow")
    later = msgspec.structs.replace(trial, check_version=2)
    stricter = msgspec.structs.replace(trial, text_digest="1" * 64)
    assert len({stream_of(each) for each in (HIT, trial, later, stricter)}) == 4
    assert stream_of(trial).startswith("shadow:RF15-")


def test_a_first_hit_raises_an_alert_that_says_all_of_it() -> None:
    outcome, (event,) = tell(None, HIT, run="run:1", suppressed=False)
    assert outcome == "raised"
    assert isinstance(event, alert.Raised)
    assert (event.hit, event.run) == (HIT, "run:1")


def test_the_same_hit_again_says_nothing() -> None:
    assert tell(standing(), HIT, run="run:2", suppressed=False) == ("unchanged", ())


def test_a_suppressed_hit_says_nothing_even_where_it_is_new() -> None:
    assert tell(None, HIT, run="run:1", suppressed=True) == ("suppressed", ())
    assert tell(standing(), changed(amount=1), run="run:1", suppressed=True) == ("suppressed", ())


@pytest.mark.parametrize("status", list(AlertStatus))
@pytest.mark.parametrize(
    "fields",
    [
        {"check_version": 2},
        {"text_digest": "1" * 64},
        {"evidence": (EvidenceRow(dataset="payroll", import_id="evidence:other", line=2),)},
    ],
)
def test_other_rows_or_another_version_refresh_an_alert_and_reopen_nothing(
    fields: dict[str, Any], status: AlertStatus
) -> None:
    outcome, (event,) = tell(standing(status=status), changed(**fields), run="run:2", suppressed=False)
    assert outcome == "refreshed"
    assert isinstance(event, alert.Refreshed)


@pytest.mark.parametrize("fields", [{"amount": 13_000}, {"facts": {"paid_fen": 1}}])
def test_new_facts_reopen_what_was_cleared_and_nothing_else(fields: dict[str, Any]) -> None:
    again = changed(**fields)
    outcome, events = tell(standing(status=AlertStatus.CLEARED), again, run="run:2", suppressed=False)
    assert outcome == "reopened"
    assert [event.topic for event in events] == ["alert.Refreshed", "alert.Reopened"]
    for status in (AlertStatus.OPEN, AlertStatus.CONFIRMED):
        assert tell(standing(status=status), again, run="run:2", suppressed=False)[0] == "refreshed"
