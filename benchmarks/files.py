"""A file of start-up applications, made for measuring imports."""

import csv
from io import StringIO

import msgspec

from api.forms.blank import shown
from api.forms.columns import columns_of
from api.forms.staging import confirm_file, stage_file
from api.schemas.catalogue import form_of
from benchmarks import world
from ledger.book import Book
from ledger.commands import imports
from ledger.vault import Vault

PROGRAMME = "startup_grant"


def sheet(count: int) -> bytes:
    """A CSV of so many right applications, each by another applicant for another business."""
    columns = columns_of(form_of(PROGRAMME))
    example = {column.name: shown(column.field.example) for column in columns}
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([column.heading for column in columns])
    for number in range(count):
        cells = example | _applicant(number) | {"form_number": str(number + 1), "place": "330502"}
        cells["business_uscc"] = world.credit_code(number)
        writer.writerow([cells[column.name] for column in columns])
    return text.getvalue().encode()


def _applicant(number: int) -> dict[str, str]:
    known: dict[str, str] = msgspec.to_builtins(world.applicant(number))
    return {f"applicant.{name}": text for name, text in known.items()}


def stage(book: Book, vault: Vault, content: bytes) -> str:
    """The import of a file that waits."""
    request = world.request("stage")
    return stage_file(book, vault, content, programme=PROGRAMME, place=world.PLACE, request=request).subject


def confirm(book: Book, vault: Vault, file: str) -> None:
    """Confirm it, as another officer."""
    request = world.request("confirm")
    second = msgspec.structs.replace(request.actor, id="bench-second")
    confirm_file(book, vault, imports.Confirm(file=file), msgspec.structs.replace(request, actor=second))
