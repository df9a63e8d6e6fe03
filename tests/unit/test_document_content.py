"""What a file is: told by its content, bounded in size, and never unpacked."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from ledger.documents import content, packages
from ledger.documents.content import (
    MEDIA_TYPES,
    ContentNotOfType,
    DocumentEmpty,
    DocumentTooLarge,
    Inspection,
    UnknownMediaType,
    media_type_by_name,
    media_type_of,
)
from ledger.documents.packages import PackageUnsafe, parts_of
from tests.contents import CSV, DOCX, GB_CSV, JPEG, OFD, PDF, SAMPLES, TEXT, XLSX, package, spreadsheet


def inspect(media_type: str, whole: bytes, step: int = 7) -> int:
    inspection = Inspection(media_type)
    for begin in range(0, len(whole), step):
        inspection.see(whole[begin : begin + step])
    inspection.end()
    return inspection.size


def parts(whole: bytes) -> frozenset[str]:
    return parts_of(lambda begin, end: whole[begin:end], len(whole))


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
@pytest.mark.parametrize("step", [1, 7, 1_000])
def test_a_file_of_each_type_is_taken_in_whatever_pieces_it_comes(media_type: str, step: int) -> None:
    assert inspect(media_type, SAMPLES[media_type], step) == len(SAMPLES[media_type])


ALIKE = ({"text/csv", "text/plain"}, {OFD, XLSX, DOCX})
"""Types that are told apart by the parts of a package, or not at all."""


def are_alike(one: str, other: str) -> bool:
    return one == other or any({one, other} <= family for family in ALIKE)


UNLIKE = [(one, other) for one in MEDIA_TYPES for other in MEDIA_TYPES if not are_alike(one, other)]


@pytest.mark.parametrize(("declared", "actual"), UNLIKE)
def test_a_file_of_another_type_is_not(declared: str, actual: str) -> None:
    with pytest.raises(ContentNotOfType):
        inspect(declared, SAMPLES[actual])


@pytest.mark.parametrize("length", [1, 4])
def test_a_file_that_ends_before_it_began_is_not_of_its_type(length: int) -> None:
    with pytest.raises(ContentNotOfType):
        inspect("application/pdf", PDF[:length])


def test_a_wrong_type_is_refused_before_the_rest_comes_in() -> None:
    inspection = Inspection("application/pdf")
    with pytest.raises(ContentNotOfType):
        inspection.see(JPEG + bytes(100))


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(DocumentEmpty):
        inspect("text/plain", b"")


def test_the_largest_file_is_taken_and_one_byte_more_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "LARGEST", len(PDF))
    assert inspect("application/pdf", PDF) == len(PDF)
    with pytest.raises(DocumentTooLarge) as refusal:
        inspect("application/pdf", PDF + b"\n")
    assert str(len(PDF)) in refusal.value.zh


TEXTS = {"UTF-8": CSV, "GB18030": GB_CSV, "prose": TEXT, "with a mark": b"\xef\xbb\xbf" + CSV}
NO_TEXTS = {
    "null": b"a\x00b",
    "escape": b"\x1b[2J",
    "UTF-16": CSV.decode().encode("utf-16"),
    "no encoding": b"\xff\xff\xff\xff",
    "half a character at the end": CSV + b"\xe5",
}


@pytest.mark.parametrize("name", TEXTS)
def test_text_is_utf_8_or_what_spreadsheets_in_china_write(name: str) -> None:
    assert inspect("text/csv", TEXTS[name], step=1) == len(TEXTS[name])


@pytest.mark.parametrize("name", NO_TEXTS)
def test_what_no_reader_shows_is_no_text(name: str) -> None:
    with pytest.raises(ContentNotOfType):
        inspect("text/plain", NO_TEXTS[name])


@pytest.mark.parametrize("said", ["text/csv", "TEXT/CSV", " text/csv ; charset=gb18030"])
def test_a_type_is_read_without_its_parameters(said: str) -> None:
    assert media_type_of(said) == "text/csv"


@pytest.mark.parametrize("said", ["", "text/html", "image/svg+xml", "application/zip", "application/octet-stream"])
def test_other_types_are_refused_with_a_list_of_those_that_are_taken(said: str) -> None:
    with pytest.raises(UnknownMediaType) as refusal:
        media_type_of(said)
    assert "application/ofd" in refusal.value.en


@pytest.mark.parametrize(
    ("name", "media_type"),
    [("发票.OFD", OFD), ("scan.jpeg", "image/jpeg"), ("a.b.tif", "image/tiff"), ("工资.xlsx", XLSX)],
)
def test_a_name_claims_a_type(name: str, media_type: str) -> None:
    assert media_type_by_name(name) == media_type


@pytest.mark.parametrize("name", ["scan", "macro.xlsm", "page.html", "archive.zip"])
def test_a_name_that_claims_no_such_type_is_refused(name: str) -> None:
    with pytest.raises(UnknownMediaType):
        media_type_by_name(name)


# --- packages ---


def test_a_package_is_told_by_its_parts() -> None:
    assert parts(spreadsheet()) >= {"[Content_Types].xml", "xl/workbook.xml"}


def test_a_package_with_a_comment_is_read() -> None:
    made = BytesIO(spreadsheet())
    with ZipFile(made, "a") as archive:
        archive.comment = "备注".encode()
    assert "xl/workbook.xml" in parts(made.getvalue())


def test_a_bomb_is_refused_without_being_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = package("[Content_Types].xml", "xl/workbook.xml", content=bytes(1_000_000))
    assert len(bomb) < 10_000
    monkeypatch.setattr(packages, "LARGEST_UNPACKED", 2_000_000)
    assert len(parts(bomb)) == 2
    monkeypatch.setattr(packages, "LARGEST_UNPACKED", 1_999_999)
    with pytest.raises(PackageUnsafe) as refusal:
        parts(bomb)
    assert "解压后超过" in refusal.value.zh


def test_a_package_of_very_many_parts_is_refused_before_its_table_is_read() -> None:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for number in range(9_000):
            archive.writestr(f"{number:050d}" * 2, b"")
    read: list[int] = []
    whole = made.getvalue()

    def part(begin: int, end: int) -> bytes:
        read.append(end - begin)
        return whole[begin:end]

    with pytest.raises(PackageUnsafe):
        parts_of(part, len(whole))
    assert max(read) < 70_000


def test_an_encrypted_package_is_refused() -> None:
    whole = bytearray(spreadsheet())
    whole[whole.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(PackageUnsafe) as refusal:
        parts(bytes(whole))
    assert "已加密" in refusal.value.zh


DAMAGED = {
    "cut off": spreadsheet()[:-30],
    "with something behind": spreadsheet() + b"\x00",
    "without a table": spreadsheet().replace(b"PK\x01\x02", b"PK\x01\x03"),
    "without an end": b"PK\x03\x04",
    "with a table beyond its end": spreadsheet()[:-10] + b"\xff\xff\xff\xff" + spreadsheet()[-6:],
}


@pytest.mark.parametrize("how", DAMAGED)
def test_a_damaged_package_is_refused(how: str) -> None:
    with pytest.raises(PackageUnsafe):
        parts(DAMAGED[how])
