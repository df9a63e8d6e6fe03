"""Documents of the small world: filed, read, withdrawn."""

from contextlib import closing
from io import BytesIO
from typing import TYPE_CHECKING

from ledger.commands import documents
from tests.contents import JPEG, PDF

if TYPE_CHECKING:
    from tests.integration.world import World


def file_in(world: "World", name: str, content: bytes = PDF, **what: str) -> str:
    """File a document in a case, by the case's name; its id."""
    given = {"kind": "lease_contract", "media_type": "application/pdf"} | what
    command = documents.FileDocument(case=world.cases[name], **given)
    return documents.file_document(world.book, world.documents, command, BytesIO(content), world.request("intake"))[
        0
    ].subject


def read_by(world: "World", officer: str, document: str) -> bytes:
    """What an officer is given to read."""
    command = documents.OpenDocument(document=document)
    opened = documents.open_document(world.book, world.documents, command, world.request(officer))
    with closing(opened.reader) as reader:
        return b"".join(reader.pieces())


def withdraw(world: "World", document: str) -> None:
    """Take a document out of evidence again."""
    command = documents.WithdrawDocument(document=document, ground="扫描不清,另行提交")
    documents.withdraw_document(world.book, command, world.request("intake"))


def documented(world: "World") -> None:
    """A contract in the file of a grant, read by its reviewer; a photo that was filed by mistake."""
    kept = file_in(world, "clean")
    read_by(world, "first", kept)
    withdraw(world, file_in(world, "in-review", JPEG, kind="site_photo", media_type="image/jpeg"))
