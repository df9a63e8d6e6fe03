"""What a change of law does to the decisions of a book: each case that is due another amount, and by which row."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date

import msgspec

from domain.adjustment import Cause
from domain.application.state import Status
from domain.errors import Refusal
from domain.places import covers
from domain.statutes.book import GENERAL, Provision, StatuteBook
from domain.statutes.reading import Name, name_of
from domain.working import Decision
from ledger.audit.decided import Decided, decided
from ledger.audit.recalculation import PORTION, News
from ledger.book import Book
from ledger.commands.load import load_case
from ledger.law import statutes_of
from ledger.retroactive import decide_anew
from ledger.views import queries
from ledger.views.adjustments import AdjustmentRow
from ledger.views.projection import Progress


class Touched(msgspec.Struct, frozen=True, kw_only=True):
    """A decided case that is due another amount (fen) by the law known now, with the rows that make the difference.

    `before` includes earlier adjustments that were approved. `problem` says why it cannot be recomputed, if so;
    nothing is said of a difference then.
    """

    case: str
    programme: str
    place: str
    status: str
    decided_on: date
    payments: tuple[str, ...]
    before: int
    after: int
    difference: int
    causes: tuple[Cause, ...]
    adjustment: str
    problem: str


def published_since(statutes: StatuteBook, since: date, today: date) -> tuple[Provision, ...]:
    """The rows that were published from a day on, until today."""
    return tuple(row for row in statutes.provisions if since <= row.published_on <= today)


def added_to(older: StatuteBook, statutes: StatuteBook) -> tuple[Provision, ...]:
    """The rows that an older statute book lacks, or has with another content."""
    known = {name_of(row): row for row in older.provisions}
    return tuple(row for row in statutes.provisions if known.get(name_of(row)) != row)


def touched(
    book: Book, rows: Collection[Provision], today: date, progress: Progress | None = None
) -> tuple[Touched, ...]:
    """Every decided case of the book whose amount changes by one of these rows."""
    statutes, reach = statutes_of(book), reach_of(rows)
    names, news = {name_of(row) for row in rows}, News(statutes, today)
    earlier, payments = _adjustments(book), _payments(book)
    cases = [
        case
        for case in decided(book, progress)
        if case.status is not Status.DRAFT and reached(reach, case.programme, case.place)
    ]
    found: list[Touched] = []
    for number, case in enumerate(cases, start=1):
        if progress and (number % PORTION == 0 or number == len(cases)):
            progress(number, len(cases))
        if news.stands(case) and not earlier[case.case]:
            continue
        before = case.amount + sum(row.difference for row in earlier[case.case] if _counts(row))
        found.extend(_compare(book, statutes, case, before, names, earlier[case.case], payments[case.case], today))
    return tuple(found)


def _compare(
    book: Book,
    statutes: StatuteBook,
    case: Decided,
    before: int,
    names: set[Name],
    earlier: list[AdjustmentRow],
    payments: list[str],
    today: date,
) -> Iterator[Touched]:
    def found(after: int, causes: tuple[Cause, ...], problem: str = "") -> Touched:
        return Touched(
            case=case.case,
            programme=case.programme,
            place=case.place,
            status=case.status.value,
            decided_on=case.known_on,
            payments=tuple(payments),
            before=before,
            after=after,
            difference=after - before,
            causes=causes,
            adjustment=_unfinished(earlier, after),
            problem=problem,
        )

    try:
        after = case.decide(statutes, today).amount
    except Refusal as refusal:
        yield found(before, (), f"{refusal.zh} {refusal.en}")
        return
    if after != before:
        state, _ = load_case(book, case.case)
        causes = decide_anew(statutes, state, _stored(book, case.case), today).causes
        if named(causes, names):
            yield found(after, causes)


def _stored(book: Book, case: str) -> Decision | None:
    """The last decision of a case, with its working; a refusal keeps it in its own event."""
    decisions = (getattr(recorded.event, "decision", None) for recorded in reversed(book.events(case)))
    return next((decision for decision in decisions if isinstance(decision, Decision)), None)


def named(causes: Iterable[Cause], names: Collection[Name]) -> bool:
    """Whether one of the causes is one of the rows that were asked about."""
    return any((each.programme, each.key, each.place, each.valid_from, each.published_on) in names for each in causes)


def _unfinished(earlier: list[AdjustmentRow], after: int) -> str:
    """The last adjustment to the same amount, whatever became of it."""
    return next((row.id for row in reversed(earlier) if row.after == after), "")


def _counts(row: AdjustmentRow) -> bool:
    return row.status in ("adjustment_approved", "adjustment_settled")


def reach_of(rows: Iterable[Provision]) -> dict[str, set[str]]:
    """The places of the rows, by programme."""
    reach: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        reach[row.programme].add(row.place)
    return reach


def reached(reach: dict[str, set[str]], programme: str, place: str) -> bool:
    """Could a decision be touched at all: a row of its programme, or a general one, of a place around it."""
    places = reach.get(programme, set()) | reach.get(GENERAL, set())
    return any(covers(each, place) for each in places)


def _adjustments(book: Book) -> dict[str, list[AdjustmentRow]]:
    found: dict[str, list[AdjustmentRow]] = defaultdict(list)
    for row in queries.adjustments(book):
        found[row.case].append(row)
    return found


def _payments(book: Book) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in queries.payments(book):
        found[row.case].append(row.id)
    return found
