"""Public notice: publish it, file an objection, resolve it."""

from domain.act import Act
from domain.application import review as decisions
from domain.wording import clean
from ledger.book import Book
from ledger.commands.base import Command, Plan, Receipt, Request, filed, run
from ledger.commands.load import load_case


class PublishNotice(Command, frozen=True, kw_only=True):
    """Put the intended grant on notice; `contact` is the office and telephone for objections."""

    case: str
    contact: str


class FileObjection(Command, frozen=True, kw_only=True):
    """An objection, by the reference under which its paper is filed."""

    case: str
    reference: str
    ground: str


class ResolveObjection(Command, frozen=True, kw_only=True):
    """What came of objection `number`."""

    case: str
    number: int
    upheld: bool
    finding: str


def publish_notice(book: Book, command: PublishNotice, request: Request) -> Receipt:
    """Publish; the receipt says the last day of the notice."""

    def decide(act: Act) -> Plan:
        state, version = load_case(book, command.case)
        event = decisions.publish_notice(state, contact=clean(command.contact, "contact"), act=act)
        return filed(command.case, version, event, outcome={"last_day": event.last_day.isoformat()})

    return run(book, "publish_notice", command, request, decide)


def file_objection(book: Book, command: FileObjection, request: Request) -> Receipt:
    """Record an objection; the receipt says its number."""

    def decide(act: Act) -> Plan:
        state, version = load_case(book, command.case)
        event = decisions.file_objection(
            state, reference=clean(command.reference, "reference"), ground=clean(command.ground, "ground"), act=act
        )
        return filed(command.case, version, event, outcome={"number": str(event.number)})

    return run(book, "file_objection", command, request, decide)


def resolve_objection(book: Book, command: ResolveObjection, request: Request) -> Receipt:
    """Dismiss the objection, or uphold it and send the case back to the first review."""

    def decide(act: Act) -> Plan:
        state, version = load_case(book, command.case)
        event = decisions.resolve_objection(
            state,
            number=command.number,
            upheld=command.upheld,
            finding=clean(command.finding, "finding"),
            act=act,
        )
        return filed(command.case, version, event)

    return run(book, "resolve_objection", command, request, decide)
