"""Files that a second person confirms: checked and staged, looked at, and confirmed through the same reading."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from api.forms.imports import Findings, by_place, findings, located, media_type_of, sheet_of, told_together
from api.schemas.catalogue import form_of
from api.schemas.form import ApplicationForm
from domain.details import PersonDetails
from domain.imports import READING
from domain.publication import Mask
from ledger.book import Book
from ledger.commands import imports
from ledger.commands.base import Receipt, Request
from ledger.commands.import_applications import Entry, ImportRefused, Progress, check_import
from ledger.commands.load import load_import
from ledger.vault import Vault

_NAME = Mask(first=1)


class StagedApplication(msgspec.Struct, frozen=True, kw_only=True):
    """An application as its file says it, for the second person to look at; a person's name is masked."""

    line: int
    place: str
    applied_on: date
    applicant: str
    name: str
    named: int
    facts: dict[str, object]


class Checked(NamedTuple):
    """A file that was checked: how many lines and applications it has."""

    lines: int
    applications: int


class _Reading:
    """Reads the file of an import once, and tells what stands against it at the cells where that is."""

    def __init__(self, form: ApplicationForm, place: str, book: Book, vault: Vault) -> None:
        self.form = form
        self.found = Findings([], [], {})
        self._place = place
        self._book = book
        self._vault = vault

    def __call__(self, content: bytes) -> Sequence[Entry]:
        if not self.found.places:
            self.found = findings(sheet_of(content), self.form, self._place, self._book, self._vault)
        if self.found.problems:
            raise by_place(self.found.problems)
        return self.found.entries


def check_file(
    book: Book,
    vault: Vault,
    content: bytes,
    *,
    programme: str,
    place: str,
    request: Request,
    progress: Progress | None = None,
) -> Checked:
    """Check a file as staging does, and keep nothing; raises FormInvalid with every problem, by line and column."""
    form, sheet = form_of(programme), sheet_of(content)
    found = findings(sheet, form, place, book, vault)
    with told_together(found, form):
        check_import(book, vault, found.entries, request, whole=place, progress=progress)
    return Checked(len(sheet.rows), len(found.entries))


def stage_file(
    book: Book,
    vault: Vault,
    content: bytes,
    *,
    programme: str,
    place: str,
    request: Request,
    progress: Progress | None = None,
) -> Receipt:
    """Stage a file without any error; raises FormInvalid with every problem, by line and column."""
    form, sheet = form_of(programme), sheet_of(content)
    found = findings(sheet, form, place, book, vault)
    lines, media_type = len(sheet.rows), media_type_of(content)
    command = imports.staging(vault, content, programme=programme, place=place, media_type=media_type, lines=lines)
    if found.problems:
        with told_together(found, form):
            check_import(book, vault, found.entries, request, whole=place, progress=progress)
    with told_together(found, form):
        return imports.stage(book, vault, command, content, found.entries, request, progress)


def confirm_file(
    book: Book, vault: Vault, command: imports.Confirm, request: Request, progress: Progress | None = None
) -> Receipt:
    """Confirm a staged file; raises FormInvalid with everything that stands against it by now."""
    state, _ = load_import(book, command.file)
    read = _Reading(form_of(state.programme), state.place, book, vault)
    try:
        return imports.confirm(book, vault, command, read, request, progress)
    except ImportRefused as refusal:
        raise by_place(located(read.found, read.form, refusal)) from refusal


def applications_in(book: Book, vault: Vault, import_id: str) -> list[StagedApplication]:
    """What stands in a staged file; raises ImportNotStaged where somebody decided on it already."""
    state, _ = load_import(book, import_id)
    content = imports.content_of(book, vault, state, READING)
    return [_shown(entry) for entry in _Reading(form_of(state.programme), state.place, book, vault)(content)]


def _shown(entry: Entry) -> StagedApplication:
    applicant, *named = entry.details
    return StagedApplication(
        line=entry.line,
        place=entry.command.place,
        applied_on=entry.command.applied_on,
        applicant=entry.command.applicant,
        name=_NAME.over(applicant.name) if isinstance(applicant, PersonDetails) else applicant.name,
        named=len(named),
        facts=entry.command.facts,
    )
