"""What readers are told: cases, payments, recoveries, allotments, bank lines, timelines, and balances as of any day."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from domain.errors import NotFound
from domain.events import Meta, Recorded
from domain.fund import Allotted
from ledger import chart
from ledger.commands.load import load_case
from ledger.journal import postings
from ledger.topics import published_classes
from ledger.views import queries
from ledger.views.balances import Balance, balances
from ledger.views.cases import line_of
from ledger.views.postings import fold
from ledger.views.summaries import TEMPLATES
from ledger.views.view import Entry
from tests.integration.world import ACCOUNT, LEASE_LINE, PLACE, STARTUP, STARTUP_LINE, World, person, played
from tests.integration.world_registers import DISTRICT


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The whole world, once on each store, for tests that only read."""
    folder = tmp_path_factory.mktemp("views")
    url = f"sqlite:///{folder / 'book.sqlite'}"
    if request.param == "postgres":
        url = f"{request.getfixturevalue('postgres_server')}&schema=views_queries"
    here = played(url, folder)
    yield here
    here.book.close()


def amounts(found: list[Balance]) -> dict[str, int]:
    return {balance.account: balance.amount for balance in found}


def test_a_case_tells_where_it_stands(world: World) -> None:
    clean = queries.case(world.book, world.cases["clean"])
    assert (clean.status, clean.next_stage, clean.suspended) == ("approved", "", False)
    assert (clean.amount, clean.paid, clean.encumbered, clean.line) == (1_000_000, 1_000_000, 0, STARTUP_LINE)
    assert clean.applicant == world.vault.party_id(person(1))
    lease = queries.case(world.book, world.cases["lease"])
    assert (lease.status, lease.encumbered, lease.paid, lease.recovered) == ("terminated", 0, 600_000, 90_000)
    refused = queries.case(world.book, world.cases["refused"])
    assert (refused.status, refused.amount, refused.line) == ("rejected", 0, "")


def test_a_case_follows_the_domain_in_every_respect(world: World) -> None:
    for row in queries.cases(world.book):
        state, _ = load_case(world.book, row.id)
        assert (row.status, row.suspended, row.done) == (state.status.value, state.suspended, state.done)
        assert (row.amount, row.line) == (state.amount, state.line.key if state.line else "")
        assert (row.decided_on, row.last_on) == (state.decided_on, state.last_on)
        assert (row.notice_last_day, row.appeal_open) == (state.notice_last_day, state.appeal_open)
        assert row.objected == tuple(str(number) for number in state.open_objections)
        assert (row.notice_first_day is None) == (row.notice_last_day is None)


def test_cases_are_found_by_programme_place_status_and_applicant(world: World) -> None:
    everything = queries.cases(world.book)
    assert len(everything) == len(world.cases) == 9
    assert [row.id for row in everything] == [
        row.id for row in sorted(everything, key=lambda row: (row.applied_on, row.id))
    ]
    assert len(queries.cases(world.book, programme=STARTUP)) == 8
    assert len(queries.cases(world.book, place="330500")) == 9
    assert queries.cases(world.book, place="330521") == []
    assert [row.id for row in queries.cases(world.book, status="withdrawn")] == [world.cases["withdrawn"]]
    applicant = world.vault.party_id(person(0))
    assert [row.id for row in queries.cases(world.book, applicant=applicant)] == [world.cases["lease"]]


def test_a_payment_tells_its_way_through_the_bank(world: World) -> None:
    bounced = queries.payment(world.book, world.payment("bounced"))
    assert (bounced.status, bounced.attempt, bounced.details_version) == ("settled", 2, 2)
    assert (bounced.settled_by, bounced.returned_by) == (f"{ACCOUNT}/S-6", f"{ACCOUNT}/R-1")
    assert (bounced.settled_on, bounced.returned_on) == (date(2024, 4, 11), date(2024, 4, 11))
    never_left = queries.payment(world.book, world.payment("never-left"))
    assert (never_left.status, never_left.returned_by, never_left.settled_on) == ("cancelled", "", None)


def test_a_payment_tells_what_was_recovered_of_it(world: World) -> None:
    paid = queries.payment(world.book, world.payment("lease"))
    assert (paid.amount, paid.recovering, paid.recovered, paid.written_off) == (300_000, 0, 90_000, 10_000)
    (recovery,) = queries.recoveries(world.book, payment=paid.id)
    assert (recovery.amount, recovery.received, recovery.written_off, recovery.outstanding) == (
        100_000,
        90_000,
        10_000,
        0,
    )


def test_payments_come_by_case_and_tranche(world: World) -> None:
    found = queries.payments(world.book, line=LEASE_LINE)
    assert [row.tranche for row in found] == [1, 2]
    assert [row.label for row in found] == ["2023年第1季度", "2023年第2季度"]


def test_an_allotment_is_the_sum_of_all_that_became_of_it(world: World) -> None:
    lines = {row.id: row for row in queries.allotments(world.book)}
    assert set(lines) == {STARTUP_LINE, LEASE_LINE}
    for row in lines.values():
        parts = row.available + row.pre_encumbered + row.encumbered + row.held + row.unpaid + row.paid + row.lapsed
        assert row.allotted == parts
    assert lines[LEASE_LINE].allotted == 5_000_000
    assert lines[LEASE_LINE].paid == 510_000
    assert lines[STARTUP_LINE].encumbered == 1_000_000  # the ended grant that an appeal brought back
    assert queries.allotments(world.book, year=2023) == []


def test_bank_lines_are_signed_by_their_direction(world: World) -> None:
    found = queries.bank_lines(world.book, matched_to=world.payment("bounced"))
    assert [(row.reference, row.amount, row.kind) for row in found] == [
        ("S-2", -1_000_000, "settled"),
        ("R-1", 1_000_000, "returned"),
        ("S-6", -1_000_000, "settled"),
    ]
    (received,) = queries.bank_lines(world.book, key=f"{ACCOUNT}/C-1")
    assert (received.amount, received.kind) == (60_000, "received")


def test_the_timeline_of_a_case_holds_its_payments_and_recoveries(world: World) -> None:
    lines = queries.timeline(world.book, case=world.cases["lease"])
    assert [row.position for row in lines] == sorted(row.position for row in lines)
    assert {row.topic.partition(".")[0] for row in lines} == {"application", "payment", "recovery"}
    assert lines[0].zh.endswith("申请「场地租赁补贴」(330502,申请日 2024-03-01)")
    assert all(row.zh and row.en and row.actor and row.roles for row in lines)


def test_every_event_of_a_case_concerns_the_place_of_the_case(world: World) -> None:
    for case in queries.cases(world.book):
        assert {row.place for row in queries.timeline(world.book, case=case.id)} == {case.place}


def test_what_concerns_a_county_is_not_what_lies_on_the_line_of_its_city(world: World) -> None:
    of_county = queries.timeline(world.book, place=DISTRICT)
    assert of_county
    assert {row.place for row in of_county} == {DISTRICT}
    assert {row.place for row in queries.timeline(world.book, stream=of_county[-1].stream)} == {DISTRICT}


def test_a_city_finds_what_concerns_its_counties_and_no_other_city(world: World) -> None:
    assert queries.timeline(world.book, place="330000") == queries.timeline(world.book)
    assert set(queries.timeline(world.book, place=DISTRICT)) < set(queries.timeline(world.book, place=PLACE))
    assert queries.timeline(world.book, place="330700") == []


def test_what_names_no_place_and_belongs_to_no_case_concerns_the_whole_book(world: World) -> None:
    people = [row for row in queries.timeline(world.book) if row.topic.startswith("party.")]
    assert {row.place for row in people} == {PLACE}


def test_the_timeline_is_read_page_by_page(world: World) -> None:
    everything = queries.timeline(world.book)
    assert [row.position for row in everything] == list(range(1, world.book.head.position + 1))
    page = queries.timeline(world.book, after=10, limit=5)
    assert [row.position for row in page] == [11, 12, 13, 14, 15]


def test_every_kind_of_event_has_a_line_in_both_languages() -> None:
    assert set(TEMPLATES) == {known.topic for known in published_classes()}


@pytest.mark.parametrize(
    ("question", "what"), [(queries.case, "案件"), (queries.payment, "支付"), (queries.recovery, "追回")]
)
def test_what_is_not_there_is_not_found(world: World, question: Any, what: str) -> None:
    with pytest.raises(NotFound, match=what):
        question(world.book, "A2024-330502-NOTHING")


def test_balances_are_the_sums_of_the_postings(world: World) -> None:
    sums: dict[tuple[str, str], int] = {}
    for recorded in world.book.read(limit=1000):
        for posting in postings(recorded):
            key = posting.account, posting.commodity
            sums[key] = sums.get(key, 0) + posting.amount
    found = balances(world.book)
    assert {(row.account, row.commodity): row.amount for row in found} == {k: v for k, v in sums.items() if v}
    order = [account.code for account in chart.ACCOUNTS]
    assert [row.account for row in found] == sorted((row.account for row in found), key=order.index)


def test_balances_of_a_line_and_of_a_case(world: World) -> None:
    by_line = {row.line: row.amount for row in balances(world.book, group_by=("line",), account="Budget:ExpendedPaid")}
    assert by_line == {STARTUP_LINE: 2_000_000, LEASE_LINE: 510_000}
    paid = balances(world.book, group_by=("case",), account="Budget:ExpendedPaid", line=LEASE_LINE)
    assert [(row.case, row.amount) for row in paid] == [(world.cases["lease"], 510_000)]


def test_every_commodity_balances_on_every_day(world: World) -> None:
    for day in (None, date(2024, 3, 11), date(2024, 4, 10), date(2025, 1, 1)):
        assert balances(world.book, as_of=day, group_by=("commodity",)) == []
        assert balances(world.book, known_on=day, group_by=("commodity",)) == []


def test_balances_as_of_a_value_date_know_what_was_recorded_later(world: World) -> None:
    # The withdrawal of allotment was recorded on 2 September for 30 August.
    def available(as_of: date, known_on: date | None = None) -> int:
        found = balances(world.book, as_of=as_of, known_on=known_on, line=LEASE_LINE)
        return amounts(found)[chart.ALLOTTED.code]

    # Of 6,000,000 fen 1,200,000 were encumbered; 600,000 of them and 60,000 recovered came back on 2 September.
    assert available(date(2024, 8, 29)) == 4_800_000
    assert available(date(2024, 8, 30)) == 3_800_000
    assert available(date(2024, 8, 30), known_on=date(2024, 9, 1)) == 4_800_000
    assert available(date(2024, 9, 2), known_on=date(2024, 9, 2)) == 4_460_000


def test_the_day_of_recording_is_the_day_in_china() -> None:
    # Half past four in the afternoon of the 1st in London is half past midnight of the 2nd in China.
    meta = Meta(
        book="330500",
        effective_on=date(2024, 9, 1),
        recorded_at=datetime(2024, 9, 1, 16, 30, tzinfo=UTC),
        actor="officer-1",
        roles=("budget_officer",),
        reason="下达额度",
        command_id="request-1",
    )
    line = line_of(STARTUP_LINE)
    event = Allotted(line=line, amount=100, document="湖残联〔2024〕3号")
    recorded = Recorded(stream="fund:x:2024", version=1, event=event, meta=meta, position=7)
    rows = list(fold({}, Entry(recorded, postings(recorded))))
    assert [(row.position, row.n, row.known_on) for row in rows] == [(7, 1, date(2024, 9, 2)), (7, 2, date(2024, 9, 2))]
