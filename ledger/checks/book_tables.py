"""The tables of the book: cases, claims, payments, placements and who did what, as rows that checks can join."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Final, TypeVar

import msgspec

from domain import payment
from domain.adjustment import AdjustmentStatus
from domain.application import events as application
from domain.calendar import Month
from domain.errors import NotFound
from domain.party import is_pseudonym
from ledger.book import Book
from ledger.checks.engines.engine import Cell
from ledger.checks.law_tables import INSURANCES
from ledger.evidence.dataset import OPEN_DAY
from ledger.evidence.keys import number_of, number_of_other
from ledger.evidence.values import day_number, month_number
from ledger.vault import Vault
from ledger.views import queries
from ledger.views.adjustments import AdjustmentRow
from ledger.views.asking import rows
from ledger.views.cases import CaseRow, line_of
from ledger.views.payments import PaymentRow
from ledger.views.placements import PlacementRow
from ledger.views.quota_queries import placement_months, placements
from ledger.views.timeline import TIMELINE, TimelineRow
from ledger.views.view import CHINA

Row = tuple[Cell, ...]
R = TypeVar("R")

STEPS: Final = {
    application.Accepted.topic: "acceptance",
    application.FirstReviewed.topic: "first_review",
    application.SiteChecked.topic: "site_check",
    application.SecondReviewed.topic: "second_review",
    application.ApprovalSigned.topic: "approval",
    application.Approved.topic: "approval",
    payment.Instructed.topic: "payment",
}
"""What counts as a step of a case, and its name in `book_steps`."""

_ITEMS: Final = {
    "premises_lease": "rent",
    "loan_interest": "interest",
    "training_fee": "training",
    "training_living": "living",
    "post_subsidy": "wage",
    "counted_headcount": "reward",
    "startup_grant": "startup",
}
"""Cost items of claims by the words of the dataset `other_grants`; others keep their own."""


class BookRows(msgspec.Struct, frozen=True, kw_only=True):
    """Rows by table, and the words behind the numbers in them by kind."""

    tables: dict[str, list[Row]]
    texts: dict[tuple[str, int], str]


class BookReader:
    """Reads a book into tables; numbers what it reads and remembers what each number stands for."""

    def __init__(self, book: Book, vault: Vault) -> None:
        self._book = book
        self._vault = vault
        self._texts: dict[tuple[str, int], str] = {}

    def read(self, cases: Sequence[CaseRow] | None = None, others: Sequence[str] = ()) -> BookRows:
        """All of the book; where cases are named, all that names their applicants or one of the other parties."""
        parties = None if cases is None else sorted({*others, *(case.applicant for case in cases)})
        known = {case.id: case for case in self._all(parties, lambda party: queries.cases(self._book, applicant=party))}
        ids = None if parties is None else sorted(known)
        tables: dict[str, list[Row]] = {
            "book_payments": [
                self._payment(row) for row in self._all(ids, lambda case: queries.payments(self._book, case=case))
            ],
            "book_placements": [self._placement(row) for row in self._placements(parties)],
            "book_months": list(self._months(parties)),
            "book_steps": [
                self._step(known[row.case], row)
                for row in self._all(ids, lambda case: _timeline(self._book, case))
                if row.case in known
            ],
            "book_recomputed": [
                self._recomputed(known[row.case], row)
                for row in self._all(ids, lambda case: queries.adjustments(self._book, case=case))
            ],
        }
        tables |= self._claims(known, parties)
        return BookRows(tables=tables, texts=self._texts)

    def _all(self, wanted: Sequence[str] | None, ask: Callable[[str | None], list[R]]) -> list[R]:
        """What a question answers about each that is wanted, or about everything."""
        return ask(None) if wanted is None else [row for each in wanted for row in ask(each)]

    def _claims(self, known: Mapping[str, CaseRow], parties: Sequence[str] | None) -> dict[str, list[Row]]:
        """What is claimed, by case; a person counted in a month is a count, everything else a claim."""
        claims: list[Row] = []
        counts: list[Row] = []
        months: dict[str, list[int]] = {}
        for claim, holder in self._held(parties):
            kind, subject, item, period = claim.split(":", 3)
            month = _month_in(period)
            if month is None:
                continue
            if kind == "count" and is_pseudonym(subject):
                counts.append((*self._parties(subject), month, self._number("holder", holder), 0))
            elif holder in known:
                months.setdefault(holder, []).append(month)
                spoken = (_ITEMS.get(item, item), month, known[holder].first_position)
                claims.append((self._number("case", holder), *self._parties(subject), *spoken))
        cases = [self._case(case, months.get(case.id, ())) for case in known.values()]
        return {"book_claims": claims, "book_counts": counts, "book_cases": cases}

    def _held(self, parties: Sequence[str] | None) -> Iterator[tuple[str, str]]:
        about = [""] if parties is None else [f"{party}:" for party in parties]
        for kind in ("cost", "count"):
            for party in about:
                yield from self._book.claims(f"{kind}:{party}").items()

    def _case(self, case: CaseRow, months: Iterable[int]) -> Row:
        spoken = sorted(months) or [month_number(Month.of(case.applied_on))]
        return (
            self._number("case", case.id),
            case.programme,
            int(case.place),
            *self._parties(case.applicant),
            case.status,
            day_number(case.applied_on),
            _day(case.decided_on),
            case.amount,
            spoken[0],
            spoken[-1],
            int(not is_pseudonym(case.applicant)),
            case.first_position,
        )

    def _payment(self, row: PaymentRow) -> Row:
        return (
            self._number("payment", row.id),
            self._number("case", row.case),
            line_of(row.line).programme,
            int(row.place),
            *self._parties(row.party),
            self._account(row.party, row.details_version),
            row.tranche,
            row.amount,
            _day(row.settled_on),
            row.status,
            row.last_position,
        )

    def _account(self, party: str, version: int) -> int | None:
        """The key of the account that was paid into; nothing where the party was erased."""
        try:
            account = self._vault.open(party, version).account
        except NotFound:
            return None
        return number_of_other(self._vault, "account", account) if account else None

    def _placements(self, parties: Sequence[str] | None) -> list[PlacementRow]:
        if parties is None:
            return placements(self._book)
        found = (placements(self._book, **_as_party(party)) for party in parties)
        return [row for some in found for row in some]

    def _placement(self, row: PlacementRow) -> Row:
        return (
            self._number("placement", row.id),
            self._parties(row.person)[0],
            self._employer(row.employer),
            self._employer(row.dispatched_by),
            self._employer(row.base),
            day_number(row.started_on),
            day_number(row.ended_on) if row.ended_on else OPEN_DAY,
            row.post,
            row.last_position,
        )

    def _months(self, parties: Sequence[str] | None) -> Iterator[Row]:
        wanted = None if parties is None else [row.id for row in self._placements(parties)]
        for row in self._all(wanted, lambda placement: placement_months(self._book, placement=placement)):
            paid = (int(name in row.insurances) for name in INSURANCES)
            person, employer = self._parties(row.person)[0], self._employer(row.employer)
            yield person, employer, _month_in(row.month), row.wage, int(row.full_time), *paid, row.last_position

    def _step(self, case: CaseRow, row: TimelineRow) -> Row:
        return (
            self._number("case", case.id),
            *self._parties(case.applicant),
            STEPS[row.topic],
            self._number("official", row.actor),
            day_number(row.effective_on),
            _second(row.recorded_at),
            row.position,
        )

    def _recomputed(self, case: CaseRow, row: AdjustmentRow) -> Row:
        month = month_number(Month.of(case.applied_on))
        due = row.after if row.status == AdjustmentStatus.OPEN else row.before
        who = (self._number("case", case.id), *self._parties(case.applicant))
        return (*who, row.before, due, month, month, row.last_position)

    def _parties(self, party: str) -> tuple[int | None, int | None]:
        """The person's key, and the employer's; a household or a site is neither."""
        if is_pseudonym(party):
            return self._told("person", number_of(self._vault, party), party), None
        if party.startswith(("h_", "s_")):
            return None, None
        return None, self._employer(party)

    def _employer(self, code: str) -> int | None:
        return self._told("employer", number_of(self._vault, code), code) if code else None

    def _number(self, kind: str, text: str) -> int:
        return self._told(kind, number_of_other(self._vault, kind, text), text)

    def _told(self, kind: str, number: int, text: str) -> int:
        self._texts[kind, number] = text
        return number


def _month_in(period: str) -> int | None:
    """The month that a claim's period names; nothing for a year, a course or once."""
    if len(period) not in (7, 10) or period[4] != "-":
        return None
    return int(period[:4]) * 12 + int(period[5:7]) - 1


def _day(day: date | None) -> int:
    return day_number(day) if day else 0


def _second(moment: datetime) -> int:
    local = moment.astimezone(CHINA)
    return day_number(local.date()) * 86400 + local.hour * 3600 + local.minute * 60 + local.second


def _timeline(book: Book, case: str | None) -> list[TimelineRow]:
    return rows(book, TIMELINE, ("position",), {"case": case}, [TIMELINE.table.c.topic.in_(STEPS)])


def _as_party(party: str) -> dict[str, str]:
    return {"person" if is_pseudonym(party) else "employer": party}
