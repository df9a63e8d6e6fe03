"""Officers at work in processes of their own, who start at one signal or are killed at a statement of their command."""

import multiprocessing
import os
import signal
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import chain, count
from multiprocessing.connection import Connection as Pipe
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import select

from domain.details import Details, PersonDetails
from domain.errors import Refusal
from ledger.audit.verify import verify
from ledger.book import Book, GuardTables
from ledger.commands.base import Command, Receipt, Request
from ledger.commands.draft import DraftApplication, application
from ledger.commands.submit import draft_and_submit
from ledger.guards import guards_of
from ledger.keys import load_keys
from ledger.tables import book_head
from ledger.vault import Vault
from tests.books import assert_contiguous
from tests.factories import bank_card, disability_certificate, resident_id
from tests.integration.world import PLACE, STARTUP, World, startup_facts

Form = tuple[DraftApplication, tuple[Details, ...]]
"""An application with the details that it brings."""

Order = Callable[[Book, Vault], Receipt]
"""What an officer is told to do in the book; it is sent to another process."""

_context = multiprocessing.get_context("forkserver")
# A process begins from a server that has imported everything and opened nothing.
_context.set_forkserver_preload(["pytest", "tests.integration.clerks", "tests.integration.warm"])


def _obey(verb: Callable[..., Receipt], command: Command, request: Request, book: Book, _: Vault) -> Receipt:
    return verb(book, command, request)


def _hand_in(form: Form, request: Request, book: Book, vault: Vault) -> Receipt:
    return draft_and_submit(book, vault, *form, request)


def order(verb: Callable[..., Receipt], command: Command, request: Request) -> Order:
    """The order to run a command that needs no vault."""
    return partial(_obey, verb, command, request)


def filing(form: Form, request: Request) -> Order:
    """The order to hand an application in."""
    return partial(_hand_in, form, request)


def startup_form(world: World, number: int) -> Form:
    """Today's application of a start-up, by one of many persons who do not exist."""
    identity = resident_id(f"{1950 + number}0101")
    certificate = disability_certificate(identity)
    return application(
        world.vault,
        programme=STARTUP,
        place="330502",
        applied_on=world.today,
        facts=startup_facts(world.today, number),
        applicant=PersonDetails(
            resident_id=identity, name=f"申请人{number}", certificate=certificate, account=bank_card(number)
        ),
    )


# --- at once ---


def at_once(url: str, folder: Path, shares: Sequence[Sequence[Order]]) -> list[Receipt | str]:
    """Let one process for each share do its orders, all from one moment on; the receipt or the refusal of each."""
    with ExitStack() as stack:
        pipes = [stack.enter_context(_process(_compete, url, folder, share))[1] for share in shares]
        assert [pipe.recv() for pipe in pipes] == ["ready"] * len(shares)
        for pipe in pipes:
            pipe.send("go")
        return [said for pipe in pipes for said in pipe.recv()]


def _compete(pipe: Pipe, url: str, folder: Path, share: Sequence[Order]) -> None:
    with Book.open(url, place=PLACE) as book:
        vault = Vault(book, load_keys(folder / "keys.json"))
        pipe.send("ready")
        pipe.recv()
        pipe.send([_said(one, book, vault) for one in share])


def _said(one: Order, book: Book, vault: Vault) -> Receipt | str:
    try:
        return one(book, vault)
    except Refusal as refusal:
        return type(refusal).__name__


@contextmanager
def _process(target: Callable[..., None], *arguments: object) -> Iterator[tuple[BaseProcess, Pipe]]:
    here, there = _context.Pipe()
    process = _context.Process(target=target, args=(there, *arguments))
    process.start()
    there.close()
    try:
        yield process, here
    finally:
        here.close()
        process.join()
        process.close()


# --- killed ---


def deaths(doomed: Callable[..., None], *arguments: object, stride: int = 1, closely: int = 0) -> Iterator[bool]:
    """Let one process after another do the same and kill itself, each `stride` steps later than the one before.

    Before each of the first steps, `closely` in number, one of them dies. Yields after every death; True at the last,
    when the work was done and nobody had been told.
    """
    for number in chain(range(1, closely + 1), count(closely + 1, stride)):
        with _process(doomed, number, *arguments) as (process, pipe):
            through = _last_word(pipe) == "through"
            process.join()
            assert process.exitcode == -signal.SIGKILL
        yield through
        if through:
            return


def die_in_book(pipe: Pipe, number: int, url: str, folder: Path, work: Callable[[Book, Vault], object]) -> None:
    """Do work in a book, and die before its n-th statement, or behind its end."""
    fatal = _Fatal(number)
    with Book.open(url, place=PLACE) as book:
        vault = Vault(book, load_keys(folder / "keys.json"))
        fatal.arm()
        work(book, vault)
        fatal.through(pipe)


def die_in_folder(pipe: Pipe, number: int, work: Callable[[], object]) -> None:
    """Do work that opens its book itself, and die before its n-th statement or file operation, or behind its end."""
    fatal = _Fatal(number)
    fatal.arm()
    work()
    fatal.through(pipe)


class _Fatal:
    """Counts what this process asks of the databases and of the disk, and kills it before the n-th time."""

    def __init__(self, number: int) -> None:
        self._left = number
        self._armed = False
        _replace(sqlite3, "connect", self._traced(sqlite3.connect))
        # Every round trip to the server goes through here, be it a statement, COPY, a pipeline or a commit.
        _replace(psycopg.Connection, "wait", self._before(psycopg.Connection.wait))
        for module, name in ((os, "open"), (os, "fsync"), (os, "link"), (Path, "unlink")):
            _replace(module, name, self._before(getattr(module, name)))

    def arm(self) -> None:
        """Begin to count."""
        self._armed = True

    def through(self, pipe: Pipe) -> None:
        """Die although all is done."""
        pipe.send("through")
        os.kill(os.getpid(), signal.SIGKILL)

    def _step(self, *_: object) -> None:
        self._left -= self._armed
        if self._armed and not self._left:
            os.kill(os.getpid(), signal.SIGKILL)

    def _before(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def fatal(*arguments: Any, **named: Any) -> Any:
            self._step()
            return real(*arguments, **named)

        return fatal

    def _traced(self, real: Callable[..., sqlite3.Connection]) -> Callable[..., sqlite3.Connection]:
        def connect(*arguments: Any, **named: Any) -> sqlite3.Connection:
            self._step()
            driver = real(*arguments, **named)
            driver.set_trace_callback(self._step)
            return driver

        return connect


def _replace(where: object, name: str, by: object) -> None:
    setattr(where, name, by)


def _last_word(pipe: Pipe) -> str:
    try:
        return str(pipe.recv())
    except EOFError:
        return ""


# --- afterwards ---


def derived(book: Book) -> GuardTables:
    """The guard rows as the log says that they must be."""
    balances: Counter[str] = Counter()
    claims: dict[str, str] = {}
    events = book.read(limit=book.head.position)
    for event in events:
        guards = guards_of([event])
        balances.update(guards.reserve)
        for claim, holder in guards.release.items():
            assert claims.pop(claim) == holder
        assert not claims.keys() & guards.take.keys()
        claims |= guards.take
    return GuardTables(dict(balances), claims, len(events))


def assert_sound(book: Book, vault: Vault) -> None:
    """Positions, guards and everything that verification knows of; nobody was erased, so nobody's details are gone."""
    assert_contiguous(book)
    assert book.guard_tables() == derived(book)
    checks = verify(book, vault=vault).checks
    assert [finding for check in checks for finding in check.findings] == []
    assert [remark for check in checks for remark in check.remarks] == []


def wait_for_the_dead(book: Book) -> None:
    """Return when no transaction of a killed process is under way: a server takes a moment to see that it died."""
    with book.database.writing() as connection:
        connection.execute(select(book_head.c.position).with_for_update())
