"""The tables of the book: cases, claims, payments, placements and who did what, as rows that checks can join."""

from collections import defaultdict
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
from ledger.checks.book_claims import BookClaims, Claimed, ClaimedFor, month_in, persons_in
from ledger.checks.engines.engine import Cell
from ledger.checks.law_tables import INSURANCES
from ledger.evidence.dataset import OPEN_DAY
from ledger.evidence.keys import number_of, number_of_other
from ledger.evidence.values import day_number, month_number
from ledger.vault import Vault
from ledger.views.adjustments import ADJUSTMENTS, AdjustmentRow
from ledger.views.asking import Condition, one_moment, rows
from ledger.views.cases import CASES, CaseRow, line_of
from ledger.views.payments import PAYMENTS, PaymentRow
from ledger.views.placements import PLACEMENT_MONTHS, PLACEMENTS, PlacementRow
from ledger.views.queries import AT_ONCE, cases_of
from ledger.views.timeline import TIMELINE, TimelineRow
from ledger.views.view import CHINA, View
from ledger.views.view import Row as ViewRow

Row = tuple[Cell, ...]
R = TypeVar("R", bound=ViewRow)

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
    """Rows by table, the words behind the numbers in them by kind, and the persons for whom cases claim.

    `parties` are the persons and employers (kind and key) of whom the book was read; none where it was read whole.
    """

    tables: dict[str, list[Row]]
    texts: dict[tuple[str, int], str]
    claimed: tuple[ClaimedFor, ...]
    parties: frozenset[tuple[str, int]]


class BookReader:
    """Reads a book into tables; numbers what it reads and remembers what each number stands for."""

    def __init__(self, book: Book, vault: Vault) -> None:
        self._book = book
        self._vault = vault
        self._claimed = BookClaims(book)
        self._texts: dict[tuple[str, int], str] = {}
        self._numbers: dict[tuple[str, str], int] = {}

    def read(self, cases: Sequence[CaseRow] | None = None, others: Sequence[str] = ()) -> BookRows:
        """All of the book; where cases are named, all that names their applicants, one of the other parties, or a
        person for whom these claim.
        """
        with one_moment(self._book):
            return self._read(cases, others)

    def _read(self, cases: Sequence[CaseRow] | None, others: Sequence[str]) -> BookRows:
        parties = None if cases is None else self._with_staff({*others, *(case.applicant for case in cases)})
        own = self._asked(CASES, ("applied_on", "id"), "applicant", parties)
        ids = None if parties is None else sorted(case.id for case in own)
        held = self._claimed.about(parties)
        known = {case.id: case for case in (*own, *self._behind(held, {case.id for case in own}))}
        placements = self._placements(parties)
        tables: dict[str, list[Row]] = {
            "book_payments": [self._payment(row) for row in self._asked(PAYMENTS, ("case", "tranche"), "case", ids)],
            "book_placements": [self._placement(row) for row in placements],
            "book_months": list(self._months(None if parties is None else [row.id for row in placements])),
            "book_steps": [
                self._step(known[row.case], row)
                for row in self._asked(TIMELINE, ("position",), "case", ids, [TIMELINE.table.c.topic.in_(STEPS)])
                if row.case in known
            ],
            "book_recomputed": [
                self._recomputed(known[row.case], row)
                for row in self._asked(ADJUSTMENTS, ("case", "number"), "case", ids)
            ],
        }
        tables |= self._claims(held, known)
        tables["book_cases"] = [self._case(case, months) for case, months in self._spoken(held, known, parties)]
        return BookRows(
            tables=tables,
            texts=self._texts,
            claimed=tuple(persons_in(held, known, self._number_of)),
            parties=frozenset(self._key(party) for party in parties or ()),
        )

    def _with_staff(self, parties: set[str]) -> list[str]:
        """These parties, and the persons for whom their cases claim."""
        own = cases_of(self._book, sorted(parties))
        return sorted({*parties, *self._claimed.persons_of(case for cases in own.values() for case in cases)})

    def _asked(
        self,
        view: View[R],
        order: Sequence[str],
        column: str,
        wanted: Sequence[str] | None,
        conditions: Sequence[Condition] = (),
    ) -> list[R]:
        """The rows of a view whose column is one of those wanted, or all of them."""
        if wanted is None:
            return rows(self._book, view, order, {}, conditions)
        some = (wanted[first : first + AT_ONCE] for first in range(0, len(wanted), AT_ONCE))
        return [
            row
            for each in some
            for row in rows(self._book, view, order, {}, [*conditions, view.table.c[column].in_(each)])
        ]

    def _behind(self, held: Iterable[Claimed], own: set[str]) -> list[CaseRow]:
        """The cases of others that claim for these parties."""
        return self._asked(CASES, ("applied_on", "id"), "id", sorted({each.case for each in held if each.case} - own))

    def _claims(self, held: Iterable[Claimed], known: Mapping[str, CaseRow]) -> dict[str, list[Row]]:
        """What is claimed, by case: persons counted in months, costs of months, and costs that name no month."""
        found: dict[str, list[Row]] = {"book_claims": [], "book_counts": [], "book_one_offs": []}
        for each in held:
            case, item = known.get(each.case or ""), _ITEMS.get(each.item, each.item)
            if each.counts:
                counted = (each.month, self._number("holder", each.holder), case.first_position if case else 0)
                found["book_counts"].append((*self._parties(each.subject), *counted))
            elif case is not None:
                spoken = (self._number("case", case.id), *self._parties(each.subject), item)
                if each.month is not None:
                    found["book_claims"].append((*spoken, each.month, case.first_position))
                elif (month := each.month_by(case)) is not None:
                    amount = case.amount if each.subject == case.applicant else 0
                    found["book_one_offs"].append((*spoken, month, amount, case.first_position))
        return found

    def _spoken(
        self, held: Iterable[Claimed], known: Mapping[str, CaseRow], parties: Sequence[str] | None
    ) -> Iterator[tuple[CaseRow, list[int]]]:
        """Each case with all months for which it claims, for whomever."""
        months: defaultdict[str, list[int]] = defaultdict(list)
        for each in held if parties is None else (claim for case in known for claim in self._claimed.of(case)):
            if each.month is not None and not each.counts:
                months[each.holder].append(each.month)
        return ((case, months[case.id]) for case in known.values())

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
        """Each placement once, whether the person is asked for, the employer or both."""
        order = ("employer", "person", "started_on")
        found = (row for column in ("person", "employer") for row in self._asked(PLACEMENTS, order, column, parties))
        return list({row.id: row for row in found}.values())

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

    def _months(self, placements: Sequence[str] | None) -> Iterator[Row]:
        for row in self._asked(PLACEMENT_MONTHS, ("placement", "month"), "placement", placements):
            paid = (int(name in row.insurances) for name in INSURANCES)
            person, employer = self._parties(row.person)[0], self._employer(row.employer)
            yield person, employer, month_in(row.month), row.wage, int(row.full_time), *paid, row.last_position

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

    def _key(self, party: str) -> tuple[str, int]:
        """A party's kind and key."""
        return ("person", self._number_of(party)) if is_pseudonym(party) else ("employer", self._number_of(party))

    def _number_of(self, party: str) -> int:
        kind = "person" if is_pseudonym(party) else "employer"
        return self._told(kind, party, lambda: number_of(self._vault, party))

    def _parties(self, party: str) -> tuple[int | None, int | None]:
        """The person's key, and the employer's; a household or a site is neither."""
        if is_pseudonym(party):
            return self._number_of(party), None
        if party.startswith(("h_", "s_")):
            return None, None
        return None, self._employer(party)

    def _employer(self, code: str) -> int | None:
        return self._number_of(code) if code else None

    def _number(self, kind: str, text: str) -> int:
        return self._told(kind, text, lambda: number_of_other(self._vault, kind, text))

    def _told(self, kind: str, text: str, number: Callable[[], int]) -> int:
        """The number, worked out once for a text."""
        known = self._numbers.get((kind, text))
        if known is None:
            known = self._numbers[kind, text] = number()
            self._texts[kind, known] = text
        return known


def _day(day: date | None) -> int:
    return day_number(day) if day else 0


def _second(moment: datetime) -> int:
    local = moment.astimezone(CHINA)
    return day_number(local.date()) * 86400 + local.hour * 3600 + local.minute * 60 + local.second
