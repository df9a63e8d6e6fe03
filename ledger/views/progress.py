"""How far each target is: what counts towards it at each place, by year where it is a target of every year."""

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

import msgspec

from domain.places import covers
from domain.statutes.book import Law, NoProvisionInForce, Provision
from domain.targets.goals import PROGRAMME, REPORTED, SHARE, Counts, Target, targets_of
from ledger.book import Book
from ledger.law import law_for, statutes_of
from ledger.service_files import coverage
from ledger.views import queries
from ledger.views.contributions import ContributionRow


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """A target at a place; `year` is None where it runs through the whole plan. None of it is reached without a figure.

    `partial` is true of a target of a wider place: what is reached is what this book adds to it. `counted_by` cites the
    choice of how to count, where the plan leaves it open; `lacking` names that choice where no document makes it.
    """

    target: Target
    place: str
    year: int | None
    reached: Fraction | None
    partial: bool
    counts: Counts
    counted_by: Provision | None
    sources: tuple[str, ...]
    lacking: str = ""

    @property
    def met(self) -> bool:
        """Whether the goal is reached, as far as this book can tell."""
        return not self.partial and self.reached is not None and self.reached >= self.target.goal


def progress(book: Book, *, as_of: date, plan: int | None = None, place: str | None = None) -> list[Progress]:
    """Every target of the book's places and of the wider ones that it lies in, or of `place` and all within it."""
    rows = queries.contributions(book)
    return [
        one
        for target in targets_of(statutes_of(book), as_of)
        if target.begins <= as_of and plan in (None, _plan_of(target))
        for aim in target.aims()
        if (covers(book.place, aim) or covers(aim, book.place)) and (place is None or covers(place, aim))
        for one in _progress(book, target, aim, rows, as_of)
    ]


def _plan_of(target: Target) -> int:
    return int(target.rules[0][1])


def _progress(book: Book, target: Target, place: str, rows: list[ContributionRow], as_of: date) -> Iterator[Progress]:
    law = law_for(book, PROGRAMME, place, as_of)
    counts, chosen, lacking = _how_counted(target, law)
    here = [row for row in rows if covers(place, row.place) and row.quantity]
    for year in _years(target, as_of):
        counted = list(_counted(target, here, year, as_of))
        yield Progress(
            target=target,
            place=place,
            year=year,
            partial=not covers(book.place, place),
            reached=None if lacking else _figure(book, target, place, counted, counts, as_of),
            counts=counts,
            counted_by=chosen,
            sources=tuple(sorted({row.source for row in counted})),
            lacking=lacking,
        )


def _how_counted(target: Target, law: Law) -> tuple[Counts, Provision | None, str]:
    """How to count, who chose it, and which choice nobody made: one target without it does not hide the others."""
    try:
        return *target.how_counted(law, target.begins), ""
    except NoProvisionInForce as missing:
        return "quantity", None, missing.field


def _figure(
    book: Book, target: Target, place: str, counted: list[ContributionRow], counts: Counts, as_of: date
) -> Fraction | None:
    return _share(book, target, place, as_of) if target.basis == SHARE else _reached(target, counted, counts)


def _years(target: Target, as_of: date) -> tuple[int | None, ...]:
    by_year = target.basis in ("yearly", "reported")
    return tuple(year for year in target.years if year <= as_of.year) if by_year else (None,)


def _counted(
    target: Target, rows: Iterable[ContributionRow], year: int | None, as_of: date
) -> Iterator[ContributionRow]:
    """The rows that count at the end of the day."""
    measures = (f"{REPORTED}:{target.code}",) if REPORTED in target.measures else target.measures
    return (row for row in rows if _measures(measures, row) and _in_time(target, row, year, as_of))


def _measures(measures: tuple[str, ...], row: ContributionRow) -> bool:
    """A measure names itself, or everything that begins with it: `placement` is every kind of post."""
    return any(row.measure == each or row.measure.startswith(f"{each}:") for each in measures)


def _in_time(target: Target, row: ContributionRow, year: int | None, as_of: date) -> bool:
    day = min(as_of, target.ends)
    if row.counts_from > day:
        return False
    if target.basis == "stock":
        return row.counts_until is None or row.counts_until >= day
    first, last = (date(year, 1, 1), date(year, 12, 31)) if year else (target.begins, target.ends)
    return first <= row.counts_from <= last


def _reached(target: Target, counted: list[ContributionRow], counts: Counts) -> Fraction | None:
    if target.basis == REPORTED:
        return Fraction(counted[-1].value) if counted else None
    if counts == "distinct_subject":
        return Fraction(len({row.subject for row in counted}))
    return Fraction(sum(row.quantity for row in counted))


def _share(book: Book, target: Target, place: str, as_of: date) -> Fraction | None:
    """How far (per cent) the duty that the target names is met on the service register; None where nobody is in it."""
    known = (one for one in coverage(book, place, min(as_of, target.ends)) if one.code in target.measures)
    return next((one.rate * 100 for one in known if one.rate is not None), None)
