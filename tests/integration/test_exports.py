"""Downloads agree with what readers are told, on both stores, in every format, from one moment of the book."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pytest

from ledger.exports import export as exporting
from ledger.exports.catalogue import FORMATS
from ledger.exports.export import DownloadTooLong, export
from ledger.exports.list_tables import CasesQuestion, PaymentsQuestion, RecoveriesQuestion
from ledger.exports.money_tables import BalancesQuestion, JournalQuestion
from ledger.exports.table import Question
from ledger.views import queries
from ledger.views.balances import Dimension, balances
from tests.exported import WHOLE_BOOK, day, download, fen, lines
from tests.integration.world import LEASE_LINE, STARTUP, World, opened, played

QUESTIONS: tuple[Question, ...] = (
    JournalQuestion(),
    BalancesQuestion(),
    CasesQuestion(),
    PaymentsQuestion(),
    RecoveriesQuestion(),
)
BY_CASE: tuple[Dimension, ...] = ("case", "account", "commodity")

every_format = pytest.mark.parametrize("format_", FORMATS)


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The whole world, once on each store, for tests that only read."""
    folder = tmp_path_factory.mktemp("exports")
    url = f"sqlite:///{folder / 'book.sqlite'}"
    if request.param == "postgres":
        url = f"{request.getfixturevalue('postgres_server')}&schema=exports"
    here = played(url, folder)
    yield here
    here.book.close()


def found(world: World, question: Question, format_: str = "csv") -> list[dict[str, Any]]:
    return lines(download(world.book, question, format_)[1], format_)


@every_format
def test_the_journal_balances_event_by_event_and_is_every_posting(world: World, format_: str) -> None:
    journal = found(world, JournalQuestion(), format_)
    sums: Counter[tuple[str, str]] = Counter()
    for line in journal:
        assert (line["debit"] is None) != (line["credit"] is None)
        sums[str(line["position"]), line["commodity"]] += fen(line["debit"]) - fen(line["credit"])
    assert set(sums.values()) == {0}
    assert [(int(line["position"]), int(line["n"])) for line in journal] == [
        (row.position, row.n) for row in queries.postings(world.book)
    ]


@every_format
def test_the_sums_of_the_journal_are_the_balances(world: World, format_: str) -> None:
    sums: Counter[tuple[str, str, str]] = Counter()
    for line in found(world, JournalQuestion(), format_):
        sums[line["case"] or "", line["account"], line["commodity"]] += fen(line["debit"]) - fen(line["credit"])
    told = balances(world.book, group_by=BY_CASE)
    assert {key: amount for key, amount in sums.items() if amount} == {
        (row.case, row.account, row.commodity): row.amount for row in told
    }
    downloaded = found(world, BalancesQuestion(group_by=BY_CASE), format_)
    assert [(line["account"], line["commodity"], line["case"] or "", fen(line["amount"])) for line in downloaded] == [
        (row.account, row.commodity, row.case, row.amount) for row in told
    ]


def test_balances_are_in_the_order_of_the_chart_and_named(world: World) -> None:
    told = found(world, BalancesQuestion())
    assert (told[0]["account"], told[0]["account_zh"]) == ("Budget:Authority", "预算指标来源")
    assert [line["account"].partition(":")[0] for line in told] == sorted(
        (line["account"].partition(":")[0] for line in told),
        key=["Budget", "Assets", "Liabilities", "Income", "Expenses", "Equity", "Levy"].index,
    )


def test_a_journal_of_a_period_begins_and_ends_with_its_days(world: World) -> None:
    april = JournalQuestion(effective_from=date(2024, 4, 8), effective_to=date(2024, 4, 9))
    assert {line["effective_on"] for line in found(world, april)} == {"2024-04-08", "2024-04-09"}
    whole = found(world, JournalQuestion())
    assert found(world, april) == [line for line in whole if "2024-04-08" <= line["effective_on"] <= "2024-04-09"]


def test_what_was_recorded_late_is_known_late(world: World) -> None:
    """An allotment was withdrawn with a value date of three days before."""
    on = date(2024, 8, 30)
    withdrawn = JournalQuestion(account="Budget:Allotted", effective_from=on, effective_to=on)
    assert [fen(line["credit"]) for line in found(world, withdrawn)] == [1_000_000]
    known = JournalQuestion(account="Budget:Allotted", effective_to=on, known_on=on)
    assert "fund.AllotmentWithdrawn" not in {line["event"] for line in found(world, known)}


def test_balances_of_a_period_are_what_moved_in_it(world: World) -> None:
    moved = found(world, BalancesQuestion(effective_from=date(2025, 1, 1)))
    before = {(b.account, b.commodity): b.amount for b in balances(world.book, as_of=date(2024, 12, 31))}
    after = {(b.account, b.commodity): b.amount for b in balances(world.book)}
    difference = {key: after.get(key, 0) - before.get(key, 0) for key in before | after}
    assert {(line["account"], line["commodity"]): fen(line["amount"]) for line in moved} == {
        key: amount for key, amount in difference.items() if amount
    }


@pytest.mark.parametrize("name", ["account", "commodity", "line", "case"])
def test_a_journal_can_be_narrowed(world: World, name: str) -> None:
    whole = found(world, JournalQuestion())
    wanted = max(line[name] for line in whole if line[name])
    some = found(world, JournalQuestion(**{name: wanted}))
    assert some == [line for line in whole if line[name] == wanted]
    assert 0 < len(some) < len(whole)


@every_format
def test_the_lists_say_what_readers_are_told(world: World, format_: str) -> None:
    cases, told = found(world, CasesQuestion(), format_), queries.cases(world.book)
    assert [(c["id"], fen(c["amount"]), fen(c["paid"]), day(c["applied_on"])) for c in cases] == [
        (row.id, row.amount, row.paid, row.applied_on.isoformat()) for row in told
    ]
    payments = found(world, PaymentsQuestion(), format_)
    assert [(p["id"], fen(p["amount"]), p["status"], p["settled_by"] or "") for p in payments] == [
        (row.id, row.amount, row.status, row.settled_by) for row in queries.payments(world.book)
    ]
    recoveries = found(world, RecoveriesQuestion(), format_)
    assert [(r["id"], fen(r["received"]), fen(r["outstanding"])) for r in recoveries] == [
        (row.id, row.received, row.outstanding) for row in queries.recoveries(world.book)
    ]
    assert {p["place"] for p in payments} == {r["place"] for r in recoveries} == {"330502"}
    assert {c["place_zh"] for c in cases} == {"浙江省湖州市吴兴区"}


def test_the_lists_can_be_narrowed(world: World) -> None:
    assert len(found(world, CasesQuestion(programme=STARTUP, status="withdrawn"))) == 1
    assert found(world, CasesQuestion(place="330521")) == []
    assert len(found(world, CasesQuestion(place="330502"))) == 9
    lease = world.cases["lease"]
    assert [line["tranche"] for line in found(world, PaymentsQuestion(case=lease, line=LEASE_LINE))] == ["1", "2"]
    assert found(world, RecoveriesQuestion(payment=f"{lease}-P2")) == []


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: type(question).__name__)
def test_nobody_downloads_what_lies_outside_the_places_that_they_see(world: World, question: Question) -> None:
    whole, _ = download(world.book, question, "csv")
    elsewhere, _ = download(world.book, question, "csv", ("330521", "330522"))
    nowhere, _ = download(world.book, question, "csv", ())
    within, _ = download(world.book, question, "csv", ("330502",))
    assert (elsewhere.rows, nowhere.rows) == (0, 0)
    assert 0 < within.rows <= whole.rows
    assert len({whole.digest, elsewhere.digest, nowhere.digest, within.digest}) == 4


def test_whoever_sees_a_county_sees_its_events_whole(world: World) -> None:
    _, content = download(world.book, JournalQuestion(), "csv", ("330502",))
    some, whole = lines(content, "csv"), found(world, JournalQuestion())
    positions = {line["position"] for line in some}
    assert some == [line for line in whole if line["position"] in positions]
    assert {line["place"] for line in some} == {"330502"}


@every_format
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: type(question).__name__)
def test_the_same_question_to_the_same_book_gives_the_same_bytes(
    world: World, question: Question, format_: str
) -> None:
    first, content = download(world.book, question, format_)
    assert download(world.book, question, format_) == (first, content)
    assert (first.size, first.position) == (len(content), world.book.head.position)
    assert first.rows == len(lines(content, format_))


def test_both_stores_give_the_same_bytes(world: World, tmp_path: Any, request: pytest.FixtureRequest) -> None:
    if world.book.url_shown.startswith("postgresql"):
        pytest.skip("both stores are compared when the first one is SQLite")
    url = f"{request.getfixturevalue('postgres_server')}&schema=exports_too"
    other = played(url, tmp_path)
    # In the lists people are other pseudonyms, which come from the key file.
    for question in (JournalQuestion(), BalancesQuestion(group_by=BY_CASE)):
        for format_ in FORMATS:
            assert download(other.book, question, format_) == download(world.book, question, format_)
    other.book.close()


def test_more_rows_than_a_download_may_have_are_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "MOST_ROWS", 168)
    rows = download(world.book, JournalQuestion(), "csv")[0].rows
    assert rows == 168
    monkeypatch.setattr(exporting, "MOST_ROWS", 167)
    with pytest.raises(DownloadTooLong, match="分次下载"):
        export(world.book, JournalQuestion(), WHOLE_BOOK, "csv", BytesIO())


def test_what_is_appended_meanwhile_is_not_in_the_download(
    book_url: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = opened(book_url, tmp_path)
    quiet, content = download(here.book, JournalQuestion(), "csv")
    bounded = exporting._bounded

    def disturbed(rows: Any, counted: Any) -> Iterator[Any]:
        for number, row in enumerate(bounded(rows, counted)):
            if number == 5:
                here.allot(STARTUP, 100)
                queries.postings(here.book, limit=1)
            yield row

    monkeypatch.setattr(exporting, "_bounded", disturbed)
    made, meanwhile = download(here.book, JournalQuestion(), "csv")
    assert (made, meanwhile) == (quiet, content)
    assert here.book.head.position > made.position
    here.book.close()
