"""Tables on a terminal of any width: what somebody copies stands in one line."""

from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from api.cli import screen

IDS = ("alert:SP02-ZL7YR2DREIMOMUMK", "p_abcdefghijklmnopqrstuvwx", "913305020000000009", "166,400.00 元")
SAYS = f"2024年2月至2024年9月间有8个月,工资到账后不久即转回单位{IDS[2]}关联账户或多人汇集账户:共发18,400.00 元。"
HEADINGS = ("疑点 alert", "内容 says", "对象 subject", "金额 amount")
NARROW, WIDE = 80, 140


def lines(width: int, says: str = SAYS) -> list[str]:
    """Two rows as they stand on a terminal."""
    rows = [(IDS[0], says, IDS[1], IDS[3]), (IDS[0][::-1], "", IDS[1], "")]
    console = Console(width=width, file=StringIO(), record=True)
    console.print(screen.table("清单", HEADINGS, rows, right=(3,)))
    return console.export_text().splitlines()


@given(st.integers(min_value=50, max_value=200))
def test_what_somebody_may_copy_is_never_broken_and_no_line_is_too_long(width: int) -> None:
    shown = lines(width)
    for word in (*IDS, IDS[0][::-1]):
        assert any(word in line for line in shown), word
    assert all(cell_len(line) <= width for line in shown)


@pytest.mark.parametrize(("width", "times"), [(NARROW, 2), (WIDE, 1)])
def test_a_heading_stands_once_where_there_is_room_and_else_beside_each_row(width: int, times: int) -> None:
    assert sum(HEADINGS[0] in line for line in lines(width)) == times


@given(st.integers(min_value=50, max_value=200), st.text(alphabet="工资到账后,。ab1 ", max_size=200))
def test_nothing_of_a_text_is_lost(width: int, says: str) -> None:
    shown, expected = "".join(lines(width, says)), says
    assert all(shown.count(each) >= expected.count(each) for each in set(expected) - {" "})


def test_a_list_says_nothing_of_empty_cells() -> None:
    assert sum(HEADINGS[3] in line for line in lines(NARROW)) == 1


def test_a_text_is_not_broken_before_what_closes() -> None:
    assert not [line for line in lines(NARROW) if "│ 。" in line or "│ ," in line]
