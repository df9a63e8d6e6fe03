"""Random inspection commands: draw a list, record what was found on an item of it."""

from datetime import date

from domain import inspection_sample
from domain.act import Act
from domain.inspection_population import TOPICS, Kind, Population
from domain.inspection_sample import Finding, Sample
from ledger.book import Book
from ledger.commands.base import Command, Plan, Receipt, Request, filed, new_id, run
from ledger.commands.load import load_sample
from ledger.commands.place import must_lie_within

BATCH = 1000
"""Events read at once."""


class Draw(Command, frozen=True, kw_only=True):
    """From what to draw (kind, place, first and last day), and how many (per cent, or a number).

    Without a seed it is the leaf hash of the book's last event, which whoever draws cannot choose.
    """

    kind: Kind
    place: str
    first: date
    last: date
    share_pct: int = 0
    number: int = 0
    seed: str = ""


class Record(Command, frozen=True, kw_only=True):
    """What was found on an item of a list."""

    sample: str
    item: str
    finding: Finding
    note: str


def draw(book: Book, command: Draw, request: Request) -> Receipt:
    """Draw a list from the book as it stands now."""

    def decide(act: Act) -> Plan:
        must_lie_within(book, command.place)
        inspection_sample.must_be_drawable(
            act.actor,
            place=command.place,
            first=command.first,
            last=command.last,
            share_pct=command.share_pct,
            number=command.number,
        )
        position = book.head.position
        everything = population_at(book, position)
        population = everything.within(command.kind, command.place, command.first, command.last)
        event = inspection_sample.draw(
            population,
            kind=command.kind,
            place=command.place,
            first=command.first,
            last=command.last,
            share_pct=command.share_pct,
            number=command.number,
            seed=command.seed or book.raw(position - 1, 1)[0].leaf_hash.hex(),
            position=position,
            act=act,
        )
        return filed(new_id("sample:", book, request, command.place, act.on.year), 0, event)

    return run(book, "draw_inspection", command, request, decide)


def record(book: Book, command: Record, request: Request) -> Receipt:
    """Record what an inspection found."""

    def decide(act: Act) -> Plan:
        state, version = load_sample(book, command.sample)
        event = inspection_sample.record(
            state,
            item=command.item,
            finding=command.finding,
            note=command.note,
            decided_by=decided_by(book, state, command.item),
            act=act,
        )
        return filed(command.sample, version, event)

    return run(book, "record_inspection", command, request, decide)


def population_at(book: Book, position: int) -> Population:
    """Everything that could be drawn when the book ended at a position."""
    population, after = Population(), 0
    while events := book.read(after, BATCH, position, TOPICS):
        for recorded in events:
            population.see(recorded)
        after = events[-1].position
    return population


def decided_by(book: Book, sample: Sample, item: str, before: int | None = None) -> frozenset[str]:
    """Who took part in what is inspected, in the payment or placement itself and in its case; `before` a position."""
    streams = {item, item.rpartition("-P")[0]} if sample.kind == "payment" else {item}
    events = (recorded for stream in sorted(streams) for recorded in book.events(stream))
    return frozenset(recorded.meta.actor for recorded in events if before is None or recorded.position < before)
