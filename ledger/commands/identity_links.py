"""Identity commands: suggest pairs that linkage found, judge one, confirm as a second officer that it is one person."""

import msgspec

from domain import identity_link
from domain.act import Act
from domain.alert import EvidenceRow
from domain.identity_link import Ground, Suggested, Verdict
from ledger.book import Book
from ledger.commands.base import Change, Command, Plan, Receipt, Request, filed, new_id, run
from ledger.commands.load import load_pair
from ledger.commands.place import must_lie_within


class Likely(msgspec.Struct, frozen=True, kw_only=True):
    """A pair that linkage found: party ids, weight (hundredths of a bit), grounds, and both entries."""

    left: str
    right: str
    weight: int
    grounds: tuple[Ground, ...]
    evidence: tuple[EvidenceRow, ...]


class Suggest(Command, frozen=True, kw_only=True):
    """What a model (SHA-256) found among so many entries of a place."""

    place: str
    model: str
    entries: int
    pairs: tuple[Likely, ...]


class Judge(Command, frozen=True, kw_only=True):
    """What a pair is, and why."""

    pair: str
    verdict: Verdict
    ground: str


class Confirm(Command, frozen=True, kw_only=True):
    """Which pair is one person, and why."""

    pair: str
    ground: str


def suggest(book: Book, command: Suggest, request: Request) -> Receipt:
    """Suggest the pairs that were not suggested before; a pair is told once, whatever it weighs later."""
    return run(book, "suggest_identities", command, request, lambda act: suggesting(book, command, request, act))


def suggesting(book: Book, command: Suggest, request: Request, act: Act) -> Plan:
    """The plan that suggests pairs."""
    place, model = command.place, command.model
    must_lie_within(book, place)
    pairs = {identity_link.stream_of(pair.left, pair.right): pair for pair in command.pairs}
    new = {stream: pair for stream, pair in pairs.items() if book.version(stream) == 0}
    known = len(pairs) - len(new)
    done = identity_link.complete(place, model, entries=command.entries, suggested=len(new), known=known, act=act)
    stream = new_id("linkage:", book, request, place, act.on.year)
    told = (Change(stream=id, version=0, events=(_suggested(pair, place, model),)) for id, pair in new.items())
    return Plan(
        subject=stream,
        changes=(Change(stream=stream, version=0, events=(done,)), *told),
        outcome={"suggested": str(len(new)), "known": str(known)},
    )


def judge(book: Book, command: Judge, request: Request) -> Receipt:
    """Say what a pair is."""

    def decide(act: Act) -> Plan:
        state, version = load_pair(book, command.pair)
        event = identity_link.judge(state, verdict=command.verdict, ground=command.ground, act=act)
        return filed(command.pair, version, event)

    return run(book, "judge_identity", command, request, decide)


def confirm(book: Book, command: Confirm, request: Request) -> Receipt:
    """Confirm that a pair is one person."""

    def decide(act: Act) -> Plan:
        state, version = load_pair(book, command.pair)
        return filed(command.pair, version, identity_link.confirm(state, ground=command.ground, act=act))

    return run(book, "confirm_identity", command, request, decide)


def _suggested(pair: Likely, place: str, model: str) -> Suggested:
    left, right = sorted((pair.left, pair.right))
    return Suggested(
        place=place,
        left=left,
        right=right,
        weight=pair.weight,
        grounds=pair.grounds,
        evidence=pair.evidence,
        model=model,
    )
