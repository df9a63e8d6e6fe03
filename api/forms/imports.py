"""A file of applications, read and checked: what can be imported, and every problem with its line and column."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import msgspec

from api.forms.columns import columns_of, letter, lists_of, matched, missing
from api.forms.csv_sheet import read_csv
from api.forms.rows import Joined, Placed, grouped
from api.forms.sheet import MAX_BYTES, FileTooLarge, Sheet, SheetUnreadable
from api.forms.xlsx_sheet import read_xlsx
from api.schemas.form import ApplicationForm, heading_of, read
from api.schemas.problems import FormInvalid, Problem
from domain.errors import Refusal
from ledger.book import Book
from ledger.commands import draft
from ledger.commands.base import Request
from ledger.commands.import_applications import Entry, ImportRefused, check_import, import_applications
from ledger.vault import Vault

Progress = Callable[[int, int], None]

CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"


class OldOrLockedWorkbook(Refusal):
    """这是旧版 .xls 或加密的工作簿,请另存为未加密的 .xlsx 或 CSV。

    This is an old .xls or an encrypted workbook: save it as .xlsx without a password, or as CSV.
    """


class CellWithoutColumn(Refusal):
    """此单元格所在列没有栏目名称。

    The column of this cell has no heading.
    """


class Findings(NamedTuple):
    """What a file holds: applications that could be read, and every problem; and where each application stands."""

    entries: list[Entry]
    problems: list[Problem]
    places: dict[int, Joined]


def content_of(path: Path) -> bytes:
    """Read a file, once; refuses one that is too large."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise FileTooLarge(field="file", size=size, most=MAX_BYTES)
        return path.read_bytes()
    except OSError as error:
        raise SheetUnreadable(field="file", problem=error.strerror or type(error).__name__) from error


def sheet_of(content: bytes) -> Sheet:
    """The sheet in a file, told by its first bytes."""
    if content.startswith(_OLE):
        raise OldOrLockedWorkbook(field="file")
    return read_xlsx(content) if content.startswith(_ZIP) else read_csv(content)


def media_type_of(content: bytes) -> str:
    """What the file is, told by its first bytes."""
    return XLSX if content.startswith(_ZIP) else CSV


def findings(
    sheet: Sheet, form: ApplicationForm, place: str, book: Book, vault: Vault, progress: Progress | None = None
) -> Findings:
    """Everything in a sheet of one programme; `place` stands for the column 地区 where that is missing or blank."""
    columns = columns_of(form)
    placed, problems = matched(sheet.headings, columns)
    problems += missing(placed, columns, {"place"} if place else set())
    if problems:
        return Findings([], problems, {})
    found = Findings([], list(_stray(sheet, placed)), {})
    groups = grouped(sheet.rows, placed)
    for number, rows in enumerate(groups, start=1):
        one = Joined(rows, placed, lists_of(form))
        one.data |= {"programme": form.code} | ({"place": place} if place and "place" not in one.data else {})
        found.places[one.line] = one
        _read(one, form, book, vault, found)
        if progress:
            progress(number, len(groups))
    return found


def _stray(sheet: Sheet, placed: Placed) -> Iterator[Problem]:
    for row in sheet.rows:
        for index, raw in enumerate(row.cells):
            if raw is not None and index not in placed:
                refusal = CellWithoutColumn(field="file")
                yield Problem(path=(), heading="", refusal=refusal, line=row.line, column=letter(index))


def _read(one: Joined, form: ApplicationForm, book: Book, vault: Vault, found: Findings) -> None:
    try:
        filled = read(form, one.data, book, vault)
        command, details = draft.application(vault, **msgspec.structs.asdict(filled))
    except FormInvalid as invalid:
        known = {problem.path for problem in one.problems}
        found.problems.extend(one.problems)
        found.problems.extend(_at(one, problem) for problem in invalid.problems if problem.path not in known)
    except Refusal as refusal:
        found.problems.extend([*one.problems, _refused(one, form, refusal)])
    else:
        found.problems.extend(one.problems)
        if not one.problems:
            found.entries.append(Entry(one.line, command, details))


def taken(
    found: Findings,
    form: ApplicationForm,
    book: Book,
    vault: Vault,
    request: Request,
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> dict[str, str]:
    """Import what was found, all or none, or only check it; returns the case of every line.

    Refuses with every problem at once: those of the cells, and those of the applications that could be read.
    """
    with told_together(found, form):
        if found.problems or dry_run:
            return check_import(book, vault, found.entries, request, progress=progress)
        return import_applications(book, vault, found.entries, request, progress).outcome


@contextmanager
def told_together(found: Findings, form: ApplicationForm) -> Iterator[None]:
    """Refuse with every problem of a file at once: those of its cells, and what the block says against its rows."""
    problems = list(found.problems)
    try:
        yield
    except ImportRefused as refusal:
        problems.extend(located(found, form, refusal))
    if problems:
        raise by_place(problems)


def located(found: Findings, form: ApplicationForm, refusal: ImportRefused) -> Iterator[Problem]:
    """What stands against the rows of a file, at the cells where that is."""
    return (_refused(found.places[line], form, reason) for line, reason in refusal.refused)


def by_place(problems: Iterable[Problem]) -> FormInvalid:
    """The refusal of a file, its problems from top to bottom and from left to right."""
    return FormInvalid(tuple(sorted(problems, key=lambda each: (each.line, len(each.column), each.column))))


def _refused(one: Joined, form: ApplicationForm, refusal: Refusal) -> Problem:
    """What stands against an application as a whole, at the field that it names."""
    path = one.path_of(refusal.field)
    return _at(one, Problem(path=path, heading=heading_of(form, path), refusal=refusal))


def _at(one: Joined, problem: Problem) -> Problem:
    line, column = one.located(problem.path)
    return msgspec.structs.replace(problem, line=line, column=column)
