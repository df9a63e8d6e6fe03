"""Commands of the service register: a person's file, and what is done for the person."""

from collections.abc import Callable

from domain.act import Act
from domain.events import Event
from domain.service import events, filing
from domain.service.coverage import PROGRAMME
from domain.service.events import Basis, Household, Situation
from domain.service.state import File, evolve, stream_of
from domain.statutes.book import Provision
from ledger.book import Book
from ledger.commands.base import Change, Command, Plan, Receipt, Request, run
from ledger.commands.load import load_file
from ledger.commands.place import must_lie_within
from ledger.law import law_for


class OnFile(Command, frozen=True, kw_only=True):
    """A person's file."""

    person: str


class Enrol(OnFile, frozen=True, kw_only=True):
    """Where the person lives, on which ground they are taken in, where they come from, and how they stand."""

    place: str
    basis: Basis
    situation: Situation
    hukou: str = ""
    origin: str = ""


class ChangeSituation(OnFile, frozen=True, kw_only=True):
    """How the person stands from the value date on."""

    situation: Situation


class RecordHousehold(OnFile, frozen=True, kw_only=True):
    """What was found about the household, by which document."""

    household: Household
    document: str


class Recognise(OnFile, frozen=True, kw_only=True):
    """On which ground and document, at which age (full years)."""

    ground: str
    document: str
    age: int


class OnGround(OnFile, frozen=True, kw_only=True):
    """An act that needs a ground."""

    ground: str


class Assign(OnFile, frozen=True, kw_only=True):
    """The officer who is responsible from now on."""

    officer: str


class OpenPlan(OnFile, frozen=True, kw_only=True):
    """What is planned for the person."""

    measures: str


class ClosePlan(OnFile, frozen=True, kw_only=True):
    """What came of the plan."""

    result: str


def enrol(book: Book, command: Enrol, request: Request) -> Receipt:
    """Take a person onto the register."""
    return run(
        book,
        "service_enrol",
        command,
        request,
        lambda act: Plan(subject=command.person, changes=(enrolment(book, command, act),)),
    )


def enrolment(book: Book, command: Enrol, act: Act) -> Change:
    """The change that takes a person onto the register."""
    stream = stream_of(filing.pseudonym(command.person))
    state, version = book.load(stream, evolve, None)
    must_lie_within(book, command.place)
    event = filing.enrol(
        state,
        person=command.person,
        place=command.place,
        basis=command.basis,
        hukou=command.hukou,
        origin=command.origin,
        situation=command.situation,
        act=act,
    )
    return Change(stream=stream, version=version, events=(event,))


def change_situation(book: Book, command: ChangeSituation, request: Request) -> Receipt:
    """Write down a new situation."""
    return on_file(
        book,
        "service_situation",
        command,
        request,
        lambda state, act: filing.change_situation(state, situation=command.situation, act=act),
    )


def record_household(book: Book, command: RecordHousehold, request: Request) -> Receipt:
    """Write down what was found about the household."""

    def decide(state: File, act: Act) -> Event:
        return filing.record_household(state, household=command.household, document=command.document, act=act)

    return on_file(book, "service_household", command, request, decide)


def recognise(book: Book, command: Recognise, request: Request) -> Receipt:
    """Recognise the difficulty to find work."""

    def decide(state: File, act: Act) -> Event:
        pool = provision_of(book, state, "recognition.pool", act)
        return filing.recognise(
            state, ground=command.ground, document=command.document, age=command.age, pool=pool, act=act
        )

    return on_file(book, "service_recognise", command, request, decide)


def deny(book: Book, command: OnGround, request: Request) -> Receipt:
    """Examine, and do not recognise."""
    return on_file(
        book, "service_deny", command, request, lambda state, act: filing.deny(state, ground=command.ground, act=act)
    )


def end_recognition(book: Book, command: OnGround, request: Request) -> Receipt:
    """End the recognition."""
    return on_file(
        book,
        "service_end_recognition",
        command,
        request,
        lambda state, act: filing.end_recognition(state, ground=command.ground, act=act),
    )


def assign(book: Book, command: Assign, request: Request) -> Receipt:
    """Name the responsible officer."""
    return on_file(
        book,
        "service_assign",
        command,
        request,
        lambda state, act: filing.assign(state, officer=command.officer, act=act),
    )


def open_plan(book: Book, command: OpenPlan, request: Request) -> Receipt:
    """Open the person's plan."""
    return on_file(
        book,
        "service_open_plan",
        command,
        request,
        lambda state, act: filing.open_plan(state, measures=command.measures, act=act),
    )


def close_plan(book: Book, command: ClosePlan, request: Request) -> Receipt:
    """Close the person's plan."""
    return on_file(
        book,
        "service_close_plan",
        command,
        request,
        lambda state, act: filing.close_plan(state, result=command.result, act=act),
    )


def close(book: Book, command: OnGround, request: Request) -> Receipt:
    """Let the person leave the register."""
    return on_file(
        book, "service_close", command, request, lambda state, act: filing.close(state, ground=command.ground, act=act)
    )


def on_file(book: Book, name: str, command: OnFile, request: Request, decide: Callable[[File, Act], Event]) -> Receipt:
    """Run one act on a person's file."""

    def plan(act: Act) -> Plan:
        state, version = load_file(book, command.person)
        change = Change(stream=stream_of(command.person), version=version, events=(decide(state, act),))
        return Plan(subject=command.person, changes=(change,), outcome=_outcome(change.events[0]))

    return run(book, name, command, request, plan)


def _outcome(event: Event) -> dict[str, str]:
    """The number under which an offer or a referral goes on."""
    return {"number": str(event.number)} if isinstance(event, events.OfferMade | events.Referred) else {}


def provision_of(book: Book, state: File, key: str, act: Act) -> Provision | None:
    """What the law of the person's place says on the day of the act; None where it says nothing."""
    return law_for(book, PROGRAMME, state.place, act.today).find(key, act.on)
