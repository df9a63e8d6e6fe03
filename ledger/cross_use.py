"""Cross-use as a book sees it: what the subjects of a case hold already, and what the exclusion matrix says of it.

The claims of a book are the index: all that a person, an employer, a household or a site holds begins alike. What was
read there is watched by the append, so that of two cases submitted at once one sees the other.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

import msgspec

from domain.adjustment import due
from domain.application.state import Application, Status, evolve
from domain.cross_use.cells import Cell, cells_in_force
from domain.cross_use.history import check_history
from domain.cross_use.judge import conflicts, offsets
from domain.cross_use.uses import Benefit, benefit_of, subject_of
from domain.errors import Refusal
from domain.programs.base import Earlier, Programme
from domain.programs.registry import programme
from domain.working import Decision, Offset
from ledger.book import Book
from ledger.certified import case_behind, certified_claims, rests_on
from ledger.commands.load import load_adjustments
from ledger.law import facts_of, law_for, statutes_of


class Fit(msgspec.Struct, frozen=True, kw_only=True):
    """A case that may stand beside the others: what is set off against it, and the reads on which that rests."""

    offsets: tuple[Offset, ...] = ()
    expect: dict[str, int] = {}
    watch: dict[str, tuple[str, ...]] = {}


class Beside(msgspec.Struct, frozen=True):
    """The other cases of a case's subjects, what adjustments made of them (fen), and the reads that found them."""

    cases: dict[str, Application]
    expect: dict[str, int]
    watch: dict[str, tuple[str, ...]]
    held: frozenset[str]
    adjusted: dict[str, int]


def fit(book: Book, state: Application, claims: tuple[str, ...], known_on: date) -> Fit:
    """Refuse a case that the matrix forbids beside another one, or whose stated history the book contradicts."""
    rests = rests_on(book, state)
    cells = cells_about(benefit(state, claims), cells_of(book, state, known_on))
    if not claims or not (cells or programme(state.programme).remembers):
        return Fit(expect=rests)
    others = _beside(book, state.id, _prefixes((*claims, *certified_claims(state)), cells))
    if not others.held.isdisjoint(claims):
        # The append itself refuses what another case holds, and names it.
        return Fit(expect=rests)
    set_off = judged(book, state, claims, tuple(others.cases.values()), known_on, adjusted=others.adjusted)
    return Fit(offsets=set_off, expect=others.expect | rests, watch=others.watch)


def judged(
    book: Book,
    state: Application,
    claims: tuple[str, ...],
    others: tuple[Application, ...],
    known_on: date,
    *,
    remember: bool = True,
    adjusted: Mapping[str, int] = MappingProxyType({}),
) -> tuple[Offset, ...]:
    """What is set off against a case that may stand beside the others; refuses one that may not.

    `adjusted` is what approved adjustments added to the others (fen), or took from them. Without `remember` the stated
    history is let stand, as it was before it was compared with the book.
    """
    known, mine = programme(state.programme), benefit(state, claims)
    cells = cells_about(mine, cells_of(book, state, known_on))
    check_pairs(cells, mine, map(benefit, others))
    granted = [other for other in others if is_granted(other)]
    if remember and known.remembers:
        check_history(known, facts_of(state)[1], state.applicant, earlier_of(book, known, granted))
    return offsets(cells, mine, (benefit(other, adjusted=adjusted.get(other.id, 0)) for other in granted))


def fit_to_pay(book: Book, state: Application, known_on: date) -> Fit:
    """Refuse to pay a case that the matrix, as known today, forbids beside one that was granted before it."""
    mine = benefit(state)
    cells = cells_about(mine, cells_of(book, state, known_on))
    if not cells:
        return Fit()
    others = _beside(book, state.id, _prefixes(state.claims, cells))
    check_pairs(cells, mine, (benefit(other) for other in others.cases.values() if _granted_before(other, state)))
    return Fit(expect=others.expect, watch=others.watch)


def check_pairs(cells: Iterable[Cell], mine: Benefit, others: Iterable[Benefit]) -> None:
    """Refuse the case by the first cell that forbids it beside another."""
    for conflict in conflicts(cells, mine, others):
        raise conflict.refusal()


def cells_of(book: Book, state: Application, known_on: date) -> tuple[Cell, ...]:
    """The matrix of the case's place on the day of its application, as published by `known_on`."""
    return cells_in_force(statutes_of(book), state.place, state.applied_on, known_on)


def cells_about(mine: Benefit, cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """The cells that speak of the case at all."""
    return tuple(cell for cell in cells if any(map(cell.names, mine.codes)))


def beside(book: Book, state: Application, known_on: date) -> Beside:
    """The other cases of the subjects of a case that holds its claims."""
    cells = cells_about(benefit(state), cells_of(book, state, known_on))
    return _beside(book, state.id, _prefixes(state.claims, cells) if cells else ())


def benefit(state: Application, claims: tuple[str, ...] | None = None, *, adjusted: int = 0) -> Benefit:
    """A case as the matrix sees it, by the claims that it holds or is about to take, and with its adjustments (fen)."""
    first, last = _span(state)
    held = state.claims if claims is None else claims
    counted = certified_claims(state) if held else ()
    return benefit_of(state.id, state.programme, (*held, *counted), first, last, granted_amount(state) + adjusted)


def is_granted(state: Application) -> bool:
    """Whether the case was granted: approved, or ended after something was paid of it."""
    return state.status is Status.APPROVED or (state.status is Status.TERMINATED and bool(state.claims))


def granted_amount(state: Application) -> int:
    """What the case was granted (fen) and has not given back; zero before."""
    if not is_granted(state):
        return 0
    return state.amount - (state.released.encumbered if state.released else 0)


def earlier_of(book: Book, known: Programme, granted: Iterable[Application]) -> tuple[Earlier, ...]:
    """The granted cases of the same programme, each with the law that it was decided by."""
    return tuple(
        Earlier(
            case=other.id,
            facts=facts_of(other)[1],
            law=law_for(book, other.programme, other.place, _decided(other).known_on),
        )
        for other in granted
        if other.programme == known.code
    )


def _decided(state: Application) -> Decision:
    if state.decision is None:
        raise ValueError(f"{state.id} was granted without a decision")
    return state.decision


def _granted_before(other: Application, state: Application) -> bool:
    """Of two granted cases the later one is not paid; on one day, the id decides."""
    if not is_granted(other) or other.decided_on is None or state.decided_on is None:
        return False
    return (other.decided_on, other.id) < (state.decided_on, state.id)


def _span(state: Application) -> tuple[date, date]:
    """The days that the facts speak of; those of a returned case may not make sense yet."""
    try:
        known, facts = facts_of(state)
        return known.law_day(facts), known.last_day(facts)
    except (Refusal, ValueError):
        return state.applied_on, state.applied_on


def _prefixes(claims: Iterable[str], cells: tuple[Cell, ...]) -> list[str]:
    """The beginnings of all claims of the same subjects; who is counted where matters to the matrix only."""
    kinds = ("cost", "count") if cells else ("cost",)
    return [f"{kind}:{subject}:" for subject in sorted(set(map(subject_of, claims))) for kind in kinds]


def _beside(book: Book, case: str, prefixes: Iterable[str]) -> Beside:
    found = {prefix: book.claims(prefix) for prefix in prefixes}
    holders = {claim: case_behind(book, holder) for claims in found.values() for claim, holder in claims.items()}
    held = {claim: holder for claim, holder in holders.items() if holder and holder != case}
    # What holds a claim and is no case, such as a relief, refuses by the claim itself.
    loaded = {holder: book.load(holder, evolve, None) for holder in sorted(set(held.values()))}
    cases = {holder: (state, version) for holder, (state, version) in loaded.items() if state is not None}
    versions = {holder: version for holder, (_, version) in cases.items()}
    adjusted: dict[str, int] = {}
    for holder in (holder for holder, (state, _) in cases.items() if is_granted(state)):
        known, read = load_adjustments(book, holder)
        adjusted[holder] = due(0, known)
        versions |= read
    return Beside(
        {holder: state for holder, (state, _) in cases.items()},
        versions,
        {prefix: tuple(claims) for prefix, claims in found.items()},
        frozenset(held),
        adjusted,
    )


def watched(fits: Iterable[Fit]) -> tuple[dict[str, int], dict[str, tuple[str, ...]]]:
    """What several cases rest on together: streams and beginnings of claims."""
    expect: dict[str, int] = {}
    watch: dict[str, tuple[str, ...]] = {}
    for each in fits:
        expect |= each.expect
        watch |= each.watch
    return expect, watch
