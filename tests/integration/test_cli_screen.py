"""What people read on the screen: Chinese names for codes, a word where nothing was found, both languages."""

from pathlib import Path

import pytest
from rich.cells import cell_len

from api.cli import outcomes
from api.cli.screen import WIDTH_OF_FILES
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


def test_a_code_to_type_again_is_never_broken(desk: Desk) -> None:
    duties = desk.type("duty", "list", "--as-of", "2024-12-01", as_json=False).stdout
    assert " huzhou_november_monitoring " in duties
    targets = desk.type("target", "progress", "--plan", "2", "--as-of", "2024-12-31", as_json=False).stdout
    assert " employment_rate_huzhou " in targets
    assert max(map(cell_len, (duties + targets).splitlines())) <= WIDTH_OF_FILES


def test_a_public_list_has_chinese_columns(desk: Desk) -> None:
    period = ("--from", "2024-03-01", "--to", "2024-03-31")
    shown = desk.type("publication", "preview", "--kind", "notice", "--place", "330500", *period, as_json=False).stdout
    assert "补贴项目" in shown
    assert "programme" not in shown


def test_a_programme_to_publish_is_checked(desk: Desk) -> None:
    which = ("--kind", "notice", "--place", "330500", "--from", "2024-03-01", "--to", "2024-03-31")
    assert (
        desk.refused("publication", "preview", *which, "--programme", "foo", officer="")["code"] == "unknown-programme"
    )


def test_the_book_to_upgrade_is_the_one_that_is_open(desk: Desk) -> None:
    assert desk.refused("book", "upgrade", officer="")["code"] == "book-schema-current"


def test_a_production_book_says_which_target_has_no_rule_of_counting(tmp_path: Path) -> None:
    desk = Desk(tmp_path, mode="production")
    found = desk.read("target", "progress", "--plan", "2")["targets"]
    lacking = {one["target"] for one in found if one["lacking"]}
    assert lacking
    assert lacking != {one["target"] for one in found}
    text = desk.type("target", "progress", "--plan", "2", as_json=False).stdout
    assert "缺规定" in text
    assert desk.read("report", "yearly", "--plan", "2", "--year", "2024")
