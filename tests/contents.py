"""Small files of every type that is taken as evidence, about nobody."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00"
TIFF = b"II*\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
CSV = "月份,实发工资\n2024-01,2500.00\n".encode()
GB_CSV = CSV.decode().encode("gb18030")
TEXT = "现场核查:在营。\n".encode()

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OFD = "application/ofd"


def package(*parts: str, content: bytes = b"<x/>") -> bytes:
    """A ZIP package with these parts, the same bytes at any time."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for part in parts:
            archive.writestr(ZipInfo(part), content, ZIP_DEFLATED)
    return made.getvalue()


def spreadsheet() -> bytes:
    """What a spreadsheet looks like from outside."""
    return package("[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml")


def letter() -> bytes:
    """What a letter of a word processor looks like from outside."""
    return package("[Content_Types].xml", "word/document.xml")


def electronic_invoice() -> bytes:
    """What an OFD file looks like from outside."""
    return package("OFD.xml", "Doc_0/Document.xml")


SAMPLES = {
    "application/pdf": PDF,
    "image/jpeg": JPEG,
    "image/png": PNG,
    "image/tiff": TIFF,
    OFD: electronic_invoice(),
    XLSX: spreadsheet(),
    DOCX: letter(),
    "text/csv": CSV,
    "text/plain": TEXT,
}
"""One file of each type."""
