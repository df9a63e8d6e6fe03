"""A line of the log says what happened, and nothing about anybody."""

import json
import logging
from collections.abc import Iterator

import pytest
from structlog.contextvars import bind_contextvars

from api.ops.logs import log
from tests.factories import bank_card, resident_id
from tests.logged import Lines, logged

NUMBERS = [resident_id(), resident_id()[:15], bank_card(), "13912345678", "8613912345678"]


@pytest.fixture
def lines() -> Iterator[Lines]:
    """What was logged, line by line."""
    with logged() as found:
        yield found


def failing(text: str) -> Exception:
    """An error that was raised while another was handled, both of which repeat what they were given."""
    try:
        try:
            number = int(text)
        except ValueError as error:
            raise LookupError(text) from error
    except LookupError as error:
        return error
    raise AssertionError(number)


def test_a_line_is_one_json_object_with_its_time_and_level(lines: Lines) -> None:
    log().info("request", status=200)
    (line,) = lines()
    assert (line["event"], line["level"], line["status"]) == ("request", "info", 200)
    assert line["at"].endswith("Z")


def test_the_request_that_is_being_answered_stands_in_every_line(lines: Lines) -> None:
    bind_contextvars(request_id="r-1")
    log().info("ours")
    logging.getLogger("library").warning("theirs")
    assert [(line["event"], line["request_id"]) for line in lines()] == [("ours", "r-1"), ("theirs", "r-1")]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_personal_number_is_struck_out_wherever_it_stands(lines: Lines, number: str) -> None:
    log().info(f"paid to {number}", account=number, book=f"x {number}.")
    logging.getLogger("library").error(f"cannot read {number}")
    text = json.dumps(lines())
    assert number not in text
    assert text.count("***") == 4


def test_what_a_library_puts_into_its_message_is_left_out(lines: Lines) -> None:
    logging.getLogger("library").error("cannot read %s of %s", "张某某", {"name": "张某某"})
    (line,) = lines()
    assert (line["event"], line["logger"]) == ("cannot read %s of %s", "library")
    assert "张某某" not in json.dumps(line, ensure_ascii=False)


def test_an_error_says_its_kind_its_place_and_its_causes_and_not_what_it_was_given(lines: Lines) -> None:
    error = failing("张某某")
    log().error("request failed", exc_info=error)
    logging.getLogger("library").error("request failed", exc_info=error)
    found = lines()
    assert len(found) == 2
    assert "张某某" not in json.dumps(found, ensure_ascii=False)
    for line in found:
        assert [each["kind"] for each in line["error"]] == ["builtins.LookupError", "builtins.ValueError"]
        assert all(each["at"][0].endswith(" failing") for each in line["error"])


def test_libraries_that_talk_are_not_heard(lines: Lines) -> None:
    logging.getLogger("httpx").info("HTTP Request: GET https://login.example/callback?code=secret")
    assert lines() == []


def test_a_value_that_is_no_text_or_number_is_named_by_its_kind(lines: Lines) -> None:
    log().info("request", account=resident_id)
    assert lines()[0]["account"] == "function"


def test_a_line_that_cannot_be_written_is_not_written_elsewhere(
    lines: Lines, capsys: pytest.CaptureFixture[str]
) -> None:
    """Python would print the message with all that was put into it on standard error."""
    logging.getLogger("library").error({"张某某": {1: 2, "1": object()}, 3: object()})
    logging.getLogger().handlers[0].setFormatter(logging.Formatter("%(missing)s"))
    logging.getLogger("library").error("张某某")
    assert capsys.readouterr() == ("", "")
