"""What people read on the screen: Chinese names for codes, a word where nothing was found, both languages."""

from pathlib import Path

import pytest

from api.cli import outcomes
from tests.integration.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty demonstration book of Huzhou."""
    return Desk(tmp_path)


@pytest.mark.parametrize(
    "words", [("placement", "list"), ("levy", "records"), ("payment", "list"), ("post", "list"), ("adjustment", "list")]
)
def test_a_table_without_rows_says_so(desk: Desk, words: tuple[str, ...]) -> None:
    assert "无记录 nothing found" in desk.type(*words, as_json=False).stdout


@pytest.mark.parametrize(
    "words",
    [
        ("application", "list", "--status", "in_reveiw"),
        ("payment", "list", "--status", "in_reveiw"),
        ("relief", "list", "--status", "in_reveiw"),
        ("fund", "performance", "--year", "2024", "--fund", "in_reveiw"),
    ],
)
def test_a_code_that_does_not_exist_is_answered_in_both_languages(desk: Desk, words: tuple[str, ...]) -> None:
    result = desk.type(*words, as_json=False)
    assert result.exit_code == 2
    assert "「in_reveiw」不在可选值内:" in result.stderr
    assert "'in_reveiw' is none of: " in result.stderr


def test_the_codes_to_choose_from_stand_with_their_chinese_names(desk: Desk) -> None:
    result = desk.type("payment", "list", "--status", "paid", as_json=False)
    assert "settled(已结清)" in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("placement", "list", "--employer", "123"),
        ("certification", "list", "--employer", "123"),
        ("levy", "list", "--uscc", "123"),
        ("levy", "records", "--uscc", "123"),
    ],
)
def test_a_credit_code_to_list_by_is_checked(desk: Desk, words: tuple[str, ...]) -> None:
    result = desk.type(*words, as_json=False)
    assert result.exit_code == 1
    assert "拒绝:" in result.stderr


def test_an_id_stays_as_it_was_typed(desk: Desk) -> None:
    result = desk.type("levy", "show", "levy:123:2024", as_json=False)
    assert "未找到残保金「levy:123:2024」。" in result.stderr


def test_a_receipt_names_what_came_of_the_act() -> None:
    assert (outcomes.heading("due_on"), outcomes.heading("counted_months")) == (
        "缴费期限 due on",
        "计入人月 counted months",
    )
    assert (outcomes.heading("12"), outcomes.heading("unheard_of")) == ("第 12 行 line", "unheard of")
    assert (outcomes.said("amount", "1.00"), outcomes.said("granted", "no")) == ("1.00 元", "否 no")
