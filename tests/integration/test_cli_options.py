"""The options that every command has, and how wrong usage is answered."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import update

from api.cli import main
from api.cli.screen import safe
from ledger.book import Book
from ledger.tables import guard_balances
from tests.integration.desk import LEVY, Desk

APPROPRIATE = (
    *("fund", "appropriate", "--fund", LEVY, "--year", "2024"),
    *("--amount", "100.00", "--document", "财社〔演示〕1号"),
)
WHO = ("--actor", "330500-budget", "--role", "budget_officer")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty demonstration book."""
    return Desk(tmp_path)


def run(*words: str, **environment: str) -> Result:
    return CliRunner(env=environment).invoke(main, words, catch_exceptions=False)


def test_common_options_stand_before_or_after_the_sub_command(desk: Desk) -> None:
    before = run("--book", desk.url, *WHO, "--json", *APPROPRIATE)
    after = run(*APPROPRIATE, "--book", desk.url, *WHO, "--json")
    assert (before.exit_code, after.exit_code) == (0, 0), before.output + after.output
    assert json.loads(after.stdout)["versions"] == {f"fund:{LEVY}:2024": 2}


def test_what_stands_after_the_sub_command_goes_first(desk: Desk) -> None:
    result = run("--book", "sqlite:///nowhere/else.sqlite", *WHO, *APPROPRIATE, "--book", desk.url)
    assert result.exit_code == 0, result.output


def test_the_environment_says_who_acts_on_which_book(desk: Desk) -> None:
    result = run(
        *APPROPRIATE,
        SUBSIDY_LEDGER_BOOK=desk.url,
        SUBSIDY_LEDGER_ACTOR="330500-budget",
        SUBSIDY_LEDGER_ROLES="intake_officer,budget_officer",
    )
    assert result.exit_code == 0, result.output


def test_the_same_key_is_taken_once(desk: Desk) -> None:
    first = desk.done(*APPROPRIATE, "--key", "k-1", officer="budget")
    length = desk.length
    assert desk.done(*APPROPRIATE, "--key", "k-1", officer="budget") == first
    assert desk.length == length
    other = (*APPROPRIATE[:-1], "财社〔演示〕2号", "--key", "k-1")
    assert desk.refused(*other, officer="budget")["code"] == "idempotency-key-reused"


def test_a_key_is_made_up_and_told_where_none_was_given(desk: Desk) -> None:
    first, second = (desk.done(*APPROPRIATE, officer="budget")["key"] for _ in range(2))
    assert first != second
    assert first in desk.type(*APPROPRIATE, "--key", first, officer="budget", as_json=False).stdout


def test_a_refusal_tells_the_key_to_try_again_with(desk: Desk) -> None:
    error = desk.refused(*APPROPRIATE, "--key", "k-2", officer="intake")
    assert error["key"] == "k-2"


def test_a_value_date_is_taken_and_may_not_lie_ahead(desk: Desk) -> None:
    desk.done(*APPROPRIATE, "--on", "2024-02-01", officer="budget")
    assert desk.refused(*APPROPRIATE, "--on", "2024-03-02", officer="budget")["code"] == "effective-in-future"
    assert desk.refused(*APPROPRIATE, "--on", "2024-2-1", officer="budget")["code"] == "not-a-date"


def test_a_jurisdiction_can_be_narrower_than_the_book(desk: Desk) -> None:
    error = desk.refused(*APPROPRIATE, "--jurisdiction", "330502", officer="budget")
    assert error["code"] == "outside-jurisdiction"
    assert desk.refused(*APPROPRIATE, "--jurisdiction", "339999", officer="budget")["code"] == "unknown-place"


def test_only_a_demonstration_book_lets_you_say_what_time_it_is(tmp_path: Path) -> None:
    desk = Desk(tmp_path, mode="production")
    late = ("--now", "2024-01-01T09:00:00+08:00")
    assert desk.refused(*APPROPRIATE, *late, officer="budget")["code"] == "now-not-yours"
    made = ("book", "init", f"sqlite:///{tmp_path / 'other.sqlite'}", "--place", "330500")
    assert desk.refused(*made, *late, officer="budget")["code"] == "now-not-yours"
    assert not (tmp_path / "other.sqlite").exists()


def test_a_time_that_is_none_is_refused(desk: Desk) -> None:
    assert desk.refused(*APPROPRIATE, "--now", "noon", officer="budget")["code"] == "not-a-time"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((*WHO, *APPROPRIATE), "--book"),
        (("--book", "{url}", *APPROPRIATE), "--actor"),
        (("--book", "{url}", *WHO, "payment", "reissue", "P1"), "--reason"),
        (("--book", "{url}", *WHO, "application", "submit"), "--form"),
        (("--book", "{url}", *WHO, "payment", "return", "P1", "--code", "AC01", "--reference", "1"), "--booked-on"),
    ],
)
def test_wrong_usage_is_answered_in_both_languages(desk: Desk, words: tuple[str, ...], said: str) -> None:
    result = run(*(word.format(url=desk.url) for word in words))
    assert result.exit_code == 2
    assert said in result.stderr
    assert "请" in result.stderr or "银行" in result.stderr


def test_a_book_is_made_once(desk: Desk) -> None:
    again = ("book", "init", desk.url, "--place", "330500", "--mode", "demo")
    assert desk.refused(*again, officer="budget")["code"] == "book-exists"


def test_making_a_book_again_with_the_same_key_ends_the_same(desk: Desk, tmp_path: Path) -> None:
    made = ("book", "init", f"sqlite:///{tmp_path / 'other.sqlite'}", "--place", "330502", "--key", "open-1")
    first = CliRunner().invoke(main, [*made, *WHO, "--json"])
    assert CliRunner().invoke(main, [*made, *WHO, "--json"]).stdout == first.stdout


def test_the_key_file_is_for_its_owner_only(desk: Desk, tmp_path: Path) -> None:
    key_file = tmp_path / "book.sqlite.key"
    assert key_file.stat().st_mode & 0o777 == 0o600
    key_file.chmod(0o644)
    form = ("application", "submit", "--form", desk.form("startup_grant"))
    assert desk.refused(*form, officer="intake")["code"] == "key-file-unsafe"


def test_a_book_verifies_without_its_key_file(desk: Desk, tmp_path: Path) -> None:
    desk.submitted("startup_grant")
    (tmp_path / "book.sqlite.key").unlink()
    assert desk.read("verify")["ok"] is True
    form = ("application", "submit", "--form", desk.form("startup_grant", 1))
    assert desk.refused(*form, officer="intake")["code"] == "key-file-missing"


def test_a_book_on_a_server_needs_its_key_file_named() -> None:
    words = ("book", "init", "postgresql://nobody@localhost/none", "--place", "330500", *WHO, "--json")
    assert json.loads(run(*words).stdout)["error"]["code"] == "key-file-not-said"


def test_a_book_on_a_server_is_kept_like_one_in_a_file(bare_postgres_url: str, desk: Desk, tmp_path: Path) -> None:
    common = ("--book", bare_postgres_url, "--key-file", str(tmp_path / "server.key"), "--json")
    made = run(*common, *WHO, "book", "init", bare_postgres_url, "--place", "330500", "--mode", "demo")
    assert made.exit_code == 0, made.output
    form = str(desk.form("startup_grant"))
    intake = ("--actor", "330500-intake", "--role", "intake_officer")
    assert run(*common, *intake, "application", "submit", "--form", form).exit_code == 0
    assert json.loads(run(*common, "verify").stdout)["ok"] is True


def test_one_address_may_hold_several_books(desk: Desk) -> None:
    init = ("book", "init", desk.url, "--place", "330700", "--mode", "demo")
    assert run(*init, *WHO).exit_code == 0
    assert desk.type("book", "info").exit_code == 1
    told = desk.read("--book-place", "330700", "book", "info")
    assert told["place"] == "330700"


def test_a_book_that_is_not_there_is_named(tmp_path: Path) -> None:
    result = run("--book", str(tmp_path / "none.sqlite"), "book", "info")
    assert result.exit_code == 1
    assert "no-book" in result.stderr


def test_a_book_tells_what_it_is(desk: Desk) -> None:
    told = desk.read("book", "info")
    assert (told["place"], told["mode"], told["events"], told["name"]) == ("330500", "demo", 1, "浙江省湖州市")
    assert told["statutes_at_opening"] == told["statutes_now"]


def test_control_characters_never_reach_the_terminal(desk: Desk) -> None:
    refusal = desk.refused(*APPROPRIATE[:-1], "财社\x1b[2J1号", officer="budget")
    assert refusal["code"] == "invisible-characters"
    assert safe("财社\x1b[2J1号") == "财社\ufffd[2J1号", "and what an older book holds is shown without them"


def test_a_fault_is_told_by_the_exit_code(desk: Desk) -> None:
    desk.done(*APPROPRIATE, officer="budget")
    with Book.open(desk.url) as book, book.database.writing() as connection:
        connection.execute(update(guard_balances).values(balance=1))
        connection.commit()
    result = desk.type("verify")
    report = json.loads(result.stdout)
    assert (result.exit_code, report["ok"]) == (1, False)
    assert [check["code"] for check in report["checks"] if not check["ok"]]
    assert "有不符之处" in desk.type("verify", as_json=False).stdout


def test_a_form_may_come_from_standard_input(desk: Desk) -> None:
    text = desk.form("startup_grant").read_text(encoding="utf-8")
    words = ["--book", desk.url, "--json", "--actor", "330500-intake", "--role", "intake_officer"]
    result = CliRunner().invoke(main, [*words, "application", "submit", "--form", "-"], input=text)
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "json-malformed"),
        ("[]", "not-a-group"),
        ('{"programme": NaN}', "not-a-number-here"),
        ('{"programme": "a", "programme": "b"}', "name-twice"),
        ("[" * 100_000, "sheet-unreadable"),
        (" " * (1024 * 1024 + 1), "file-too-large"),
    ],
)
def test_json_that_cannot_be_read_is_refused(desk: Desk, tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "bad.json"
    path.write_text(text, encoding="utf-8")
    assert desk.refused("application", "submit", "--form", path, officer="intake")["code"] == code


def test_a_file_that_is_not_there_is_refused(desk: Desk, tmp_path: Path) -> None:
    missing = ("application", "submit", "--form", tmp_path / "none.json")
    assert desk.refused(*missing, officer="intake")["code"] == "sheet-unreadable"
