"""Documents in a book: sealed beside it, filed once, read only behind a record, gone with their party's key."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import delete

from domain import document
from domain.document import EvidenceOfDecision, NoRoleForDocuments
from ledger.book import Book, IdempotencyKeyReused
from ledger.commands import documents
from ledger.commands.base import ChangedSinceRead, Receipt, Request
from ledger.commands.documents import DigestDiffers
from ledger.commands.load import load_document
from ledger.commands.reveal import ShownAlready
from ledger.documents import content
from ledger.documents.content import ContentNotOfType, DocumentTooLarge, UnknownMediaType
from ledger.documents.sealed import CHUNK, DocumentDamaged
from ledger.documents.store import GRACE, DocumentErased, DocumentMissing, DocumentStore
from ledger.tables import vault_keys
from ledger.vault import Vault
from ledger.views import queries
from tests.books import dump
from tests.contents import JPEG, PDF, XLSX, letter, spreadsheet
from tests.integration.tampering import change
from tests.integration.world import STARTUP, World, opened, person, startup_facts
from tests.integration.world_documents import file_in, read_by, withdraw

SWEEP = datetime(2025, 1, 1, tzinfo=UTC)
"""When what broken uploads left is removed; files that a test makes are younger."""

LARGE = PDF + bytes(range(256)) * (3 * CHUNK // 256)


@pytest.fixture
def world(book_url: str, tmp_path: Path) -> Iterator[World]:
    """A book with two grants applied for, once on each store."""
    here = opened(book_url, tmp_path)
    here.today = here.today.replace(month=3, day=1)
    for number, name in enumerate(("first", "second"), start=1):
        here.file(name, number, STARTUP, startup_facts(here.today, number))
    yield here
    here.book.close()


def filing(world: World, whole: bytes, request: Request, *, case: str = "first", **what: str) -> tuple[Receipt, bytes]:
    given = {"kind": "invoice", "media_type": "application/pdf"} | what
    command = documents.FileDocument(case=world.cases[case], **given)
    return documents.file_document(world.book, world.documents, command, BytesIO(whole), request)


def at_once(world: World, officer: str) -> list[Request]:
    """Sixteen requests of one moment."""
    now = world.request(officer).now
    return [msgspec.structs.replace(world.request(officer), now=now) for _ in range(16)]


def files(world: World) -> list[Path]:
    """Every file of the store but its lock."""
    return [path for path in world.documents.folder.rglob("*") if path.is_file() and path.name != "lock"]


def age(path: Path, by: timedelta) -> None:
    """Let a file be that old on the day of the sweep."""
    written = round((SWEEP - by).timestamp())
    os.utime(path, (written, written))


# --- filing and reading ---


@pytest.mark.parametrize("size", [len(PDF), CHUNK, CHUNK + 1, len(LARGE)])
def test_what_was_filed_is_read_back(world: World, size: int) -> None:
    whole = LARGE[:size]
    assert read_by(world, "first", file_in(world, "first", whole)) == whole


def test_the_event_holds_kind_type_size_and_a_keyed_digest(world: World) -> None:
    id = file_in(world, "first", PDF, kind="payroll")
    (recorded,) = world.book.events(id)
    assert recorded.event == document.Filed(
        case=world.cases["first"],
        party=world.vault.party_id(person(1)),
        kind="payroll",
        media_type="application/pdf",
        size=len(PDF),
        digest=world.vault.digest_of(PDF),
    )


def test_the_plain_digest_is_told_and_not_kept(world: World) -> None:
    _, plain = filing(world, PDF, world.request("intake"))
    assert plain == sha256(PDF).digest()
    kept = repr(dump(world.book)).encode() + b"".join(path.read_bytes() for path in files(world))
    assert plain not in kept
    assert plain.hex().encode() not in kept


def test_nothing_in_the_store_can_be_read_without_the_key(world: World) -> None:
    secret = b"%PDF-1.7 salary of somebody " * 10_000
    file_in(world, "first", secret)
    (file,) = files(world)
    assert b"salary" not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0
    assert file.parent.stat().st_mode & 0o077 == 0


def test_the_same_content_of_the_same_party_lies_there_once(world: World) -> None:
    one, other = file_in(world, "first"), file_in(world, "first", kind="other_evidence")
    assert one != other
    assert len(files(world)) == 1


def test_the_same_content_of_two_parties_lies_there_twice_and_is_recognised(world: World) -> None:
    one, other = file_in(world, "first"), file_in(world, "second")
    assert len(files(world)) == 2
    assert [row.id for row in queries.documents(world.book, digest=world.vault.digest_of(PDF))] == [one, other]


def test_uploads_to_one_case_never_stand_in_each_others_way(world: World) -> None:
    requests = at_once(world, "intake")

    def upload(request: Request) -> str:
        return filing(world, PDF + request.key.encode(), request)[0].subject

    with ThreadPoolExecutor(8) as pool:
        ids = set(pool.map(upload, requests))
    assert len(ids) == 16
    assert {row.id for row in queries.documents(world.book, case=world.cases["first"])} == ids


def test_a_document_is_filed_while_the_case_goes_on(world: World) -> None:
    class Slow(BytesIO):
        """Something happens to the case while the content comes in."""

        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() == 0:
                world.accept("first")
            return super().read(size)

    command = documents.FileDocument(case=world.cases["first"], kind="invoice", media_type="application/pdf")
    documents.file_document(world.book, world.documents, command, Slow(PDF), world.request("intake"))
    assert len(queries.documents(world.book, case=world.cases["first"])) == 1


# --- idempotency ---


def test_a_repeated_key_gets_the_same_receipt_and_files_nothing_more(world: World) -> None:
    request = world.request("intake")
    first = filing(world, PDF, request)
    length = world.book.head.position
    assert filing(world, PDF, msgspec.structs.replace(request, now=request.now + timedelta(hours=1))) == first
    assert world.book.head.position == length
    assert len(files(world)) == 1


@pytest.mark.parametrize("other", [{"kind": "payroll"}, {"case": "second"}, {"whole": LARGE}])
def test_a_key_stands_for_case_kind_and_content(world: World, other: dict[str, Any]) -> None:
    request = world.request("intake")
    filing(world, PDF, request)
    with pytest.raises(IdempotencyKeyReused):
        filing(world, request=request, **({"whole": PDF} | other))
    assert len(files(world)) == 1


def test_twins_that_come_at_once_are_one(world: World) -> None:
    request = world.request("intake")
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: filing(world, PDF, request), range(4)))
    assert answers == [answers[0]] * 4
    assert len(queries.documents(world.book)) == 1
    assert len(files(world)) == 1


# --- refusals ---


def test_what_was_damaged_on_its_way_is_refused(world: World) -> None:
    command = documents.FileDocument(case=world.cases["first"], kind="invoice", media_type="application/pdf")
    request = world.request("intake")
    with pytest.raises(DigestDiffers):
        documents.file_document(
            world.book, world.documents, command, BytesIO(PDF + b" "), request, plain=sha256(PDF).digest()
        )
    assert files(world) == []
    documents.file_document(world.book, world.documents, command, BytesIO(PDF), request, plain=sha256(PDF).digest())


def test_a_file_that_was_damaged_in_the_middle_is_refused_before_the_look_is_recorded(world: World) -> None:
    id = file_in(world, "first", LARGE)
    (file,) = files(world)
    changed = bytearray(file.read_bytes())
    changed[-1] ^= 1
    file.write_bytes(changed)
    length = world.book.head.position
    with pytest.raises(DocumentDamaged):
        read_by(world, "first", id)
    assert world.book.head.position == length


@pytest.mark.parametrize(
    ("refusal", "whole", "what"),
    [
        (ContentNotOfType, JPEG, {}),
        (ContentNotOfType, letter(), {"media_type": XLSX}),
        (UnknownMediaType, PDF, {"media_type": "text/html"}),
        (document.UnknownKind, PDF, {"kind": "selfie"}),
    ],
    ids=["another type", "another package", "a type that is not taken", "no kind"],
)
def test_a_refused_document_leaves_book_and_store_as_they_were(
    world: World, refusal: type[Exception], whole: bytes, what: dict[str, str]
) -> None:
    length = world.book.head.position
    with pytest.raises(refusal):
        filing(world, whole, world.request("intake"), **what)
    assert world.book.head.position == length
    assert files(world) == []


def test_a_document_that_is_too_large_is_refused_before_it_was_read(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(content, "LARGEST", CHUNK)
    source = BytesIO(LARGE)
    command = documents.FileDocument(case=world.cases["first"], kind="invoice", media_type="application/pdf")
    with pytest.raises(DocumentTooLarge):
        documents.file_document(world.book, world.documents, command, source, world.request("intake"))
    assert source.tell() == 2 * CHUNK
    assert files(world) == []


def test_nothing_is_read_of_whoever_may_not_file(world: World) -> None:
    source = BytesIO(PDF)
    command = documents.FileDocument(case=world.cases["first"], kind="invoice", media_type="application/pdf")
    with pytest.raises(NoRoleForDocuments):
        documents.file_document(world.book, world.documents, command, source, world.request("approver"))
    assert source.tell() == 0
    assert not world.documents.folder.exists()


def test_an_upload_that_breaks_off_leaves_nothing(world: World) -> None:
    class Broken(BytesIO):
        """The line goes dead."""

        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell():
                raise ConnectionResetError
            return super().read(size)

    command = documents.FileDocument(case=world.cases["first"], kind="invoice", media_type="application/pdf")
    length = world.book.head.position
    with pytest.raises(ConnectionResetError):
        documents.file_document(world.book, world.documents, command, Broken(LARGE), world.request("intake"))
    assert (world.book.head.position, files(world)) == (length, [])


def test_a_spreadsheet_is_told_by_what_is_in_it(world: World) -> None:
    assert read_by(world, "first", file_in(world, "first", spreadsheet(), media_type=XLSX)) == spreadsheet()


# --- withdrawing ---


def test_a_withdrawn_document_stays_and_says_why(world: World) -> None:
    id = file_in(world, "first")
    withdraw(world, id)
    row = queries.document(world.book, id)
    assert (row.status, row.withdrawn_by, row.ground) == ("withdrawn", "330500-intake", "扫描不清,另行提交")
    assert read_by(world, "first", id) == PDF


def test_evidence_of_a_refused_case_is_not_withdrawn(world: World) -> None:
    id = file_in(world, "first")
    world.accept("first")
    world.reject("first")
    with pytest.raises(EvidenceOfDecision):
        withdraw(world, id)


def test_a_document_is_withdrawn_at_the_version_that_was_seen(world: World) -> None:
    id = file_in(world, "first")
    read_by(world, "first", id)
    command = documents.WithdrawDocument(document=id, ground="重复提交")
    asked = world.request("intake")
    with pytest.raises(ChangedSinceRead):
        documents.withdraw_document(world.book, command, msgspec.structs.replace(asked, seen={id: 2}))
    documents.withdraw_document(world.book, command, msgspec.structs.replace(asked, seen={id: 1}))


# --- reading ---


def opening(world: World, id: str, request: Request) -> bytes:
    opened = documents.open_document(world.book, world.documents, documents.OpenDocument(document=id), request)
    with closing(opened.reader) as reader:
        return b"".join(reader.pieces())


def test_every_look_is_recorded_with_its_reason(world: World) -> None:
    id = file_in(world, "first")
    for officer in ("first", "approver", "privacy"):
        read_by(world, officer, id)
    looks = [each for each in world.book.read(limit=1000) if isinstance(each.event, document.Opened)]
    assert [(each.meta.actor, each.meta.reason) for each in looks] == [
        (f"330500-{officer}", "依规定办理") for officer in ("first", "approver", "privacy")
    ]
    assert queries.document(world.book, id).opened == 3
    assert len(queries.timeline(world.book, case=world.cases["first"])) == 6


def test_a_look_makes_no_newer_version_of_the_document(world: World) -> None:
    id = file_in(world, "first")
    read_by(world, "first", id)
    assert load_document(world.book, id)[1] == 1


def test_a_repeated_key_shows_nothing_again(world: World) -> None:
    id = file_in(world, "first")
    request = world.request("first")
    assert opening(world, id, request) == PDF
    length = world.book.head.position
    with pytest.raises(ShownAlready):
        opening(world, id, request)
    assert world.book.head.position == length


def test_whoever_may_not_read_leaves_no_trace_of_a_look(world: World) -> None:
    id = file_in(world, "first")
    length = world.book.head.position
    with pytest.raises(NoRoleForDocuments):
        read_by(world, "budget", id)
    assert world.book.head.position == length


def test_many_may_read_one_document_at_once(world: World) -> None:
    id = file_in(world, "first", LARGE)
    requests = at_once(world, "first")
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(partial(opening, world, id), requests)) == {LARGE}
    assert queries.document(world.book, id).opened == 16


@pytest.mark.parametrize("cut", [1, CHUNK + 16, len(LARGE) + 16])
def test_a_file_that_was_cut_off_is_refused_before_the_look_is_recorded(world: World, cut: int) -> None:
    id = file_in(world, "first", LARGE)
    (file,) = files(world)
    file.write_bytes(file.read_bytes()[:-cut])
    length = world.book.head.position
    with pytest.raises(DocumentDamaged):
        read_by(world, "first", id)
    assert world.book.head.position == length


def test_a_file_put_in_the_place_of_another_does_not_open(world: World) -> None:
    one, other = file_in(world, "first", PDF), file_in(world, "first", PDF[:-1] + b" ")
    here, there = (world.documents.folder / (address := address_of(world, id))[:2] / address for id in (one, other))
    here.write_bytes(there.read_bytes())
    with pytest.raises(Exception, match="do not open"):
        read_by(world, "first", one)


def address_of(world: World, id: str) -> str:
    state, _ = load_document(world.book, id)
    return world.documents.address(state.party, state.digest)


def test_a_missing_file_is_refused_by_name(world: World) -> None:
    id = file_in(world, "first")
    files(world)[0].unlink()
    with pytest.raises(DocumentMissing) as refusal:
        read_by(world, "first", id)
    assert address_of(world, id) in refusal.value.zh


def test_an_erased_person_takes_the_documents_along(world: World) -> None:
    id, other = file_in(world, "first"), file_in(world, "second")
    change(world.book, delete(vault_keys).where(vault_keys.c.party == world.vault.party_id(person(1))))
    with pytest.raises(DocumentErased):
        read_by(world, "first", id)
    assert read_by(world, "first", other) == PDF


def test_another_key_file_opens_no_document(world: World) -> None:
    file_in(world, "first")
    keys = msgspec.structs.replace(world.keys, wrapping=bytes(32))
    store = DocumentStore(world.book, Vault(world.book, keys), world.documents.folder.parent)
    state, _ = load_document(world.book, queries.documents(world.book)[0].id)
    with pytest.raises(Exception, match="do not open"):
        store.open(state)


# --- what broken uploads leave ---


def kept_without_event(world: World, whole: bytes) -> Path:
    """A file in its place whose event was never written."""
    party = world.vault.party_id(person(1))
    with world.documents.receiving(party, "application/pdf", BytesIO(whole)) as received:
        received.keep()
    address = world.documents.address(party, world.vault.digest_of(whole))
    return world.documents.folder / address[:2] / address


def test_what_no_event_speaks_of_is_swept_after_a_day(world: World) -> None:
    wanted = file_in(world, "first")
    orphan = kept_without_event(world, LARGE)
    draft = world.documents.folder / "incoming" / "0123"
    draft.write_bytes(b"half")
    assert documents.sweep(world.book, world.documents, SWEEP) == 0
    for path in files(world):
        age(path, GRACE + timedelta(minutes=1))
    assert documents.sweep(world.book, world.documents, SWEEP) == 2
    assert not orphan.exists()
    assert not draft.exists()
    assert read_by(world, "first", wanted) == PDF


def test_a_file_that_is_filed_after_all_is_not_swept(world: World) -> None:
    orphan = kept_without_event(world, PDF)
    age(orphan, 2 * GRACE)
    id = file_in(world, "first", PDF)
    assert documents.sweep(world.book, world.documents, SWEEP) == 0
    assert read_by(world, "first", id) == PDF


def test_nothing_is_swept_while_a_file_waits_for_its_event(world: World) -> None:
    orphan = kept_without_event(world, PDF)
    age(orphan, 2 * GRACE)
    swept: list[int] = []
    with ThreadPoolExecutor(1) as pool:
        with world.documents.undisturbed():
            sweeping = pool.submit(documents.sweep, world.book, world.documents, SWEEP)
            id = file_in(world, "first", PDF)
        swept.append(sweeping.result())
    assert swept == [0]
    assert read_by(world, "first", id) == PDF


def test_books_in_one_folder_sweep_their_own_files_only(world: World, tmp_path: Path) -> None:
    file_in(world, "first")
    for path in files(world):
        age(path, 2 * GRACE)
    with Book.create(f"sqlite:///{tmp_path / 'other.sqlite'}", place="330700", mode="demo") as other:
        store = DocumentStore(other, Vault(other, world.keys), world.documents.folder.parent)
        assert store.sweep(set, SWEEP) == 0
    assert len(files(world)) == 1
