"""A cursor comes back as it was given, or is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refusal
from ledger.feed.cursor import CursorOfAnotherBook, NotACursor, cursor_of, position_of


@given(st.integers(min_value=0, max_value=10**17))
def test_a_cursor_leads_back_to_its_position(position: int) -> None:
    assert position_of("330500", cursor_of("330500", position)) == position


def test_no_cursor_is_the_beginning() -> None:
    assert position_of("330500", "") == 0


def test_a_cursor_of_another_book_is_refused() -> None:
    with pytest.raises(CursorOfAnotherBook):
        position_of("330700", cursor_of("330500", 7))


@pytest.mark.parametrize("cursor", ["7", "djE6MzMwNTAwOjA3", "djE6MzMwNTAwOi0x", "é", "djE6MzMwNTAwOjc=", "====", "\0"])
def test_what_is_no_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(NotACursor):
        position_of("330500", cursor)


@given(st.text(max_size=40))
def test_any_text_is_a_cursor_or_refused(text: str) -> None:
    try:
        position = position_of("330500", text)
    except Refusal:
        return
    assert text in ("", cursor_of("330500", position))
