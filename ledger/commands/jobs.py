"""Job commands: develop a batch, fill and vacate its posts, allocate its units, take back what nobody has."""

from collections.abc import Callable

from domain import jobs
from domain.act import Act
from domain.events import Event
from domain.jobs import Batch
from ledger.book import Book
from ledger.commands.base import Command, Plan, Receipt, Request, filed, new_id, run
from ledger.commands.load import load_batch, load_facility
from ledger.commands.place import must_lie_within


class Develop(Command, frozen=True, kw_only=True):
    """What an employer (credit code) offers: the kind, the place, the title, how many, by which document."""

    kind: str
    place: str
    developer: str
    title: str
    count: int
    document: str


class OnBatch(Command, frozen=True, kw_only=True):
    """A batch."""

    batch: str


class Fill(OnBatch, frozen=True, kw_only=True):
    """Who takes a post."""

    person: str


class Vacate(Fill, frozen=True, kw_only=True):
    """Who leaves a post, and why."""

    ground: str


class Allocate(OnBatch, frozen=True, kw_only=True):
    """Which body is given how many units."""

    facility: str
    count: int


class TakeBack(OnBatch, frozen=True, kw_only=True):
    """How many are taken back, and why."""

    count: int
    ground: str


def develop(book: Book, command: Develop, request: Request) -> Receipt:
    """Enter a batch."""

    def decide(act: Act) -> Plan:
        must_lie_within(book, command.place)
        event = jobs.develop(
            kind=command.kind,
            place=command.place,
            developer=command.developer,
            title=command.title,
            count=command.count,
            document=command.document,
            act=act,
        )
        return filed(new_id("J", book, request, command.place, act.on.year), 0, event)

    return run(book, "jobs_develop", command, request, decide)


def fill(book: Book, command: Fill, request: Request) -> Receipt:
    """Let a person take a post."""
    return _on(book, "jobs_fill", command, request, lambda state, act: jobs.fill(state, person=command.person, act=act))


def vacate(book: Book, command: Vacate, request: Request) -> Receipt:
    """Let a person leave a post."""
    return _on(
        book,
        "jobs_vacate",
        command,
        request,
        lambda state, act: jobs.vacate(state, person=command.person, ground=command.ground, act=act),
    )


def allocate(book: Book, command: Allocate, request: Request) -> Receipt:
    """Give units of a labour project to a body that is on the register."""

    def decide(act: Act) -> Plan:
        state, version = load_batch(book, command.batch)
        facility, facility_version = load_facility(book, command.facility)
        event = jobs.allocate(state, facility=facility, count=command.count, act=act)
        return filed(command.batch, version, event, expect={command.facility: facility_version})

    return run(book, "jobs_allocate", command, request, decide)


def take_back(book: Book, command: TakeBack, request: Request) -> Receipt:
    """Take back what nobody has."""
    return _on(
        book,
        "jobs_take_back",
        command,
        request,
        lambda state, act: jobs.withdraw(state, count=command.count, ground=command.ground, act=act),
    )


def _on(book: Book, name: str, command: OnBatch, request: Request, decide: Callable[[Batch, Act], Event]) -> Receipt:
    """Run one act on a batch."""

    def plan(act: Act) -> Plan:
        state, version = load_batch(book, command.batch)
        return filed(command.batch, version, decide(state, act))

    return run(book, name, command, request, plan)
