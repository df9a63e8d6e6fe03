"""The day of an act is the day in China."""

from datetime import UTC, date, datetime

import pytest

from domain.act import EffectiveInFuture
from domain.actor import Actor
from domain.wording import NotAnIdentifier, TextMissing
from ledger.commands.base import Request

OFFICER = Actor(id="330500-intake", roles=("intake_officer",), place="330500")


def request(now: datetime, on: date | None = None, key: str = "key-1", reason: str = "依规定办理") -> Request:
    return Request(actor=OFFICER, now=now, on=on, key=key, reason=reason)


@pytest.mark.parametrize(
    ("utc", "today"),
    [
        (datetime(2024, 3, 7, 15, 59, 59, tzinfo=UTC), date(2024, 3, 7)),
        (datetime(2024, 3, 7, 16, 0, 0, tzinfo=UTC), date(2024, 3, 8)),
        (datetime(2023, 12, 31, 16, 0, 0, tzinfo=UTC), date(2024, 1, 1)),
    ],
)
def test_the_day_changes_at_midnight_in_china(utc: datetime, today: date) -> None:
    act = request(utc).act()
    assert (act.today, act.on) == (today, today)


def test_a_value_date_of_today_in_china_is_not_in_the_future() -> None:
    just_after_midnight = datetime(2024, 3, 7, 16, 0, 0, tzinfo=UTC)
    assert request(just_after_midnight, date(2024, 3, 8)).act().on == date(2024, 3, 8)
    with pytest.raises(EffectiveInFuture):
        request(just_after_midnight, date(2024, 3, 9)).act()


def test_a_reason_is_kept_without_the_space_around_it() -> None:
    assert request(datetime(2024, 3, 7, tzinfo=UTC), reason="  依申请办理\n").act().reason == "依申请办理"


def test_an_act_without_a_reason_does_not_come_about() -> None:
    with pytest.raises(TextMissing):
        request(datetime(2024, 3, 7, tzinfo=UTC), reason="\u3000").act()


@pytest.mark.parametrize("key", ["", "a b", "申请", "k" * 121, "13800000001"])
def test_a_key_is_an_identifier_and_no_personal_number(key: str) -> None:
    with pytest.raises(NotAnIdentifier):
        request(datetime(2024, 3, 7, tzinfo=UTC), key=key)
