"""The journal, the balances, the timeline, the trace and the verification over HTTP, within what the account sees."""

from collections import Counter
from decimal import Decimal
from typing import Any

import pytest

from api.resources import audits, journal
from ledger.views import queries
from ledger.views.balances import balances
from tests.api.office import Caller, Office
from tests.integration.world import STARTUP_LINE, World


@pytest.fixture
def auditor(here: tuple[Office, World]) -> Caller:
    """Who may see everything."""
    return here[0].as_("auditor")


def walked(caller: Caller, path: str, **asked: Any) -> list[dict[str, Any]]:
    """All pages."""
    found: list[dict[str, Any]] = []
    after: dict[str, Any] = {}
    while True:
        page = caller.read(path, **asked, **after)
        found += page["items"]
        if page["next"] is None:
            return found
        after = {"after": page["next"]}


def test_the_journal_is_every_posting_page_by_page(here: tuple[Office, World], auditor: Caller) -> None:
    found = walked(auditor, "/journal", limit=50)
    assert [(line["position"], line["n"]) for line in found] == [
        (row.position, row.n) for row in queries.postings(here[0].book)
    ]
    sums: Counter[tuple[int, str]] = Counter()
    for line in found:
        sums[line["position"], line["commodity"]] += int(Decimal(line["amount"]) * 100)
    assert set(sums.values()) == {0}
    assert found[0]["event"] == "fund.Appropriated"
    assert found[0]["subject"] == "fund:employment_security_fund:2024"


def test_the_journal_backwards_begins_at_its_end(auditor: Caller) -> None:
    forwards = walked(auditor, "/journal", limit=200)
    assert walked(auditor, "/journal", limit=200, order="descending") == forwards[::-1]


def test_the_journal_can_be_narrowed(auditor: Caller) -> None:
    asked = {"effective_from": "2024-04-08", "effective_to": "2024-04-09", "line": STARTUP_LINE}
    whole = walked(auditor, "/journal", limit=200)
    assert walked(auditor, "/journal", **asked) == [
        line for line in whole if "2024-04-08" <= line["effective_on"] <= "2024-04-09" and line["line"] == STARTUP_LINE
    ]


def test_balances_are_what_the_ledger_says(here: tuple[Office, World], auditor: Caller) -> None:
    for by, group_by in (("account", ("account", "commodity")), ("case", ("case", "account", "commodity"))):
        told = balances(here[0].book, group_by=group_by)  # type: ignore[arg-type]
        items = auditor.read("/balances", by=by)["items"]
        assert [(each["account"], each["case"], int(Decimal(each["amount"]) * 100)) for each in items] == [
            (row.account, row.case, row.amount) for row in told
        ]


def test_balances_as_of_a_day_and_as_known_on_a_day(auditor: Caller) -> None:
    """An allotment was withdrawn on 2024-09-02 with a value date of 2024-08-30."""
    asked = {"as_of": "2024-08-30", "by": "line", "account": "Budget:Allotted"}
    by_now = {each["line"]: each["amount"] for each in auditor.read("/balances", **asked)["items"]}
    by_then = {
        each["line"]: each["amount"] for each in auditor.read("/balances", **asked, known_on="2024-08-30")["items"]
    }
    differing = {
        line: Decimal(by_then[line]) - Decimal(by_now[line]) for line in by_now if by_then[line] != by_now[line]
    }
    assert list(differing.values()) == [Decimal("10000.00")]


def test_more_balances_than_an_answer_holds_are_refused(auditor: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    number = len(auditor.read("/balances", by="case")["items"])
    monkeypatch.setattr(journal, "MOST", number)
    assert len(auditor.read("/balances", by="case")["items"]) == number
    monkeypatch.setattr(journal, "MOST", number - 1)
    refused = auditor.get("/balances", by="case")
    assert (refused.status_code, refused.json and refused.json["code"]) == (422, "too-many-balances")


@pytest.mark.parametrize("path", ["/journal", "/balances", "/timeline"])
def test_a_county_sees_its_own(here: tuple[Office, World], auditor: Caller, path: str) -> None:
    office, _ = here
    own, whole = (caller.read(path)["items"] for caller in (office.as_("county"), auditor))
    assert office.as_("other-county").read(path)["items"] == []
    assert own
    assert own != whole
    if path != "/balances":
        assert {each["place"] for each in own} == {"330502"}


def test_the_timeline_of_a_case(here: tuple[Office, World], auditor: Caller) -> None:
    office, world = here
    found = walked(auditor, "/timeline", case=world.cases["clean"], limit=3)
    assert [each["position"] for each in found] == [
        row.position for row in queries.timeline(office.book, case=world.cases["clean"])
    ]
    assert found[0]["topic"] == "application.Drafted"
    settled = walked(auditor, "/timeline", case=world.cases["clean"], topic="payment.Settled")
    assert [each["actor"] for each in settled] == ["330500-finance"]


def test_a_cursor_of_another_list_is_refused(auditor: Caller) -> None:
    cursor = auditor.read("/timeline", limit=1)["next"]
    for path, asked in (("/timeline", {"topic": "payment.Settled"}), ("/journal", {})):
        refused = auditor.get(path, after=cursor, **asked)
        assert (refused.status_code, refused.json and refused.json["code"]) == (422, "cursor-of-another-list")


def test_everything_that_has_a_name_can_be_traced(here: tuple[Office, World], auditor: Caller) -> None:
    _, world = here
    payment = world.payment("clean")
    for name, kind in (
        (world.cases["clean"], "application"),
        (payment, "payment"),
        (f"{world.payment('lease')}-R1", "recovery"),
        ("ZFZH-330500/S-1", "payment"),
        ("fund:employment_security_fund:2024", "budget"),
        (STARTUP_LINE, "budget"),
    ):
        assert auditor.read(f"/trace/{name}")["kind"] == kind
    found = auditor.read(f"/trace/{payment}")
    assert found["case"]["payments"][0]["payment"]["amount"] == "10000.00"
    assert found["budget"]["documents"][0]["document"] == "湖财社〔2024〕1号"


def test_a_trace_outside_is_as_one_that_is_not_there(here: tuple[Office, World]) -> None:
    office, world = here
    for name in (world.cases["clean"], world.payment("clean"), "ZFZH-330500/S-1", STARTUP_LINE, "nothing"):
        refused = office.as_("other-county").get(f"/trace/{name}")
        assert (refused.status_code, refused.json and refused.json["code"]) == (404, "not-found"), name
    assert office.as_("other-county").get("/trace/%00").status_code == 404
    assert office.as_("county").read(f"/trace/{world.cases['clean']}")["kind"] == "application"
    assert office.as_("county").get(f"/trace/{STARTUP_LINE}").status_code == 404


def test_an_auditor_has_the_whole_book_verified(here: tuple[Office, World], auditor: Caller) -> None:
    report = auditor.read("/verification")
    assert (report["book"], report["position"]) == ("330500", here[0].book.head.position)
    assert [check["code"] for check in report["checks"] if not check["ok"]] == []
    assert report["ok"] is True
    assert here[0].as_("finance").get("/verification").status_code == 403


def test_one_verification_at_a_time(auditor: Caller) -> None:
    with audits._VERIFYING:
        busy = auditor.get("/verification")
    assert (busy.status_code, busy.json and busy.json["code"]) == (503, "server-busy")
