"""Exchanges between departments through the command line, and their view on both stores."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from domain.actor import Actor
from ledger.audit.verify import verify
from ledger.commands import exchanges
from ledger.commands.base import Request
from ledger.commands.open_book import create_book
from ledger.views import registers
from ledger.views.digest import digest
from ledger.views.rebuild import rebuild
from tests.integration.desk import Desk

DATA = {"officer": "data", "role": "data_officer"}
FIELDS = ("--field", "pseudonym", "--field", "employment_status")
AGREE = (
    *("exchange", "agree", "--kind", "students", "--place", "330500", "--source", "市教育局", "--receiver", "市残联"),
    *(
        "--purpose",
        "建立一人一策台账",
        "--basis",
        "湖州市促进残疾人就业行动方案二(八)",
        *FIELDS,
        "--every-months",
        "12",
    ),
)
RUN = ("--rows", "10", "--matched", "9", "--unmatched", "1", "--digest", "ab" * 32)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty demonstration book."""
    return Desk(tmp_path)


def test_an_exchange_is_agreed_on_run_and_ended(desk: Desk) -> None:
    id = desk.done(*AGREE, **DATA)["subject"]
    assert id.startswith("E2024-330500-")
    desk.done("exchange", "run", id, *FIELDS, *RUN, **DATA)
    (listed,) = desk.read("exchange", "list")["exchanges"]
    assert (listed["runs"], listed["rows"], listed["matched"], listed["ended"]) == (1, 10, 9, False)
    (mine,) = (
        each
        for each in desk.read("exchange", "due", "--place", "330502", "--as-of", "2025-03-01")["due"]
        if each["kind"] == "students"
    )
    assert (mine["exchange"], mine["next_due"], mine["overdue"]) == (id, "2025-03-01", False)
    desk.done("exchange", "end", id, "--ground", "平台实时共享", **DATA)
    assert desk.refused("exchange", "run", id, *FIELDS, *RUN, **DATA)["code"] == "exchange-ended"


def test_people_see_what_is_due(desk: Desk) -> None:
    desk.done(*AGREE, **DATA)
    assert "残疾人大学生信息" in desk.type("exchange", "list", as_json=False).stdout
    assert "是" in desk.type("exchange", "due", "--place", "330500", "--as-of", "2024-06-01", as_json=False).stdout


def test_the_same_key_agrees_once(desk: Desk) -> None:
    assert desk.done(*AGREE, "--key", "k-1", **DATA) == desk.done(*AGREE, "--key", "k-1", **DATA)
    assert len(desk.read("exchange", "list")["exchanges"]) == 1


def test_an_exchange_that_is_not_there_is_not_found(desk: Desk) -> None:
    assert desk.refused("exchange", "end", "E1", "--ground", "无", **DATA)["code"] == "not-found"


def test_the_view_can_be_rebuilt_on_both_stores(book_url: str, tmp_path: Path) -> None:
    officer = Actor(id="data", roles=("data_officer",), place="330500")

    def request(key: str) -> Request:
        return Request(actor=officer, now=datetime(2024, 3, 1, 2, tzinfo=UTC), key=key, reason="办理")

    given: dict[str, Any] = {"kind": "platform", "place": "330500", "source": "甲", "receiver": "乙", "purpose": "匹配"}
    agree = exchanges.Agree(**given, basis="方案", fields=("need", "place"), every_months=1)
    book, _ = create_book(
        book_url, place="330500", mode="demo", key_file=tmp_path / "keys.json", request=request("open")
    )
    with book:
        id = exchanges.agree(book, agree, request("agree")).subject
        ran = exchanges.RunExchange(exchange=id, fields=("need",), rows=2, matched=1, unmatched=1, digest="00" * 32)
        exchanges.run_exchange(book, ran, request("run"))
        assert registers.exchanges(book, kind="platform")[0].fields == ("need", "place")
        live = digest(book)
        rebuild(book)
        assert digest(book) == live
        assert verify(book).ok
