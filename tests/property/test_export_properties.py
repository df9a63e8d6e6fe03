"""Whatever was posted on whatever days: the formats say the same fen as the balances, on any day as known on any."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from domain import fund
from domain.events import Event, Meta, Recorded
from domain.fund import Line as BudgetLine
from ledger.book import Book
from ledger.exports.money_tables import BalancesQuestion, JournalQuestion
from ledger.views.balances import balances
from ledger.views.catalogue import beginning
from tests.exported import FORMATS, Line, download, fen, lines

PLACE = "330500"
FIRST = date(2024, 1, 1)

days = st.integers(0, 6).map(lambda number: FIRST + timedelta(days=number))
amounts = st.integers(1, 10**13)
budget_lines = st.builds(
    BudgetLine,
    fund=st.sampled_from(sorted(fund.SYMBOLS)),
    year=st.sampled_from([2024, 2025]),
    programme=st.sampled_from(["startup_grant", "lease_subsidy"]),
    place=st.sampled_from([PLACE, "330502"]),
)
events: st.SearchStrategy[Event] = st.one_of(
    st.builds(
        fund.Appropriated,
        fund=st.sampled_from(sorted(fund.SYMBOLS)),
        year=st.sampled_from([2024, 2025]),
        place=st.just(PLACE),
        amount=amounts,
        document=st.just("-"),
    ),
    st.builds(fund.Allotted, line=budget_lines, amount=amounts, document=st.just("-")),
)
histories = st.lists(st.tuples(events, days, st.integers(0, 3)), min_size=1, max_size=12)


def recorded(number: int, event: Event, effective_on: date, recorded_at: datetime) -> Recorded:
    meta = Meta(
        book=PLACE,
        effective_on=effective_on,
        recorded_at=recorded_at,
        actor="330500-budget",
        roles=(),
        reason="-",
        command_id="-",
    )
    return Recorded(stream=f"fund:{number}", version=1, event=event, meta=meta)


def history(told: list[tuple[Event, date, int]]) -> list[Recorded]:
    """The events in the order of their recording, each some days after the one before it."""
    moment, found = datetime.combine(FIRST, time(1), UTC), []
    for number, (event, effective_on, later) in enumerate(told):
        moment += timedelta(days=later, seconds=1)
        found.append(recorded(number, event, effective_on, moment))
    return found


def opened(folder: Path, told: list[tuple[Event, date, int]]) -> Book:
    """A book with that history."""
    url = f"sqlite:///{folder / 'book.sqlite'}"
    return Book.create(url, place=PLACE, mode="demo", opened_events=history(told), rows=[beginning(PLACE)])


@settings(max_examples=25)
@given(histories, days, days, st.sampled_from([(PLACE,), ("330502",), ("330521",)]))
def test_every_format_agrees_with_the_balances(
    told: list[tuple[Event, date, int]], as_of: date, known_on: date, sees: tuple[str, ...]
) -> None:
    asked = JournalQuestion(effective_to=as_of, known_on=known_on)
    by_account = BalancesQuestion(effective_to=as_of, known_on=known_on)
    with TemporaryDirectory() as folder, opened(Path(folder), told) as book:
        found = balances(book, as_of=as_of, known_on=known_on, sees=sees)
        expected = {(row.account, row.commodity): row.amount for row in found}
        for format_ in FORMATS:
            sums, per_event = summed(lines(download(book, asked, format_, sees)[1], format_))
            assert {key: amount for key, amount in sums.items() if amount} == expected
            assert set(per_event.values()) <= {0}
            totals = lines(download(book, by_account, format_, sees)[1], format_)
            assert {(line["account"], line["commodity"]): fen(line["amount"]) for line in totals} == expected


def summed(journal: list[Line]) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    """The fen of a journal by account and by event, each in each commodity."""
    sums: Counter[tuple[str, str]] = Counter()
    per_event: Counter[tuple[str, str]] = Counter()
    for line in journal:
        amount = fen(line["debit"]) - fen(line["credit"])
        sums[line["account"], line["commodity"]] += amount
        per_event[str(line["position"]), line["commodity"]] += amount
    return sums, per_event
