"""Certification commands: file, certify, return, revoke."""

from domain.act import Act
from domain.certification import acts
from domain.certification.events import StaffSource
from domain.certification.roster import roster_of
from domain.certification.state import evolve, stream_of
from domain.counting import shown_fraction
from domain.levy.facts import CODE as LEVY
from domain.placement.counted import CODE as COUNTING
from domain.placement.terms import EmployerKind
from domain.statutes.book import Law
from domain.wording import clean
from ledger.book import Book
from ledger.certified import granted_reward
from ledger.commands.base import Command, Plan, Receipt, Request, filed, run
from ledger.commands.load import load_certification, load_placement
from ledger.commands.place import must_lie_within
from ledger.law import law_for


class FileCertification(Command, frozen=True, kw_only=True):
    """An employer-year: monthly staff with its source, and the placements (ids) of the year."""

    employer: str
    employer_kind: EmployerKind
    year: int
    place: str
    staff_by_month: tuple[int, ...]
    staff_source: StaffSource
    placements: tuple[str, ...]


class Certify(Command, frozen=True, kw_only=True):
    """Which employer-year is certified."""

    employer: str
    year: int


class ReturnCertification(Command, frozen=True, kw_only=True):
    """What is to be mended, finding by finding."""

    employer: str
    year: int
    findings: tuple[str, ...]


class RevokeCertification(Command, frozen=True, kw_only=True):
    """On which ground and clause a certification falls."""

    employer: str
    year: int
    ground: str
    clause: str


def file(book: Book, command: FileCertification, request: Request) -> Receipt:
    """File an employer-year."""

    def decide(act: Act) -> Plan:
        stream = stream_of(command.employer, command.year)
        state, version = book.load(stream, evolve, None)
        placements = tuple(load_placement(book, each)[0] for each in command.placements)
        must_lie_within(book, command.place)
        event = acts.file(
            state,
            employer=command.employer,
            employer_kind=command.employer_kind,
            year=command.year,
            place=command.place,
            staff_by_month=command.staff_by_month,
            staff_source=command.staff_source,
            placements=placements,
            counting=law_for(book, COUNTING, command.place, act.today),
            levy=law_for(book, LEVY, command.place, act.today),
            act=act,
        )
        return filed(stream, version, event)

    return run(book, "file_certification", command, request, decide)


def certify(book: Book, command: Certify, request: Request) -> Receipt:
    """Judge every month of the named placements and claim those that count."""

    def decide(act: Act) -> Plan:
        stream = stream_of(command.employer, command.year)
        state, version = load_certification(book, stream)
        placements = tuple(load_placement(book, each) for each in state.placements)

        def law_at(place: str) -> Law:
            return law_for(book, COUNTING, place, act.today)

        roster = roster_of((each for each, _ in placements), state.year, law_at)
        event = acts.certify(state, roster=roster, placements=placements, counting=law_at(state.place), act=act)
        outcome = {
            "counted_months": str(len(roster.counted)),
            "uncounted_months": str(len(roster.uncounted)),
            "counted_average": shown_fraction(roster.average),
        }
        return filed(stream, version, event, outcome=outcome, expect={each.id: number for each, number in placements})

    return run(book, "certify", command, request, decide)


def give_back(book: Book, command: ReturnCertification, request: Request) -> Receipt:
    """Return a filing."""
    findings = tuple(clean(finding, "findings") for finding in command.findings)

    def decide(act: Act) -> Plan:
        stream = stream_of(command.employer, command.year)
        state, version = load_certification(book, stream)
        return filed(stream, version, acts.give_back(state, findings=findings, act=act))

    return run(book, "return_certification", command, request, decide)


def revoke(book: Book, command: RevokeCertification, request: Request) -> Receipt:
    """Revoke a certification and give its person-months free."""

    def decide(act: Act) -> Plan:
        stream = stream_of(command.employer, command.year)
        state, version = load_certification(book, stream)
        ground, clause = clean(command.ground, "ground"), clean(command.clause, "clause")
        granted, expect = granted_reward(book, stream)
        event = acts.revoke(state, granted=granted, ground=ground, clause=clause, act=act)
        return filed(stream, version, event, expect=expect)

    return run(book, "revoke_certification", command, request, decide)
