"""Documents on the command line: filed, listed, saved, withdrawn, traced and verified."""

from hashlib import sha256
from pathlib import Path

import pytest

from tests.contents import JPEG, PDF
from tests.integration.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A demonstration book with budget for start-up grants."""
    desk = Desk(tmp_path)
    desk.budget("startup_grant", "100000.00")
    return desk


def scan(desk: Desk, name: str = "合同.pdf", content: bytes = PDF) -> Path:
    path = desk.folder / name
    path.write_bytes(content)
    return path


def filed(desk: Desk, case: str, kind: str = "lease_contract") -> str:
    return str(desk.done("document", "file", case, scan(desk), "--kind", kind, officer="intake")["subject"])


def test_a_document_is_filed_listed_and_saved(desk: Desk) -> None:
    case = desk.submitted("startup_grant")
    receipt = desk.done("document", "file", case, scan(desk), "--kind", "lease_contract", officer="intake")
    assert receipt["outcome"]["sha256"] == sha256(PDF).hexdigest()
    (row,) = desk.read("document", "list", case)["documents"]
    assert (row["id"], row["kind"], row["media_type"], row["size"], row["opened"]) == (
        receipt["subject"],
        "lease_contract",
        "application/pdf",
        len(PDF),
        0,
    )
    copy = desk.folder / "copy.pdf"
    desk.done("document", "save", row["id"], "--out", copy, "--reason", "初审核对", officer="first")
    assert copy.read_bytes() == PDF
    assert copy.stat().st_mode & 0o077 == 0
    assert desk.read("document", "list", case)["documents"][0]["opened"] == 1


def test_documents_lie_beside_the_book_unless_told_otherwise(desk: Desk) -> None:
    case = desk.submitted("startup_grant")
    filed(desk, case)
    assert list(desk.folder.glob("book.sqlite.documents/330500/??/*"))
    elsewhere = desk.folder / "elsewhere"
    words = ("document", "file", case, scan(desk), "--kind", "invoice", "--documents", elsewhere)
    desk.done(*words, officer="intake")
    assert list(elsewhere.glob("330500/??/*"))


def test_the_name_of_a_file_is_not_kept(desk: Desk) -> None:
    case = desk.submitted("startup_grant")
    path = scan(desk, "某人的身份证.pdf")
    desk.done("document", "file", case, path, "--kind", "identity_document", officer="intake")
    shown = desk.type("case", "show", case).stdout + desk.type("document", "list", case).stdout
    assert "某人" not in shown
    names = [each.name for each in desk.folder.glob("book.sqlite.documents/**/*")]
    assert not [name for name in names if "某人" in name]


def test_a_type_is_told_where_a_name_tells_none(desk: Desk) -> None:
    case = desk.submitted("startup_grant")
    path = scan(desk, "photo", JPEG)
    words = ("document", "file", case, path, "--kind", "site_photo")
    assert desk.refused(*words, officer="intake")["code"] == "unknown-media-type"
    desk.done(*words, "--type", "image/jpeg", officer="intake")


def test_a_name_that_lies_is_found_out(desk: Desk) -> None:
    case = desk.submitted("startup_grant")
    path = scan(desk, "photo.pdf", JPEG)
    refusal = desk.refused("document", "file", case, path, "--kind", "site_photo", officer="intake")
    assert (refusal["code"], refusal["field"]) == ("content-not-of-type", "content")


def test_a_withdrawn_document_is_shown_as_such(desk: Desk) -> None:
    case = desk.submitted("startup_grant")
    id = filed(desk, case)
    desk.done("document", "withdraw", id, "--ground", "扫描不清", officer="intake")
    assert "已撤回" in desk.type("document", "list", case, as_json=False).stdout
    assert desk.refused("document", "withdraw", id, "--ground", "扫描不清", officer="intake")["code"] == (
        "withdrawn-already"
    )


def test_documents_stand_in_the_case_and_in_the_trace_of_its_payment(desk: Desk) -> None:
    payment = desk.settled("startup_grant", "10000.00")
    case = payment.removesuffix("-P1")
    id = filed(desk, case)
    for words in (("case", "show", case), ("trace", payment)):
        shown = desk.type(*words, as_json=False).stdout
        assert id in shown
        assert "租赁合同" in shown
    assert desk.read("case", "show", case)["documents"][0]["id"] == id
    assert desk.read("trace", case)["case"]["documents"][0]["id"] == id


def test_the_same_content_in_another_case_is_pointed_out(desk: Desk) -> None:
    one, other = desk.submitted("startup_grant", 0), desk.submitted("startup_grant", 1)
    here, there = filed(desk, one, "invoice"), filed(desk, other, "invoice")
    assert desk.read("document", "list", one)["elsewhere"] == {here: [other]}
    assert desk.read("document", "list", other)["elsewhere"] == {there: [one]}


def test_a_copy_never_takes_the_place_of_another_file(desk: Desk) -> None:
    id = filed(desk, desk.submitted("startup_grant"))
    taken = scan(desk, "taken.pdf")
    words = ("document", "save", id, "--out", taken, "--reason", "初审核对")
    assert desk.refused(*words, officer="first")["code"] == "file-exists"


def test_a_damaged_document_leaves_no_copy(desk: Desk) -> None:
    id = filed(desk, desk.submitted("startup_grant"))
    (file,) = desk.folder.glob("book.sqlite.documents/330500/??/*")
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)
    copy = desk.folder / "copy.pdf"
    result = desk.type("document", "save", id, "--out", copy, "--reason", "初审核对", officer="first")
    assert result.exit_code == 1
    assert not list(desk.folder.glob("copy.pdf*"))
    assert desk.type("verify").exit_code == 1


def test_verification_looks_at_the_documents(desk: Desk) -> None:
    filed(desk, desk.submitted("startup_grant"))
    (check,) = (check for check in desk.read("verify")["checks"] if check["code"] == "documents-as-filed")
    assert (check["ok"], check["counted"]) == (True, 1)


def test_nothing_is_left_to_sweep_of_uploads_that_went_well(desk: Desk) -> None:
    filed(desk, desk.submitted("startup_grant"))
    assert desk.read("document", "sweep") == {"removed": 0}
