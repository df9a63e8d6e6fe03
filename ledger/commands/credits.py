"""Commands on the credit record of an employer that does not pay its levy: notice, hear, record, correct, take back."""

from domain.act import Act
from domain.levy import credit
from domain.levy.facts import CODE
from domain.wording import clean
from ledger.book import Book
from ledger.commands.base import Command, Plan, Receipt, Request, filed, run
from ledger.commands.load import load_credit, load_levy
from ledger.law import law_for


class Notice(Command, frozen=True, kw_only=True):
    """Whose unpaid levy is to be recorded, by which paper the employer was told."""

    levy: str
    document: str


class Hear(Command, frozen=True, kw_only=True):
    """The employer's statement, what was found, and whether it is right."""

    record: str
    reference: str
    finding: str
    upheld: bool


class OnRecord(Command, frozen=True, kw_only=True):
    """An act on a record by a document."""

    record: str
    document: str


class TakeBack(Command, frozen=True, kw_only=True):
    """Why a record was wrong, and by which document it is taken back."""

    record: str
    ground: str
    document: str


def notice(book: Book, command: Notice, request: Request) -> Receipt:
    """Tell the employer that its conduct is to be recorded."""

    def decide(act: Act) -> Plan:
        levy, levy_version = load_levy(book, command.levy)
        stream = credit.stream_of(levy.uscc, levy.year)
        state, version = book.load(stream, credit.evolve, None)
        law = law_for(book, CODE, levy.place, act.today)
        event = credit.notice(state, levy, document=clean(command.document, "document"), law=law, act=act)
        return filed(stream, version, event, expect={command.levy: levy_version})

    return run(book, "notice_credit", command, request, decide)


def hear(book: Book, command: Hear, request: Request) -> Receipt:
    """Record what the employer said, and what was found."""

    def decide(act: Act) -> Plan:
        state, version = load_credit(book, command.record)
        reference, finding = clean(command.reference, "reference"), clean(command.finding, "finding")
        event = credit.hear(state, reference=reference, finding=finding, upheld=command.upheld, act=act)
        return filed(command.record, version, event)

    return run(book, "hear_credit", command, request, decide)


def record(book: Book, command: OnRecord, request: Request) -> Receipt:
    """Enter the conduct into the credit record."""

    def decide(act: Act) -> Plan:
        state, version = load_credit(book, command.record)
        levy, levy_version = load_levy(book, state.levy)
        event = credit.record(state, levy, document=clean(command.document, "document"), act=act)
        return filed(command.record, version, event, expect={state.levy: levy_version})

    return run(book, "record_credit", command, request, decide)


def correct(book: Book, command: OnRecord, request: Request) -> Receipt:
    """Mend the record after payment."""

    def decide(act: Act) -> Plan:
        state, version = load_credit(book, command.record)
        levy, levy_version = load_levy(book, state.levy)
        event = credit.correct(state, levy, document=clean(command.document, "document"), act=act)
        return filed(command.record, version, event, expect={state.levy: levy_version})

    return run(book, "correct_credit", command, request, decide)


def take_back(book: Book, command: TakeBack, request: Request) -> Receipt:
    """Take a wrong record back."""

    def decide(act: Act) -> Plan:
        state, version = load_credit(book, command.record)
        ground, document = clean(command.ground, "ground"), clean(command.document, "document")
        return filed(command.record, version, credit.take_back(state, ground=ground, document=document, act=act))

    return run(book, "take_back_credit", command, request, decide)
