"""Verification of decisions, views and vault, and what a report says."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import BigInteger, Column, delete, insert, select, update

from ledger.audit.report import Report
from ledger.audit.verify import verify
from ledger.book import Book
from ledger.tables import events, vault_details
from ledger.vault import Vault
from ledger.views.catalogue import VIEWS, view_positions
from tests.integration.tampering import (
    change,
    copy_of_the_world,
    documents_in,
    evidence_in,
    find,
    flip,
    forge,
    setting,
    vault_in,
    wrong,
)
from tests.integration.world import person


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """A copy of the whole world, to tamper with."""
    with copy_of_the_world(tmp_path) as here:
        yield here


@pytest.fixture
def vault(tmp_path: Path, book: Book) -> Vault:
    """The vault of the copy."""
    return vault_in(tmp_path, book)


def test_every_check_had_something_to_look_at(book: Book, vault: Vault, tmp_path: Path) -> None:
    report = verify(book, vault=vault, documents=documents_in(tmp_path, book), evidence=evidence_in(tmp_path, book))
    assert [check.code for check in report.checks if not check.counted] == []
    assert all(check.zh and check.en for check in report.checks)
    assert len({check.code for check in report.checks}) == len(report.checks)


def test_a_book_passes_in_whatever_batches_it_is_read(book: Book, vault: Vault) -> None:
    told: list[tuple[int, int]] = []
    assert verify(book, vault=vault, progress=lambda *done: told.append(done), batch=50).ok
    head = book.head.position
    assert told == [(done, head) for done in (*range(50, head, 50), head)]


def test_without_keys_the_rest_is_verified_and_the_report_says_so(book: Book) -> None:
    report = verify(book)
    assert report.ok
    assert report.check("commitments-open").remarks


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


@pytest.mark.parametrize(("name", "value"), [("founders", 3), ("age_in_years_on_application", 36)])
def test_facts_that_were_changed_after_the_decision_are_found(book: Book, name: str, value: int) -> None:
    # Three founders give another amount; a year more changes nothing but the facts.
    forge(book, find(book, "application.Approved"), setting("data", "facts", name, to=value))
    assert "decisions-recompute" in wrong(verify(book))


def test_a_decision_that_the_law_does_not_give_any_more_is_found(book: Book) -> None:
    forge(book, find(book, "application.Accepted"), setting("data", "decision", "known_on", to="1990-01-01"))
    assert "decisions-recompute" in wrong(verify(book))


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_row_that_nothing_in_the_log_stands_behind_is_found(book: Book, view: Any) -> None:
    known = {"book": book.place, "generation": 1}
    made = {name: known.get(name, invented(column)) for name, column in view.table.c.items()}
    change(book, insert(view.table).values(made))
    assert wrong(verify(book)) == {"views-as-rebuilt"}


def invented(column: Column[Any]) -> str | int:
    """A value that fits a column and stands in no row."""
    return 987_654 if isinstance(column.type, BigInteger) else "2001-01-01"


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_changed_view_row_is_found(book: Book, view: Any) -> None:
    table = view.table
    others = {name: invented(table.c[name]) for name in view.row.__struct_fields__ if name not in view.key}
    with book.engine.connect() as connection:
        key = connection.execute(select(*(table.c[name] for name in view.key)).order_by(*view.key)).first()
    assert key is not None
    named = zip(view.key, key, strict=True)
    change(book, update(table).where(*(table.c[name] == value for name, value in named)).values(others))
    report = verify(book)
    assert wrong(report) == {"views-as-rebuilt"}
    (finding,) = report.check("views-as-rebuilt").findings
    assert finding.subject == f"{view.name} {'/'.join(map(str, key))}"
    assert finding.en == f"columns that differ: {', '.join(others)}"


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


def test_views_that_claim_to_stand_elsewhere_are_found(book: Book) -> None:
    change(book, update(view_positions).values(position=view_positions.c.position - 1))
    assert wrong(verify(book)) == {"views-as-rebuilt"}


def test_views_that_lost_their_position_are_found(book: Book) -> None:
    change(book, delete(view_positions))
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


def test_a_report_counts_all_and_shows_the_first(book: Book) -> None:
    change(book, update(events).values(leaf_hash=b"x"))
    check = verify(book).check("leaf-hashes")
    assert (check.found, len(check.findings)) == (book.head.position, 50)
    assert check.findings[0].position == 1


def test_a_report_is_plain_data(book: Book) -> None:
    flip(book, 30)
    report = verify(book)
    assert msgspec.json.decode(msgspec.json.encode(report), type=Report) == report
