"""Import commands: let a checked file wait for a second person, confirm it with all its applications, or discard it."""

from collections.abc import Callable, Sequence

import msgspec

from domain import imports
from domain.act import Act
from domain.events import Event
from domain.imports import Import, ImportedCase
from ledger.book import Book
from ledger.commands.base import Change, Command, Plan, Receipt, Request, filed, new_id, run
from ledger.commands.import_applications import Entry, ImportRefused, Progress, planned
from ledger.commands.load import load_import
from ledger.commands.place import must_lie_within
from ledger.staged_files import StagedFileChanged, erasing, opened, rows_of, waiting
from ledger.vault import Vault

Reader = Callable[[bytes], Sequence[Entry]]
"""Reads the applications in a file; refuses one that holds any mistake."""


class Stage(Command, frozen=True, kw_only=True):
    """A file of applications of one programme; `place` covers all of them, `digest` is that of `Vault.digest_of`."""

    programme: str
    place: str
    digest: str
    size: int
    media_type: str
    lines: int


class Confirm(Command, frozen=True, kw_only=True):
    """Which import counts from now on."""

    file: str


class Discard(Command, frozen=True, kw_only=True):
    """Which import is taken away, and why."""

    file: str
    ground: str


def staging(vault: Vault, content: bytes, *, programme: str, place: str, media_type: str, lines: int) -> Stage:
    """The command for a file; its digest is keyed, since nobody may guess at the content."""
    return Stage(
        programme=programme,
        place=place,
        digest=vault.digest_of(content),
        size=len(content),
        media_type=media_type,
        lines=lines,
    )


def stage(
    book: Book,
    vault: Vault,
    command: Stage,
    content: bytes,
    entries: Sequence[Entry],
    request: Request,
    progress: Progress | None = None,
) -> Receipt:
    """Keep a file without any error until a second person confirms it; raises ImportRefused where rows do not hold."""

    def decide(act: Act) -> Plan:
        must_lie_within(book, command.place)
        event = imports.stage(**msgspec.structs.asdict(command), applications=len(entries), act=act)
        planned(book, vault, entries, request, act, whole=command.place, progress=progress)
        stream = new_id("import:", book, request, command.place, act.on.year)
        overdue = _overdue(book, act)
        return Plan(
            subject=stream,
            changes=(Change(stream=stream, version=0, events=(event,)), *overdue),
            erase=tuple(erasing(book, change.stream) for change in overdue),
            rows=tuple(rows_of(book, vault, stream, content)),
        )

    return run(book, "stage_import", command, request, decide)


def confirm(
    book: Book, vault: Vault, command: Confirm, read: Reader, request: Request, progress: Progress | None = None
) -> Receipt:
    """Draft and submit every application of a staged file, all or none; the receipt names the case of every line.

    The file is opened, read and decided anew: what stands against it by now is refused as at the first time.
    """

    def decide(act: Act) -> Plan:
        state, version = load_import(book, command.file)
        imports.may_confirm(state, act)
        entries = read(content_of(book, vault, state, imports.CONFIRMATION))
        try:
            plan = planned(book, vault, entries, request, act, whole=state.place, progress=progress)
        except ImportRefused:
            # A rival that was faster holds the claims of this very file; then that is what to say.
            _must_wait_still(book, state, imports.CONFIRMATION)
            raise
        cases = tuple(ImportedCase(line=int(line), case=case) for line, case in plan.outcome.items())
        ending = _ending(state, version, imports.confirm(state, cases=cases, act=act))
        return msgspec.structs.replace(
            plan, subject=state.id, changes=(*plan.changes, ending), erase=(erasing(book, state.id),)
        )

    return run(book, "confirm_import", command, request, decide)


def content_of(book: Book, vault: Vault, state: Import, name: str) -> bytes:
    """The file of an import, for an act upon it; raises StagedFileChanged where it is missing or was changed.

    Raises ImportNotStaged where the import has ended, since the file went with that.
    """
    imports.must_wait(state, name)
    try:
        with book.database.snapshot() as connection:
            return opened(connection, book, vault, state.id, state.digest)
    except StagedFileChanged:
        _must_wait_still(book, state, name)
        raise


def discard(book: Book, command: Discard, request: Request) -> Receipt:
    """Take a staged file away again."""

    def decide(act: Act) -> Plan:
        state, version = load_import(book, command.file)
        plan = filed(state.id, version, imports.discard(state, ground=command.ground, act=act))
        return msgspec.structs.replace(plan, erase=(erasing(book, state.id),))

    return run(book, "discard_import", command, request, decide)


def _must_wait_still(book: Book, state: Import, name: str) -> None:
    """What others decided meanwhile goes before what follows from it."""
    imports.must_wait(load_import(book, state.id)[0], name)


def _overdue(book: Book, act: Act) -> tuple[Change, ...]:
    """The end of every import that nobody confirmed in time."""
    with book.database.reading() as connection:
        files = waiting(connection, book)
    loaded = (load_import(book, file) for file in files)
    ended = ((state, version, imports.expire(state, act.today)) for state, version in loaded)
    return tuple(_ending(state, version, event) for state, version, event in ended if event is not None)


def _ending(state: Import, version: int, event: Event) -> Change:
    return Change(stream=state.id, version=version, events=(event,))
