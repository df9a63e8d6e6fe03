"""Documents over HTTP: streamed in and out, told by their content, read behind a record."""

from base64 import b64encode
from hashlib import sha256
from io import BytesIO
from typing import BinaryIO

import pytest
from werkzeug.test import TestResponse

from domain.document import Opened
from ledger.documents import content
from ledger.documents.sealed import CHUNK
from ledger.documents.store import DocumentStore
from ledger.tables import vault_keys
from tests.api.forms import startup_form
from tests.api.office import PLACE, Caller, Office
from tests.api.test_case import budget, step
from tests.contents import JPEG, PDF

WHY = {"reason": "初审核对租期"}
LARGE = PDF + bytes(range(256)) * (5 * CHUNK // 256)


@pytest.fixture
def case(office: Office) -> str:
    """A case that was handed in."""
    budget(office)
    office.on("2024-03-01")
    return str(office.as_("intake").done("/applications/submit", {"form": startup_form()})["subject"])


def upload(
    office: Office,
    case: str,
    whole: bytes | BinaryIO = PDF,
    *,
    by: str = "intake",
    kind: str = "lease_contract",
    key: str = "",
    media_type: str = "application/pdf",
    length: int | None = None,
    digest: str = "",
    in_pieces: bool = False,
) -> TestResponse:
    """Send a file as it is."""
    stream = BytesIO(whole) if isinstance(whole, bytes) else whole
    return office.as_(by).send(
        f"/applications/{case}/documents",
        stream,
        query={"kind": kind},
        key=key,
        media_type=media_type,
        length=length,
        digest=digest,
        in_pieces=in_pieces,
    )


def filed(office: Office, case: str, whole: bytes = PDF) -> str:
    response = upload(office, case, whole)
    assert response.status_code == 201, response.text
    return str((response.json or {})["subject"])


def code(response: TestResponse) -> tuple[int, str]:
    return response.status_code, str((response.json or {})["code"])


def field(whole: bytes) -> str:
    return f"sha-256=:{b64encode(sha256(whole).digest()).decode()}:"


def test_a_document_is_uploaded_and_has_an_address(office: Office, case: str) -> None:
    response = upload(office, case)
    assert response.status_code == 201, response.text
    receipt = response.json or {}
    assert receipt["sha256"] == sha256(PDF).hexdigest()
    assert response.headers["Location"] == f"/v1/books/{PLACE}/documents/{receipt['subject']}"
    assert response.headers["ETag"] == '"1"'
    row = office.as_("first").get(response.headers["Location"])
    assert row.headers["ETag"] == '"1"'
    assert ((row.json or {})["kind"], (row.json or {})["size"]) == ("lease_contract", len(PDF))
    assert office.as_("first").read("/documents", case=case)["items"] == [row.json]


@pytest.mark.parametrize("size", [len(PDF), CHUNK, len(LARGE)])
def test_a_document_is_handed_out_as_it_came_in(office: Office, case: str, size: int) -> None:
    whole = LARGE[:size]
    id = filed(office, case, whole)
    response = office.as_("first").post(f"/documents/{id}/open", WHY)
    assert (response.status_code, response.data) == (200, whole)
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Length"] == str(size)
    assert response.headers["Content-Disposition"] == f'attachment; filename="{id}.pdf"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Repr-Digest"] == field(whole)
    assert response.headers["Cache-Control"] == "no-store"


def test_a_look_is_on_record_with_its_reason(office: Office, case: str) -> None:
    id = filed(office, case)
    office.as_("first").post(f"/documents/{id}/open", WHY)
    (last,) = [each for each in office.book.read(limit=1000) if isinstance(each.event, Opened)]
    assert (last.meta.actor, last.meta.reason) == (f"{PLACE}-first", WHY["reason"])


def test_a_look_needs_a_reason(office: Office, case: str) -> None:
    id = filed(office, case)
    response = office.as_("first").post(f"/documents/{id}/open", {})
    assert response.status_code == 422
    assert [each["pointer"] for each in (response.json or {})["errors"]] == ["#/reason"]


def test_a_key_opens_once(office: Office, case: str) -> None:
    id = filed(office, case)
    first, again = (office.as_("first").post(f"/documents/{id}/open", WHY, key="look-1") for _ in range(2))
    assert first.data == PDF
    assert code(again) == (422, "shown-already")


def test_an_upload_that_is_sent_again_is_one(office: Office, case: str) -> None:
    first, again = (upload(office, case, key="scan-1") for _ in range(2))
    assert (first.status_code, again.status_code, first.json) == (201, 201, again.json)
    assert code(upload(office, case, LARGE, key="scan-1")) == (422, "idempotency-key-reused")
    assert len(office.as_("first").read("/documents", case=case)["items"]) == 1


def test_a_document_comes_in_piece_by_piece(office: Office, case: str) -> None:
    """Nothing asks for more than a chunk, however large the file is."""

    class Counting(BytesIO):
        most = 0

        def read(self, size: int | None = -1, /) -> bytes:
            Counting.most = max(Counting.most, len(self.getvalue()) if size is None or size < 0 else size)
            return super().read(size)

    response = upload(office, case, Counting(LARGE), length=len(LARGE))
    assert response.status_code == 201, response.text
    assert 0 < Counting.most <= CHUNK


def test_a_file_that_breaks_off_is_none(office: Office, case: str) -> None:
    office.as_("intake")
    length = office.book.head.position
    response = upload(office, case, BytesIO(PDF[:-10]), length=len(PDF))
    assert code(response) == (400, "body-cut-off")
    assert office.book.head.position == length


def test_a_file_without_a_length_is_not_taken(office: Office, case: str) -> None:
    assert code(upload(office, case, in_pieces=True)) == (411, "length-missing")


def test_the_digest_that_is_sent_is_compared(office: Office, case: str) -> None:
    assert upload(office, case, digest=field(PDF)).status_code == 201
    assert code(upload(office, case, digest=field(JPEG))) == (422, "digest-differs")
    assert upload(office, case, digest="md5=:Q2hlY2sgSW50ZWdyaXR5IQ==:").status_code == 201


def test_what_is_too_large_is_refused_by_its_length_alone(office: Office, case: str) -> None:
    response = upload(office, case, BytesIO(b""), length=content.LARGEST + 1)
    assert code(response) == (413, "body-too-large")


def test_what_turns_out_to_be_too_large_is_refused(office: Office, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "LARGEST", CHUNK)
    assert code(upload(office, case, LARGE)) == (413, "document-too-large")


@pytest.mark.parametrize(
    ("media_type", "whole", "expected"),
    [
        ("application/pdf", JPEG, "content-not-of-type"),
        ("text/html", b"<p>", "unknown-media-type"),
        ("application/json", b"{}", "unknown-media-type"),
        ("", PDF, "unknown-media-type"),
    ],
    ids=["another content", "no such type", "json", "no type"],
)
def test_another_type_is_refused(office: Office, case: str, media_type: str, whole: bytes, expected: str) -> None:
    assert code(upload(office, case, whole, media_type=media_type)) == (415, expected)


def test_the_kind_is_one_of_a_list(office: Office, case: str) -> None:
    assert upload(office, case, kind="selfie").status_code == 422
    response = office.as_("intake").send(
        f"/applications/{case}/documents", BytesIO(PDF), query={}, media_type="application/pdf"
    )
    assert [each["pointer"] for each in (response.json or {})["errors"]] == ["#/kind"]


def test_a_case_elsewhere_is_not_there(office: Office, case: str) -> None:
    id = filed(office, case)
    elsewhere = office.appoint("elsewhere", "intake_officer", place="330521")
    assert code(upload(office, case, by="elsewhere")) == (404, "not-found")
    assert code(elsewhere.get(f"/documents/{id}")) == (404, "not-found")
    assert elsewhere.read("/documents", case=case)["items"] == []
    assert code(elsewhere.post(f"/documents/{id}/open", WHY)) == (404, "not-found")
    assert code(elsewhere.post(f"/documents/{id}/withdraw", {"ground": "重复提交"}, version=1)) == (404, "not-found")


def test_a_document_is_withdrawn_in_the_version_that_was_seen(office: Office, case: str) -> None:
    id = filed(office, case)
    intake: Caller = office.as_("intake")
    ground = {"ground": "扫描不清"}
    assert code(intake.post(f"/documents/{id}/withdraw", ground)) == (428, "version-missing")
    assert code(intake.post(f"/documents/{id}/withdraw", ground, version=2)) == (412, "changed-since-read")
    assert intake.done(f"/documents/{id}/withdraw", ground, version=1)["versions"] == {id: 2}
    assert intake.read(f"/documents/{id}")["status"] == "withdrawn"


def test_the_same_content_is_found_in_other_cases(office: Office, case: str) -> None:
    other = str(office.as_("intake").done("/applications/submit", {"form": startup_form(1)})["subject"])
    here, there = filed(office, case), filed(office, other)
    first = office.as_("first")
    same = first.read("/documents", digest=first.read(f"/documents/{here}")["digest"])
    assert [row["id"] for row in same["items"]] == [here, there]


def test_documents_are_listed_page_by_page(office: Office, case: str) -> None:
    ids = [filed(office, case, PDF + bytes([number])) for number in range(65, 68)]
    first = office.as_("first").read("/documents", case=case, limit=2)
    rest = office.as_("first").read("/documents", case=case, limit=2, after=first["next"])
    assert [row["id"] for row in (*first["items"], *rest["items"])] == ids
    assert rest["next"] is None


def test_the_case_goes_on_while_documents_come_in(office: Office, case: str) -> None:
    filed(office, case)
    step(office, "intake", case, "accept")


def test_what_was_erased_is_gone(office: Office, case: str) -> None:
    id = filed(office, case)
    with office.book.engine.begin() as connection:
        connection.execute(vault_keys.delete())
    assert code(office.as_("first").post(f"/documents/{id}/open", WHY)) == (410, "document-erased")


def test_a_damaged_file_is_our_fault_and_nobody_saw_it(office: Office, case: str) -> None:
    id = filed(office, case)
    store: DocumentStore = office.documents
    (path,) = store.folder.glob("??/*")
    changed = bytearray(path.read_bytes())
    changed[-1] ^= 1
    path.write_bytes(changed)
    first = office.as_("first")
    length = office.book.head.position
    assert code(first.post(f"/documents/{id}/open", WHY)) == (500, "document-damaged")
    assert office.book.head.position == length
