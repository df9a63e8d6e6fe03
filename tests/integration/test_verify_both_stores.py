"""Verification on both stores: a true book passes every check, and what is tampered with is found."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from ledger.audit.verify import verify
from ledger.tables import guard_balances, idempotency, vault_details, vault_keys
from ledger.views.catalogue import VIEWS
from ledger.views.projection import catch_up
from tests.integration.tampering import (
    change,
    find,
    flip,
    forge,
    setting,
    wrong,
)
from tests.integration.world import STARTUP, World, opened, person, played, startup_facts


@pytest.fixture
def stored(book_url: str, tmp_path: Path) -> Iterator[World]:
    """The whole world made anew, once on each store."""
    here = played(book_url, tmp_path)
    catch_up(here.book)
    yield here
    here.book.close()


def test_a_true_book_passes_every_check(stored: World) -> None:
    report = verify(stored.book, vault=stored.vault)
    assert wrong(report) == set()
    assert report.ok
    assert (report.book, report.position) == ("330500", stored.book.head.position)


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


def test_one_changed_byte_is_found(stored: World) -> None:
    flip(stored.book, 30)
    assert "leaf-hashes" in wrong(verify(stored.book))


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


def test_a_changed_view_row_is_found_on_both_stores(stored: World) -> None:
    cases = VIEWS[0].table
    change(stored.book, update(cases).where(cases.c.id == stored.cases["clean"]).values(status="draft"))
    assert wrong(verify(stored.book)) == {"views-as-rebuilt"}


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
