"""Target commands: report a figure of the statistics."""

from domain.act import Act
from domain.targets import figures
from domain.targets.goals import target_of
from domain.wording import clean
from ledger.book import Book
from ledger.commands.base import Command, Plan, Receipt, Request, filed, run
from ledger.commands.place import must_lie_within
from ledger.law import statutes_of


class ReportFigure(Command, frozen=True, kw_only=True):
    """The figure of a year, an exact decimal in the target's unit, and the document that it stands in."""

    target: str
    place: str
    year: int
    value: str
    document: str


def report_figure(book: Book, command: ReportFigure, request: Request) -> Receipt:
    """Report what only the statistics know."""
    stream = figures.stream_of(command.target, command.place)

    def decide(act: Act) -> Plan:
        must_lie_within(book, command.place)
        state, version = book.load(stream, figures.evolve, None)
        event = figures.report(
            state,
            target=target_of(statutes_of(book), act.today, command.target),
            place=command.place,
            year=command.year,
            value=command.value,
            document=clean(command.document, "document"),
            act=act,
        )
        return filed(stream, version, event)

    return run(book, "report_figure", command, request, decide)
