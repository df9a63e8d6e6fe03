"""Verification: a true book passes every check, and whatever is tampered with is found by name."""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copy
from typing import Any

import msgspec
import pytest
from sqlalchemy import delete, insert, select, update

from ledger.audit.report import Report
from ledger.audit.verify import verify
from ledger.book import Book
from ledger.codec import leaf_hash
from ledger.keys import load_keys
from ledger.tables import book_head, events, guard_balances, guard_claims, idempotency, vault_details, vault_keys
from ledger.vault import Vault
from ledger.views.catalogue import VIEWS, view_positions
from ledger.views.projection import catch_up
from tests.factories import disability_certificate, resident_id
from tests.integration.world import STARTUP, World, opened, person, played, startup_facts

Data = dict[str, Any]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the whole world in a file, its views up to date."""
    folder = tmp_path_factory.mktemp("template")
    here = played(f"sqlite:///{folder / 'book.sqlite'}", folder)
    catch_up(here.book)
    here.book.close()
    return folder


@pytest.fixture
def book(template: Path, tmp_path: Path) -> Iterator[Book]:
    """A copy of the whole world, to tamper with."""
    copy(template / "book.sqlite", tmp_path / "book.sqlite")
    with Book.open(f"sqlite:///{tmp_path / 'book.sqlite'}") as here:
        yield here


@pytest.fixture
def vault(template: Path, book: Book) -> Vault:
    """The vault of the copy."""
    return Vault(book, load_keys(template / "keys.json"))


@pytest.fixture
def stored(book_url: str, tmp_path: Path) -> Iterator[World]:
    """The whole world made anew, once on each store."""
    here = played(book_url, tmp_path)
    catch_up(here.book)
    yield here
    here.book.close()


def wrong(report: Report) -> set[str]:
    """The checks that do not hold."""
    return {check.code for check in report.checks if not check.ok}


def change(book: Book, statement: Any) -> None:
    """Change a table behind the book's back."""
    with book.engine.begin() as connection:
        assert connection.execute(statement).rowcount > 0


def find(book: Book, topic: str, number: int = 1) -> int:
    """The position of the n-th event of a topic."""
    return [row.position for row in book.raw(limit=1000) if row.topic == topic][number - 1]


def forge(book: Book, position: int, edit: Callable[[Data], None], *, encode: Any = None) -> None:
    """Change the bytes of an event as somebody would who knows the format, with the right leaf hash."""
    (row,) = book.raw(position - 1, 1)
    content = msgspec.json.decode(row.state)
    edit(content)
    state = (encode or (lambda it: msgspec.json.encode(it, order="sorted")))(content)
    columns = {"stream": content["stream"], "version": content["version"], "topic": content["topic"]}
    change(
        book,
        update(events).where(events.c.position == position).values(state=state, leaf_hash=leaf_hash(state), **columns),
    )


def setting(*path: str | int, to: Any) -> Callable[[Data], None]:
    """An edit that sets one value inside an event."""

    def edit(content: Data) -> None:
        *way, last = path
        inner: Any = content
        for step in way:
            inner = inner[step]
        inner[last] = to

    return edit


# --- a true book ------------------------------------------------------------------------------------------------------


def test_a_true_book_passes_every_check(stored: World) -> None:
    report = verify(stored.book, vault=stored.vault)
    assert wrong(report) == set()
    assert report.ok
    assert (report.book, report.position) == ("330500", stored.book.head.position)


def test_every_check_had_something_to_look_at(book: Book, vault: Vault) -> None:
    report = verify(book, vault=vault)
    assert [check.code for check in report.checks if not check.counted] == []
    assert all(check.zh and check.en for check in report.checks)
    assert len({check.code for check in report.checks}) == len(report.checks)


def test_a_book_passes_in_whatever_batches_it_is_read(book: Book, vault: Vault) -> None:
    told: list[tuple[int, int]] = []
    assert verify(book, vault=vault, progress=lambda *done: told.append(done), batch=50).ok
    assert told == [(50, book.head.position), (100, book.head.position), (book.head.position, book.head.position)]


def test_a_new_book_passes(book_url: str, tmp_path: Path) -> None:
    here = opened(book_url, tmp_path)
    assert verify(here.book, vault=here.vault).ok
    here.book.close()


def test_views_that_lag_behind_are_no_fault(stored: World) -> None:
    stored.file("late", 9, STARTUP, startup_facts(stored.today, 9))
    report = verify(stored.book)
    assert report.ok
    assert report.position == stored.book.head.position


def test_a_book_may_be_written_to_while_it_is_verified(stored: World) -> None:
    def meanwhile(done: int, total: int) -> None:
        if done == 50:
            stored.file("late", 9, STARTUP, startup_facts(stored.today, 9))
            catch_up(stored.book)

    before = stored.book.head.position
    report = verify(stored.book, vault=stored.vault, progress=meanwhile, batch=50)
    assert wrong(report) == set()
    assert report.position == before < stored.book.head.position


def test_without_keys_the_rest_is_verified_and_the_report_says_so(book: Book) -> None:
    report = verify(book)
    assert report.ok
    assert report.check("commitments-open").remarks


# --- the log ----------------------------------------------------------------------------------------------------------


def flip(book: Book, position: int) -> None:
    """Change one byte of an event, and nothing else."""
    (row,) = book.raw(position - 1, 1)
    changed = row.state.replace(b"330500", b"330501", 1)
    change(book, update(events).where(events.c.position == position).values(state=changed))


def test_one_changed_byte_is_found(stored: World) -> None:
    flip(stored.book, 30)
    assert "leaf-hashes" in wrong(verify(stored.book))


@pytest.mark.parametrize("position", [1, 30, 60])
def test_a_deleted_event_is_found(book: Book, position: int) -> None:
    change(book, delete(events).where(events.c.position == position))
    assert "positions-without-gaps" in wrong(verify(book))


def test_a_deleted_end_is_found(book: Book) -> None:
    change(book, delete(events).where(events.c.position > book.head.position - 2))
    assert "positions-without-gaps" in wrong(verify(book))


def test_a_deleted_end_is_found_even_with_the_head_moved_back(book: Book) -> None:
    head = book.head.position
    change(book, delete(events).where(events.c.position > head - 2))
    change(book, update(book_head).values(position=head - 2))
    assert {"commands-answered-once", "views-as-rebuilt"} <= wrong(verify(book))


def test_an_event_behind_the_head_is_found(book: Book) -> None:
    change(book, update(book_head).values(position=book.head.position - 1))
    assert "positions-without-gaps" in wrong(verify(book))


def test_two_swapped_events_are_found(book: Book) -> None:
    first, second = find(book, "application.FirstReviewed"), find(book, "payment.Settled")
    for old, new in ((first, 10_000), (second, first), (10_000, second)):
        change(book, update(events).where(events.c.position == old).values(position=new))
    assert {"versions-without-gaps", "stages-in-order", "views-as-rebuilt"} <= wrong(verify(book))


def test_a_backdated_record_is_found(book: Book) -> None:
    forge(book, 60, setting("recorded_at", to="2023-01-01T00:00:00Z"))
    assert "times-in-order" in wrong(verify(book))


def test_a_value_date_in_the_future_is_found(book: Book) -> None:
    forge(book, 60, setting("effective_on", to="2031-01-01"))
    assert "times-in-order" in wrong(verify(book))


def test_bytes_that_are_not_canonical_are_found(book: Book) -> None:
    forge(book, 30, setting("reason", to="x"), encode=lambda it: msgspec.json.format(msgspec.json.encode(it)))
    assert "bytes-as-written" in wrong(verify(book))


def test_bytes_that_are_no_json_are_found(book: Book) -> None:
    change(book, update(events).where(events.c.position == 30).values(state=b"{"))
    assert {"bytes-as-written", "leaf-hashes", "events-readable"} <= wrong(verify(book))


def test_a_changed_column_is_found(book: Book) -> None:
    change(book, update(events).where(events.c.position == 30).values(topic="application.Resumed"))
    assert {"bytes-as-written", "events-readable"} <= wrong(verify(book))


def test_an_unknown_event_is_found(book: Book) -> None:
    forge(book, 30, setting("topic", to="application.Unheard"))
    assert "events-readable" in wrong(verify(book))


def test_an_event_of_another_book_is_found(book: Book) -> None:
    forge(book, 30, setting("book", to="330700"))
    assert "events-readable" in wrong(verify(book))


def test_an_event_of_a_case_that_never_was_is_found(book: Book) -> None:
    forge(book, find(book, "application.Drafted"), setting("stream", to="A2024-330502-NEVERWAS"))
    assert "events-readable" in wrong(verify(book))


@pytest.mark.parametrize(
    "text",
    [
        resident_id(),
        f"身份证{resident_id()},请核对",
        disability_certificate(resident_id()),
        "6222020000000000000",
        "电话13800000000",
        "330502800101000",
    ],
)
def test_a_personal_number_in_an_event_is_found(book: Book, text: str) -> None:
    forge(book, 30, setting("reason", to=text))
    assert "no-personal-numbers" in wrong(verify(book))


@pytest.mark.parametrize(
    "text",
    [
        "913305220000000046",
        "湖财社〔2024〕31号",
        "2024-03-01 至 2024-12-31",
        "0572-0000000",
        "a" * 40 + "1234567890123456",
    ],
)
def test_other_numbers_in_an_event_are_no_fault(book: Book, text: str) -> None:
    forge(book, 30, setting("reason", to=text))
    assert "no-personal-numbers" not in wrong(verify(book))


def test_a_forgotten_idempotency_key_is_found(book: Book) -> None:
    change(book, delete(idempotency).where(idempotency.c.key == "request-0010"))
    assert wrong(verify(book)) == {"commands-answered-once"}


def test_a_moved_idempotency_key_is_found(book: Book) -> None:
    change(book, update(idempotency).where(idempotency.c.key == "request-0010").values(position=3))
    assert wrong(verify(book)) == {"commands-answered-once"}


# --- the money --------------------------------------------------------------------------------------------------------


def test_a_changed_balance_guard_is_found(stored: World) -> None:
    change(
        stored.book,
        update(guard_balances)
        .where(
            guard_balances.c.account.like("Budget:Allotted|CNY.LEVY25%") | guard_balances.c.balance.between(1, 10**12)
        )
        .values(balance=guard_balances.c.balance + 1),
    )
    assert wrong(verify(stored.book)) == {"guard-balances"}


def test_an_invented_balance_guard_is_found(book: Book) -> None:
    change(book, insert(guard_balances).values(book="330500", account="Budget:Allotted|CNY.LEVY99B||", balance=5))
    assert wrong(verify(book)) == {"guard-balances"}


def test_a_changed_claim_guard_is_found(book: Book) -> None:
    change(book, update(guard_claims).where(guard_claims.c.claim.like("bank:%S-1")).values(holder="nobody"))
    assert wrong(verify(book)) == {"guard-claims"}


def test_a_deleted_claim_guard_is_found(book: Book) -> None:
    change(
        book,
        delete(guard_claims).where(guard_claims.c.claim.like("cost:%:lease%") | guard_claims.c.claim.like("bank:%")),
    )
    assert wrong(verify(book)) == {"guard-claims"}


def test_an_allotment_beyond_the_budget_is_found(book: Book) -> None:
    forge(book, find(book, "fund.Allotted"), setting("data", "amount", to=200_000_000))
    assert {"budget-never-negative", "guard-balances"} <= wrong(verify(book))


def test_a_payment_of_another_amount_than_its_bank_line_is_found(book: Book) -> None:
    forge(book, find(book, "payment.Settled"), setting("data", "bank_line", "amount", to=999_999))
    assert "paid-equals-bank" in wrong(verify(book))


def test_a_bank_line_that_settles_twice_is_found(book: Book) -> None:
    forge(book, find(book, "payment.Settled", 2), setting("data", "bank_line", "reference", to="S-1"))
    assert "claims-held-once" in wrong(verify(book))


def test_a_cost_that_is_claimed_twice_is_found(book: Book) -> None:
    (first,) = book.raw(find(book, "application.Submitted") - 1, 1)
    claims = msgspec.json.decode(first.state)["data"]["claims"]
    forge(book, find(book, "application.Submitted", 2), setting("data", "claims", to=claims))
    assert "claims-held-once" in wrong(verify(book))


def test_a_rejected_case_that_keeps_its_budget_is_found(book: Book) -> None:
    forge(book, find(book, "application.Withdrawn"), setting("data", "release", to=None))
    assert "ended-cases-hold-nothing" in wrong(verify(book))


def test_a_withdrawn_case_that_keeps_its_claims_is_found(book: Book) -> None:
    forge(book, find(book, "application.Withdrawn"), setting("data", "claims_released", to=[]))
    assert "ended-cases-hold-nothing" in wrong(verify(book))


def test_an_ended_grant_that_keeps_its_budget_is_found(book: Book) -> None:
    forge(book, find(book, "application.Terminated"), setting("data", "release", "encumbered", to=1))
    assert "closed-grants-liquidate" in wrong(verify(book))


def test_a_payment_that_only_one_track_knows_is_found(book: Book) -> None:
    forge(book, find(book, "payment.Cancelled"), setting("data", "amount", to=1))
    assert wrong(verify(book)) >= {"closed-grants-liquidate", "guard-balances"}


def test_more_recovered_than_was_paid_is_found(book: Book) -> None:
    forge(book, find(book, "recovery.Received"), setting("data", "amount", to=700_000))
    assert {"payments-bounded", "paid-equals-bank"} <= wrong(verify(book))


def test_budget_that_lapses_but_stays_payable_is_found(book: Book) -> None:
    forge(book, find(book, "recovery.Received", 2), setting("data", "destination", to="allotment"))
    assert "guard-balances" in wrong(verify(book))


def test_a_year_that_closes_with_less_than_there_was_is_found(book: Book) -> None:
    forge(book, find(book, "fund.YearClosed"), setting("data", "lapsed", to=1))
    assert {"events-balance", "open-budget-is-payable"} <= wrong(verify(book))


# --- the duties -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("topic", ["application.Approved", "application.SecondReviewed", "payment.Instructed"])
def test_a_first_reviewer_who_does_more_is_found(book: Book, topic: str) -> None:
    forge(book, find(book, topic), setting("actor", to="330500-first"))
    assert "duties-separate" in wrong(verify(book))


def test_an_approver_without_the_role_is_found(book: Book) -> None:
    forge(book, find(book, "application.Approved"), setting("roles", to=["intake_officer"]))
    assert "roles-held" in wrong(verify(book))


def test_an_approval_before_the_notice_ended_is_found(book: Book) -> None:
    forge(book, find(book, "application.NoticePublished"), setting("data", "last_day", to="2024-12-31"))
    assert "approvals-after-notice" in wrong(verify(book))


def test_an_approval_with_an_open_objection_is_found(book: Book) -> None:
    forge(book, find(book, "application.ObjectionResolved"), setting("data", "number", to=9))
    assert "approvals-after-notice" in wrong(verify(book))


def test_a_stage_that_was_left_out_is_found(book: Book) -> None:
    forge(book, find(book, "application.SiteChecked"), as_another("application.FirstReviewed", {"opinion": "x"}))
    assert "stages-in-order" in wrong(verify(book))


def test_an_approval_of_another_amount_is_found(book: Book) -> None:
    forge(book, find(book, "application.Approved"), setting("data", "decision", "amount", to=1_500_000))
    assert {"stages-in-order", "decisions-recompute", "budget-never-negative"} <= wrong(verify(book))


def as_another(topic: str, data: Data) -> Callable[[Data], None]:
    """An edit that makes another event of it."""

    def edit(content: Data) -> None:
        content["topic"], content["data"] = topic, data

    return edit


def test_a_write_off_by_who_determined_it_is_found(book: Book) -> None:
    forge(book, find(book, "recovery.WrittenOff"), setting("actor", to="330500-finance"))
    assert "write-off-by-another" in wrong(verify(book))


# --- law, views, vault ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "to"),
    [
        (("steps", 0, "value"), "否"),
        (("steps", 0, "authority"), "某文件"),
        (("law_day",), "2020-01-01"),
        (("formula",), "startup_grant/1999"),
        (("instalments",), [{"amount": 1_000_000, "label": "另一期"}]),
    ],
)
def test_a_changed_decision_is_found(book: Book, path: tuple[str | int, ...], to: Any) -> None:
    forge(book, find(book, "application.Approved"), setting("data", "decision", *path, to=to))
    assert "decisions-recompute" in wrong(verify(book))


def test_facts_that_were_changed_after_the_decision_are_found(book: Book) -> None:
    forge(book, find(book, "application.Approved"), setting("data", "facts", "founders", to=3))
    assert "decisions-recompute" in wrong(verify(book))


def test_a_decision_that_the_law_does_not_give_any_more_is_found(book: Book) -> None:
    forge(book, find(book, "application.Accepted"), setting("data", "decision", "known_on", to="1990-01-01"))
    assert "decisions-recompute" in wrong(verify(book))


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_changed_view_row_is_found(book: Book, view: Any) -> None:
    table = view.table
    column = next(name for name in ("amount", "allotted", "zh", "status") if name in table.c)
    with book.engine.connect() as connection:
        key = connection.execute(select(*(table.c[name] for name in view.key)).order_by(*view.key)).first()
    assert key is not None
    named = zip(view.key, key, strict=True)
    change(book, update(table).where(*(table.c[name] == value for name, value in named)).values({column: 7}))
    report = verify(book)
    assert wrong(report) == {"views-as-rebuilt"}
    (finding,) = report.check("views-as-rebuilt").findings
    assert finding.subject == f"{view.name} {'/'.join(map(str, key))}"
    assert column in finding.en


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_deleted_view_row_is_found(book: Book, view: Any) -> None:
    table = view.table
    with book.engine.connect() as connection:
        key = connection.execute(select(table.c[view.key[0]]).order_by(*view.key)).scalars().first()
    change(book, delete(table).where(table.c[view.key[0]] == key))
    assert wrong(verify(book)) == {"views-as-rebuilt"}


@pytest.mark.parametrize("position", [0, 100_000])
@pytest.mark.parametrize("view", [view for view in VIEWS if not view.needs], ids=lambda view: view.name)
def test_an_invented_view_row_is_found(book: Book, view: Any, position: int) -> None:
    table = view.table
    with book.engine.connect() as connection:
        row = connection.execute(select(table)).mappings().first()
    assert row is not None
    change(book, insert(table).values({**row, "position": position}))
    assert wrong(verify(book)) == {"views-as-rebuilt"}


def test_a_changed_view_row_is_found_on_both_stores(stored: World) -> None:
    cases = VIEWS[0].table
    change(stored.book, update(cases).where(cases.c.id == stored.cases["clean"]).values(status="draft"))
    assert wrong(verify(stored.book)) == {"views-as-rebuilt"}


def test_views_that_claim_to_stand_elsewhere_are_found(book: Book) -> None:
    change(book, update(view_positions).values(position=view_positions.c.position - 1))
    assert wrong(verify(book)) == {"views-as-rebuilt"}


def test_changed_sealed_text_is_found(book: Book, vault: Vault) -> None:
    party = vault.party_id(person(1))
    change(book, update(vault_details).where(vault_details.c.party == party).values(sealed=b"x" * 60))
    assert wrong(verify(book, vault=vault)) == {"commitments-open"}


def test_missing_sealed_text_is_found(book: Book, vault: Vault) -> None:
    change(book, delete(vault_details).where(vault_details.c.party == vault.party_id(person(1))))
    assert wrong(verify(book, vault=vault)) == {"commitments-open"}


def test_sealed_text_that_nobody_committed_to_is_found(book: Book, vault: Vault) -> None:
    _, rows = vault.seal(person(1), 7)
    for table, row in rows:
        change(book, insert(table).values(row))
    assert wrong(verify(book, vault=vault)) == {"commitments-open"}


def test_other_sealed_text_than_was_committed_to_is_found(book: Book, vault: Vault) -> None:
    party = vault.party_id(person(1))
    _, rows = vault.seal(msgspec.structs.replace(person(1), phone="13800000009"), 1)
    for table, row in rows:
        change(book, delete(table).where(table.c.party == party))
        change(book, insert(table).values(row))
    assert wrong(verify(book, vault=vault)) == {"commitments-open"}


def test_an_erased_person_is_reported_and_no_fault(stored: World) -> None:
    party = stored.vault.party_id(person(2))
    change(stored.book, delete(vault_keys).where(vault_keys.c.party == party))
    report = verify(stored.book, vault=stored.vault)
    assert wrong(report) == set()
    assert [remark.split()[:2] for remark in report.check("commitments-open").remarks] == [
        [party, "v1:"],
        [party, "v2:"],
    ]


def test_verification_never_stops_at_the_first_fault(stored: World) -> None:
    book = stored.book
    flip(book, 30)
    forge(book, find(book, "application.Approved"), setting("actor", to="330500-first"))
    forge(book, find(book, "payment.Settled", 2), setting("data", "bank_line", "reference", to="S-1"))
    change(book, delete(idempotency).where(idempotency.c.key == "request-0010"))
    change(book, delete(vault_details))
    assert wrong(verify(book, vault=stored.vault)) >= {
        "leaf-hashes",
        "duties-separate",
        "claims-held-once",
        "guard-claims",
        "commands-answered-once",
        "commitments-open",
        "views-as-rebuilt",
    }


def test_a_report_counts_all_and_shows_the_first(book: Book) -> None:
    change(book, update(events).values(leaf_hash=b"x"))
    check = verify(book).check("leaf-hashes")
    assert (check.found, len(check.findings)) == (book.head.position, 50)
    assert check.findings[0].position == 1


def test_a_report_is_plain_data(book: Book) -> None:
    flip(book, 30)
    report = verify(book)
    assert msgspec.json.decode(msgspec.json.encode(report), type=Report) == report
