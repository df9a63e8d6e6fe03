"""Duties as data: what a row must say, and when a duty stands where."""

from datetime import date
from typing import Any

import pytest

from domain.duties.fulfilment import Done, completed_on, standing
from domain.duties.schedule import DutyMalformed, NoSuchPeriod, duties_of, duty_of
from domain.errors import NotFound
from domain.plans.catalogue import plan_rules
from domain.statutes.book import Provision, StatuteBook
from domain.statutes.loader import load_statutes

TODAY = date(2025, 1, 1)
YEARLY: dict[str, Any] = {
    "zh": "每年报告",
    "en": "Report every year",
    "rules": ["P3-054"],
    "subject": ["self"],
    "responsible": "dpf",
    "rhythm": "yearly",
    "due": "12-31",
    "least": 1,
    "evidence": "report",
}


def book(value: dict[str, Any], *, valid_to: date | None = date(2024, 12, 31)) -> StatuteBook:
    row = Provision(
        programme="duties",
        key="some_duty",
        place="140000",
        value=value,
        unit="table",
        valid_from=date(2022, 1, 1),
        valid_to=valid_to,
        published_on=date(2022, 1, 1),
        authority="文件",
        source="来源",
        grade="A",
    )
    return StatuteBook([row])


def done(*days: str) -> tuple[Done, ...]:
    return tuple(
        Done(number=number, on=date.fromisoformat(day), count=1, document=f"文件{number}")
        for number, day in enumerate(days, start=1)
    )


def test_every_shipped_duty_names_rows_of_its_own_plan_and_a_known_document() -> None:
    for duty in duties_of(load_statutes(demo=False), TODAY):
        assert {plan_rules()[row].plan for row in duty.rules} != set(), duty.code
        assert duty.grade == "A"
        assert duty.periods()


@pytest.mark.parametrize(
    ("changed", "valid_to"),
    [
        ({"rhythm": "monthly"}, date(2024, 12, 31)),
        ({"due": "13-01"}, date(2024, 12, 31)),
        ({"rhythm": "by_date", "due": "12-31"}, date(2024, 12, 31)),
        ({"rhythm": "within_term", "due": "12-31"}, date(2024, 12, 31)),
        ({"least": "one"}, date(2024, 12, 31)),
        ({"owner": "dpf"}, date(2024, 12, 31)),
        ({}, None),
    ],
)
def test_a_row_that_does_not_say_what_a_duty_needs_is_refused(changed: dict[str, Any], valid_to: date | None) -> None:
    with pytest.raises(DutyMalformed, match="some_duty"):
        duties_of(book(YEARLY | changed, valid_to=valid_to), TODAY)


def test_what_is_not_published_yet_is_no_duty_yet() -> None:
    assert duties_of(book(YEARLY), date(2021, 12, 31)) == ()


def test_an_unknown_duty_and_an_unknown_period_are_named() -> None:
    with pytest.raises(NotFound, match="nothing"):
        duty_of(book(YEARLY), TODAY, "nothing", "140000")
    with pytest.raises(NoSuchPeriod, match="2025"):
        duty_of(book(YEARLY), TODAY, "some_duty", "140000").period("2025")


@pytest.mark.parametrize(
    ("days", "as_of", "expected"),
    [
        ((), "2023-12-31", "open"),
        ((), "2024-01-01", "overdue"),
        (("2023-12-30", "2023-12-31"), "2024-01-01", "fulfilled"),
        (("2023-12-30", "2024-01-01"), "2023-12-31", "open"),
        (("2023-12-30", "2024-01-02"), "2024-01-01", "overdue"),
        (("2023-12-30", "2024-01-02"), "2024-01-02", "late"),
    ],
)
def test_a_duty_owed_twice_stands_where_its_second_fulfilment_puts_it(
    days: tuple[str, ...], as_of: str, expected: str
) -> None:
    day = date.fromisoformat(as_of)
    assert standing(least=2, due=date(2023, 12, 31), done=done(*days), waived=False, as_of=day) == expected


def test_without_a_day_in_the_text_nothing_is_overdue() -> None:
    assert standing(least=1, due=None, done=(), waived=False, as_of=date(2099, 1, 1)) == "unrecorded"
    assert standing(least=1, due=None, done=done("2023-01-01"), waived=False, as_of=TODAY) == "recorded"


def test_fulfilments_count_in_the_order_of_their_days() -> None:
    assert completed_on(least=2, done=done("2023-09-01", "2023-03-01")) == date(2023, 9, 1)
    assert completed_on(least=3, done=done("2023-09-01", "2023-03-01")) is None
