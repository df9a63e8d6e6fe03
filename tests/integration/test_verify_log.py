"""Verification of the log: nothing is missing, changed, out of order, or in it that may not be there."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import delete, update

from domain.identity import parse_uscc, uscc_check_character
from domain.wording import PersonalDataInText
from domain.working import Reason
from ledger.audit.verify import verify
from ledger.book import Book
from ledger.commands import endings, submit
from ledger.tables import book_head, events, idempotency
from tests.factories import disability_certificate, resident_id
from tests.integration.tampering import change, copy_of_the_world, find, forge, setting, wrong
from tests.integration.world import request_of


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """A copy of the whole world, to tamper with."""
    with copy_of_the_world(tmp_path) as here:
        yield here


@pytest.mark.parametrize("position", [1, 30, 60])
def test_a_deleted_event_is_found(book: Book, position: int) -> None:
    change(book, delete(events).where(events.c.position == position))
    assert "positions-without-gaps" in wrong(verify(book))


def test_a_deleted_end_is_found(book: Book) -> None:
    change(book, delete(events).where(events.c.position > book.head.position - 2))
    assert "positions-without-gaps" in wrong(verify(book))


def test_a_deleted_end_is_found_even_with_the_head_moved_back(book: Book) -> None:
    head = book.head.position
    change(book, delete(events).where(events.c.position > head - 2))
    change(book, update(book_head).values(position=head - 2))
    assert {"commands-answered-once", "views-as-rebuilt"} <= wrong(verify(book))


def test_an_event_behind_the_head_is_found(book: Book) -> None:
    change(book, update(book_head).values(position=book.head.position - 1))
    assert "positions-without-gaps" in wrong(verify(book))


def test_two_swapped_events_are_found(book: Book) -> None:
    first, second = find(book, "application.FirstReviewed"), find(book, "payment.Settled")
    for old, new in ((first, 10_000), (second, first), (10_000, second)):
        change(book, update(events).where(events.c.position == old).values(position=new))
    assert {"versions-without-gaps", "stages-in-order", "views-as-rebuilt"} <= wrong(verify(book))


def test_a_backdated_record_is_found(book: Book) -> None:
    forge(book, 60, setting("recorded_at", to="2023-01-01T00:00:00Z"))
    assert "times-in-order" in wrong(verify(book))


def test_a_value_date_in_the_future_is_found(book: Book) -> None:
    forge(book, 60, setting("effective_on", to="2031-01-01"))
    assert "times-in-order" in wrong(verify(book))


def test_bytes_that_are_not_canonical_are_found(book: Book) -> None:
    forge(book, 30, setting("reason", to="x"), encode=lambda it: msgspec.json.format(msgspec.json.encode(it)))
    assert "bytes-as-written" in wrong(verify(book))


def test_bytes_that_are_no_json_are_found(book: Book) -> None:
    change(book, update(events).where(events.c.position == 30).values(state=b"{"))
    assert {"bytes-as-written", "leaf-hashes", "events-readable"} <= wrong(verify(book))


def test_a_changed_column_is_found(book: Book) -> None:
    change(book, update(events).where(events.c.position == 30).values(topic="application.Resumed"))
    assert {"bytes-as-written", "events-readable"} <= wrong(verify(book))


def test_an_unknown_event_is_found(book: Book) -> None:
    forge(book, 30, setting("topic", to="application.Unheard"))
    assert "events-readable" in wrong(verify(book))


def test_an_event_of_another_book_is_found(book: Book) -> None:
    forge(book, 30, setting("book", to="330700"))
    assert "events-readable" in wrong(verify(book))


def test_an_event_of_a_case_that_never_was_is_found(book: Book) -> None:
    forge(book, find(book, "application.Drafted"), setting("stream", to="A2024-330502-NEVERWAS"))
    assert "events-readable" in wrong(verify(book))


@pytest.mark.parametrize(
    "text",
    [
        resident_id(),
        f"身份证{resident_id()},请核对",
        disability_certificate(resident_id()),
        "6222020000000000000",
        "电话13800000000",
        "330502800101000",
    ],
)
def test_a_personal_number_in_an_event_is_found(book: Book, text: str) -> None:
    forge(book, 30, setting("reason", to=text))
    assert "no-personal-numbers" in wrong(verify(book))


def test_a_resident_id_is_found_even_where_it_could_be_a_credit_code(book: Book) -> None:
    born = (f"19{year}{month:02d}15" for year in range(60, 100) for month in range(1, 13))
    both = next(number for number in map(resident_id, born) if uscc_check_character(number[:17]) == number[17])
    assert parse_uscc(both) == both
    forge(book, 30, setting("reason", to=both))
    assert "no-personal-numbers" in wrong(verify(book))


@pytest.mark.parametrize(
    "text",
    [
        "913305220000000046",
        "湖财社〔2024〕31号",
        "2024-03-01 至 2024-12-31",
        "0572-0000000",
        "a" * 40 + "1234567890123456",
    ],
)
def test_other_numbers_in_an_event_are_no_fault(book: Book, text: str) -> None:
    forge(book, 30, setting("reason", to=text))
    assert "no-personal-numbers" not in wrong(verify(book))


@pytest.mark.parametrize("field", ["zh", "en", "authority"])
def test_no_reason_carries_a_personal_number_into_the_log(book: Book, field: str) -> None:
    text = {"code": "x", "zh": "不实", "en": "not proven", "authority": "演示条款"} | {field: "电话13800000000"}
    command = endings.Reject(case="A2024-330502-ANY", reasons=(Reason(**text),))
    with pytest.raises(PersonalDataInText):
        endings.reject(book, command, request_of("first", date(2025, 2, 1), 1))


def test_no_finding_carries_a_personal_number_into_the_log(book: Book) -> None:
    command = submit.ReturnForCorrection(case="A2024-330502-ANY", findings=(f"证号{resident_id()}不清",))
    with pytest.raises(PersonalDataInText):
        submit.return_for_correction(book, command, request_of("intake", date(2025, 2, 1), 1))


def test_a_forgotten_idempotency_key_is_found(book: Book) -> None:
    change(book, delete(idempotency).where(idempotency.c.key == "request-0010"))
    assert wrong(verify(book)) == {"commands-answered-once"}


def test_a_moved_idempotency_key_is_found(book: Book) -> None:
    change(book, update(idempotency).where(idempotency.c.key == "request-0010").values(position=3))
    assert wrong(verify(book)) == {"commands-answered-once"}
