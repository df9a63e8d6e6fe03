"""Import applications: a whole file of them in one transaction, or none, with everything that stands against it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

import msgspec

from domain.act import Act
from domain.actor import must_hold
from domain.application.events import Submitted
from domain.application.filing import INTAKE_ROLE
from domain.cross_use.uses import Benefit
from domain.details import Details
from domain.errors import Refusal
from domain.imports import must_lie_in
from ledger.authority import has_accounts
from ledger.book import Book
from ledger.commands.base import Change, Command, Plan, Receipt, Request, named_claim, run
from ledger.commands.draft import DraftApplication, must_be_as_on_file, registrations_of
from ledger.commands.submit import Filed, filing_of
from ledger.cross_use import benefit, cells_about, cells_of, check_pairs, watched
from ledger.store.reads import claim_holder
from ledger.store.standing import ClaimTaken
from ledger.vault import Vault

Progress = Callable[[int, int], None]
"""Told after every application: how many are planned, of how many."""


class ImportRefused(Refusal):
    """文件中有 {count} 处问题,没有导入任何一件申请。

    {count} things in the file stand against the import; nothing was imported.
    """

    def __init__(self, refused: Sequence[tuple[int, Refusal]]) -> None:
        self.refused = tuple(sorted(refused, key=lambda each: each[0]))
        """Line and refusal, by line."""
        super().__init__(field="file", count=len(self.refused))


class ImportNeedsAnother(Refusal):
    """本账套设有账号,批量导入须由一人提交、另一人复核;请用 import stage 提交。

    This book has accounts: one person stages an import and another confirms it; use `import stage`.
    """


class ClaimedTwiceInFile(Refusal):
    """「{claim}」在本文件中重复申领:第 {first} 行与第 {second} 行。

    "{claim}" is claimed twice in this file, in lines {first} and {second}.
    """


class DetailsDifferInFile(Refusal):
    """同一当事人在本文件第 {first} 行与第 {second} 行的姓名、证号或账号不一致。

    The same party has different details (name, certificate or account) in lines {first} and {second} of this file.
    """


class Entry(NamedTuple):
    """One application of a file: the line on which it begins, the command, and whom it brings (applicant first)."""

    line: int
    command: DraftApplication
    details: tuple[Details, ...]


class ImportApplications(Command, frozen=True, kw_only=True):
    """Every application of a file, in its order."""

    applications: tuple[DraftApplication, ...]


def import_applications(
    book: Book, vault: Vault, entries: Sequence[Entry], request: Request, progress: Progress | None = None
) -> Receipt:
    """Draft and submit every application, all or none; the receipt names the case of every line.

    Refused in a book that has accounts: there `ledger.commands.imports` lets a second person confirm the file.
    """
    command = ImportApplications(applications=tuple(entry.command for entry in entries))

    def decide(act: Act) -> Plan:
        if has_accounts(book):
            raise ImportNeedsAnother(field="file")
        return planned(book, vault, entries, request, act, progress=progress)

    return run(book, "import_applications", command, request, decide)


def check_import(
    book: Book,
    vault: Vault,
    entries: Sequence[Entry],
    request: Request,
    *,
    whole: str = "",
    progress: Progress | None = None,
) -> dict[str, str]:
    """What an import would do, the case of every line, without doing it; refuses what the import would refuse."""
    return planned(book, vault, entries, request, request.act(), whole=whole, progress=progress).outcome


def planned(
    book: Book,
    vault: Vault,
    entries: Sequence[Entry],
    request: Request,
    act: Act,
    *,
    whole: str = "",
    progress: Progress | None = None,
) -> Plan:
    """The plan that drafts and submits every application; each lies in the place `whole`, the book's own unless told.

    Raises ImportRefused with everything that stands against it, line by line.
    """
    must_hold(act.actor, "intake", INTAKE_ROLE)
    filed: dict[int, Filed] = {}
    refused: list[tuple[int, Refusal]] = []
    for number, entry in enumerate(entries, start=1):
        try:
            must_lie_in(whole or book.place, entry.command.place)
            filed[entry.line] = filing_of(book, entry.command, _of_line(request, entry.line), act)
        except Refusal as refusal:
            refused.append((entry.line, refusal))
        if progress:
            progress(number, len(entries))
    changes = {line: each.change for line, each in filed.items()}
    claimed = list(_claims(book, changes))
    rest = {line: each for line, each in filed.items() if line not in dict(claimed)}
    refused += [*claimed, *_cross_use(book, rest, act), *_differences(vault, entries), *_on_file(book, vault, entries)]
    if refused:
        raise ImportRefused(refused)
    parties, rows = registrations_of(
        book,
        vault,
        tuple(entry.details[0] for entry in entries),
        tuple(one for entry in entries for one in entry.details[1:]),
    )
    outcome = {str(line): change.stream for line, change in changes.items()}
    expect, watch = watched(each.fit for each in filed.values())
    return Plan(
        subject=request.key,
        changes=(*parties, *changes.values()),
        rows=tuple(rows),
        outcome=outcome,
        expect=expect,
        watch=watch,
    )


def _of_line(request: Request, line: int) -> Request:
    """The request from which the case of a line gets its id."""
    return msgspec.structs.replace(request, key=sha256(f"{request.key}|{line}".encode()).hexdigest())


def _claims(book: Book, changes: dict[int, Change]) -> Iterator[tuple[int, Refusal]]:
    """Claims that two lines take, or that a case in the book holds already."""
    taken: dict[str, int] = {}
    with book.database.snapshot() as connection:
        for line, change in changes.items():
            for claim in _taken(change):
                first = taken.setdefault(claim, line)
                if first != line:
                    yield line, ClaimedTwiceInFile(field="claim", claim=claim, first=first, second=line)
                elif holder := claim_holder(connection, book.place, claim):
                    yield line, named_claim(ClaimTaken(claim=claim, holder=holder))


def _cross_use(book: Book, filed: Mapping[int, Filed], act: Act) -> Iterator[tuple[int, Refusal]]:
    """Lines that the exclusion matrix forbids beside an earlier line of the file."""
    before: dict[str, list[Benefit]] = {}
    for line, each in filed.items():
        mine = benefit(each.state, tuple(_taken(each.change)))
        subjects = {use.subject for use in mine.uses}
        try:
            cells = cells_about(mine, cells_of(book, each.state, act.today))
            check_pairs(cells, mine, (other for subject in sorted(subjects) for other in before.get(subject, ())))
        except Refusal as refusal:
            yield line, refusal
        for subject in subjects:
            before.setdefault(subject, []).append(msgspec.structs.replace(mine, case=f"(行 line {line})"))


def _taken(change: Change) -> Iterator[str]:
    for event in change.events:
        if isinstance(event, Submitted):
            yield from event.claims


def _on_file(book: Book, vault: Vault, entries: Sequence[Entry]) -> Iterator[tuple[int, Refusal]]:
    """Applicants of whom other details are sealed than the file says."""
    for entry in entries:
        try:
            must_be_as_on_file(book, vault, entry.details[0])
        except Refusal as refusal:
            yield entry.line, refusal


def _differences(vault: Vault, entries: Sequence[Entry]) -> Iterator[tuple[int, Refusal]]:
    """Parties who stand in two lines with different details; an applicant is compared with applicants only."""
    seen: dict[tuple[bool, str], tuple[str, int]] = {}
    for entry in entries:
        for number, one in enumerate(entry.details):
            fingerprint = vault.fingerprint(one)
            known, first = seen.setdefault((number == 0, vault.party_id(one)), (fingerprint, entry.line))
            if known != fingerprint:
                yield entry.line, DetailsDifferInFile(field="applicant", first=first, second=entry.line)
