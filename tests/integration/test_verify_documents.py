"""Verification of documents: a forged party, a missing file and a changed one are found by name."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete

from ledger.audit.report import Report
from ledger.audit.verify import verify
from ledger.book import Book
from ledger.documents.store import DocumentStore
from ledger.tables import vault_keys
from ledger.views import queries
from tests.integration.tampering import change, copy_of_the_world, documents_in, find, forge, setting, vault_in, wrong


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """A copy of the whole world, to tamper with."""
    with copy_of_the_world(tmp_path) as here:
        yield here


@pytest.fixture
def store(tmp_path: Path, book: Book) -> DocumentStore:
    """The documents of the copy."""
    return documents_in(tmp_path, book)


def report(tmp_path: Path, book: Book) -> Report:
    return verify(book, vault=vault_in(tmp_path, book), documents=documents_in(tmp_path, book))


def file_of(book: Book, store: DocumentStore) -> Path:
    row = queries.documents(book)[0]
    address = store.address(row.party, row.digest)
    return store.folder / address[:2] / address


def test_true_documents_pass(tmp_path: Path, book: Book) -> None:
    found = report(tmp_path, book)
    assert wrong(found) == set()
    assert found.check("documents-as-filed").counted == 2
    assert found.check("documents-as-filed").remarks == ()


def test_without_keys_verification_says_what_it_could_not_check(book: Book) -> None:
    check = verify(book).check("documents-as-filed")
    assert check.ok
    assert check.remarks == ("2 份材料未核对 documents not checked: no keys or no store",)


def flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("tamper", "said"),
    [
        (Path.unlink, "the sealed file is missing"),
        (flipped, "does not open"),
        (lambda path: path.write_bytes(b""), "does not open"),
    ],
)
def test_a_file_that_is_gone_or_changed_is_found_by_name(
    tmp_path: Path, book: Book, store: DocumentStore, tamper: Callable[[Path], Any], said: str
) -> None:
    tamper(file_of(book, store))
    found = report(tmp_path, book)
    assert wrong(found) == {"documents-as-filed"}
    (finding,) = found.check("documents-as-filed").findings
    assert finding.subject == queries.documents(book)[0].id
    assert said in finding.en


def test_a_digest_that_was_changed_in_the_log_is_found(tmp_path: Path, book: Book) -> None:
    forge(book, find(book, "document.Filed"), setting("data", "digest", to="0" * 64))
    assert "documents-as-filed" in wrong(report(tmp_path, book))


def test_a_file_without_an_event_is_a_remark(tmp_path: Path, book: Book, store: DocumentStore) -> None:
    (store.folder / "ff").mkdir(exist_ok=True)
    (store.folder / "ff" / "ff00").write_bytes(b"")
    found = report(tmp_path, book)
    assert found.ok
    assert found.check("documents-as-filed").remarks == ("1 个文件没有对应事件 files that no event speaks of yet",)


def test_documents_of_an_erased_person_are_a_remark(tmp_path: Path, book: Book) -> None:
    row = queries.documents(book)[0]
    change(book, delete(vault_keys).where(vault_keys.c.party == row.party))
    assert f"{row.id}: 密钥已销毁 erased" in report(tmp_path, book).check("documents-as-filed").remarks
    assert wrong(report(tmp_path, book)) == set()


@pytest.mark.parametrize(
    ("topic", "field", "value"),
    [
        ("document.Filed", "party", "p_somebodyelse"),
        ("document.Opened", "digest", "0" * 64),
        ("document.Opened", "document", "D2024-330502-NOWHERE"),
    ],
)
def test_an_event_that_does_not_fit_its_case_or_document_is_found(
    book: Book, topic: str, field: str, value: str
) -> None:
    forge(book, find(book, topic), setting("data", field, to=value))
    assert "documents-in-order" in wrong(verify(book))


def test_a_withdrawal_after_the_decision_is_found(book: Book) -> None:
    """The withdrawn document is made one of a case that was approved long before."""
    decided = queries.documents(book)[0].case
    for topic, number in (("document.Filed", 2), ("document.Withdrawn", 1)):
        forge(book, find(book, topic, number), setting("data", "case", to=decided))
    assert "documents-in-order" in wrong(verify(book))
