"""Budget commands: appropriate, allot, withdraw an allotment, close the year."""

from domain import fund
from domain.act import Act
from domain.events import Event
from domain.fund import Line, LineAmount
from domain.places import parse_place
from domain.programs.registry import programme
from domain.statutes.book import Provision
from domain.wording import clean
from ledger import chart
from ledger.book import Book
from ledger.commands.base import Change, Command, Plan, Receipt, Request, run
from ledger.commands.load import balance_of, load_fund
from ledger.guards import account_key
from ledger.journal import commodity
from ledger.law import statutes_of


class Appropriate(Command, frozen=True, kw_only=True):
    """Budget (fen) for a fund and year, by document."""

    fund: str
    year: int
    amount: int
    document: str


class Allot(Command, frozen=True, kw_only=True):
    """Budget (fen) from the unallotted to a line, or back from it."""

    fund: str
    year: int
    programme: str
    place: str
    amount: int
    document: str

    @property
    def line(self) -> Line:
        """The line, with programme and place checked."""
        return Line(
            fund=self.fund,
            year=self.year,
            programme=programme(self.programme).code,
            place=parse_place(self.place, field="place"),
        )


class CloseYear(Command, frozen=True, kw_only=True):
    """Close a fund's year and carry this much (fen; None = everything) into the next."""

    fund: str
    year: int
    carry_forward: int | None
    document: str


def appropriate(book: Book, command: Appropriate, request: Request) -> Receipt:
    """Record an appropriation."""

    def decide(act: Act) -> Plan:
        state, version = load_fund(book, command.fund, command.year)
        events = fund.appropriate(
            state,
            fund=command.fund,
            year=command.year,
            place=book.place,
            amount=command.amount,
            document=clean(command.document, "document"),
            act=act,
        )
        return _one(command.fund, command.year, version, events)

    return run(book, "appropriate", command, request, decide)


def allot(book: Book, command: Allot, request: Request) -> Receipt:
    """Allot budget to a line; refused beyond the unallotted or outside the fund's allowed uses."""

    def decide(act: Act) -> Plan:
        _not_forbidden(book, command, act)
        line = command.line
        state, version = load_fund(book, line.fund, line.year)
        uses, programmes = _uses(book, line, act)
        events = fund.allot(
            state,
            line=line,
            amount=command.amount,
            document=clean(command.document, "document"),
            allowed_uses=programmes,
            rule=uses.authority,
            unallotted=_unallotted(book, line.fund, line.year),
            act=act,
        )
        return _one(line.fund, line.year, version, events)

    return run(book, "allot", command, request, decide)


def _uses(book: Book, line: Line, act: Act) -> tuple[Provision, frozenset[str]]:
    """The clause on the fund's uses and every programme that it, or a further clause beside it, allows."""
    statutes, where = statutes_of(book), (act.on, line.place, act.today)
    uses = statutes.at("funds", f"{line.fund}.allowed_uses", *where)
    further = statutes.find("funds", f"{line.fund}.further_uses", *where)
    more = further.table["programmes"] if further else []
    return uses, frozenset([*uses.table["programmes"], *more])


def withdraw_allotment(book: Book, command: Allot, request: Request) -> Receipt:
    """Take unused allotment back from a line."""

    def decide(act: Act) -> Plan:
        line = command.line
        state, version = load_fund(book, line.fund, line.year)
        events = fund.withdraw_allotment(
            state,
            line=line,
            amount=command.amount,
            document=clean(command.document, "document"),
            available=balance_of(book, chart.ALLOTTED, line),
            act=act,
        )
        return _one(line.fund, line.year, version, events)

    return run(book, "withdraw_allotment", command, request, decide)


def close_year(book: Book, command: CloseYear, request: Request) -> Receipt:
    """Close the year: nothing may be left unallotted or available when the transaction ends."""

    def decide(act: Act) -> Plan:
        code, year = command.fund, command.year
        state, version = load_fund(book, code, year)
        following, next_version = load_fund(book, code, year + 1)
        lines = state.lines if state else ()
        unallotted = _unallotted(book, code, year)
        rests = tuple(LineAmount(line=line, amount=balance_of(book, chart.ALLOTTED, line)) for line in lines)
        left = unallotted + sum(rest.amount for rest in rests)
        closed, into = fund.close_year(
            state,
            following=following,
            fund=code,
            year=year,
            unallotted=unallotted,
            rests=rests,
            carry_forward=left if command.carry_forward is None else command.carry_forward,
            document=clean(command.document, "document"),
            act=act,
        )
        changes = [Change(stream=fund.stream_of(code, year), version=version, events=(closed,))]
        if into is not None:
            changes.append(Change(stream=fund.stream_of(code, year + 1), version=next_version, events=(into,)))
        drain = (_unallotted_key(code, year), *(_allotted_key(line) for line in lines))
        outcome = {"carried_forward": str(closed.carried_forward), "lapsed": str(closed.lapsed)}
        return Plan(subject=fund.stream_of(code, year), changes=tuple(changes), drain=drain, outcome=outcome)

    return run(book, "close_year", command, request, decide)


def _not_forbidden(book: Book, command: Allot, act: Act) -> None:
    """Some uses are forbidden by name, so that the refusal says more than that no such programme is known."""
    rule = statutes_of(book).find("funds", f"{command.fund}.forbidden_uses", act.on, book.place, act.today)
    if rule is not None and command.programme in (uses := rule.table["uses"]):
        raise fund.UseForbidden(field="programme", rule=rule.authority, fund=command.fund, use=uses[command.programme])


def _one(code: str, year: int, version: int, events: tuple[Event, ...]) -> Plan:
    stream = fund.stream_of(code, year)
    return Plan(subject=stream, changes=(Change(stream=stream, version=version, events=events),))


def _unallotted_key(code: str, year: int) -> str:
    return account_key(chart.UNALLOTTED, commodity(code, year, chart.UNALLOTTED))


def _unallotted(book: Book, code: str, year: int) -> int:
    return book.balance(_unallotted_key(code, year))


def _allotted_key(line: Line) -> str:
    return account_key(chart.ALLOTTED, commodity(line.fund, line.year, chart.ALLOTTED), line.key)
