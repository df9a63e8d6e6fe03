"""What if the law were changed: every decision made anew under a proposal, and what that would cost or save.

What the funds spend, what reliefs leave uncharged and what levies bring in are three sums, and never added.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from difflib import SequenceMatcher
from typing import Final, NamedTuple

import msgspec

from domain.errors import Refusal
from domain.levy.facts import CODE
from domain.places import covers
from domain.programs.registry import PROGRAMMES
from domain.reliefs.registry import RELIEFS
from domain.statutes.book import GENERAL, Provision, StatuteBook
from domain.statutes.proposal import Proposal
from domain.working import Decision, Step
from ledger.audit.beside import beside
from ledger.audit.decided import decided
from ledger.audit.recalculation import Books, Missing, Outcome, Standing, recalculate
from ledger.book import Book
from ledger.law import statutes_of
from ledger.views.projection import Progress

PROPOSABLE: Final = (*PROGRAMMES, *RELIEFS, CODE)
"""Whose rules a proposal may change: those of the programmes, the reliefs and the levy."""

NAMED = 5
"""How many cases a refusal names."""


class LeavesNoValue(Refusal):
    """按拟议的规定,「{programme} / {key}」在 {day}({place})没有数值,{count} 件已决定的案件无法测算:{cases}。

    The proposal leaves "{programme} / {key}" without a value on {day} ({place}); {count} decided cases could not be
    calculated: {cases}.
    """


class CannotBeApplied(Refusal):
    """拟议的规定无法用于案件 {case}:{problem}

    The proposal cannot be applied to the case {case}: {problem}
    """


class Impact(msgspec.Struct, frozen=True, kw_only=True):
    """What the proposal does to a programme at a place in a budget year: changed cases and amounts (fen)."""

    programme: str
    place: str
    year: int
    cases: int
    before: int
    after: int
    difference: int
    newly_granted: int
    newly_refused: int


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """Two steps of a working side by side; one of them is missing where only the other working has it."""

    before: Step | None
    after: Step | None

    @property
    def differs(self) -> bool:
        """True where the proposal makes the difference."""
        return self.before != self.after


class Explained(msgspec.Struct, frozen=True, kw_only=True):
    """A changed case with both workings, step by step."""

    case: str
    programme: str
    place: str
    year: int
    before: Decision
    after: Decision
    steps: tuple[Pair, ...]


class Effect(msgspec.Struct, frozen=True, kw_only=True):
    """What the proposal does to decisions of one kind, amounts in fen.

    `counted` were decided, `reached` could be concerned, `changed` get another amount or answer.
    """

    counted: int
    reached: int
    changed: int
    before: int
    after: int
    difference: int
    newly_granted: int
    newly_refused: int
    impacts: tuple[Impact, ...]
    explained: tuple[Explained, ...]


class WhatIf(Effect, frozen=True, kw_only=True):
    """The answer: the effect on what is spent on cases and, apart from it, on reliefs and on the income of levies.

    `undecidable` lists decisions that the law in force cannot make any more, with the reason.
    """

    rows: tuple[Provision, ...]
    known_on: date
    reliefs: Effect
    levies: Effect
    undecidable: dict[str, str]


class _Sides(NamedTuple):
    """Both statute books, and the day as known on which they are compared."""

    base: StatuteBook
    proposal: Proposal
    known_on: date


def what_if(book: Book, proposal: Proposal, today: date, *, most: int = 10, progress: Progress | None = None) -> WhatIf:
    """Decide everything in the book anew, with and without the proposal, both as known when it is published.

    Only reads. Raises LeavesNoValue where the proposal takes away a value that decisions need.
    """
    sides = _Sides(statutes_of(book), proposal, proposal.known_on(today))
    known: dict[str, list[Standing]] = {"case": list(decided(book, progress)), "relief": [], "levy": []}
    for each in beside(book):
        known[each.kind].append(each)
    reached = {
        kind: {each.case: each for each in standing if _reached(each, proposal.rows)}
        for kind, standing in known.items()
    }
    books = Books(sides.base.provisions, proposal.statutes.provisions, sides.known_on)
    outcomes = list(recalculate(books, [each for part in reached.values() for each in part.values()], progress))
    _refuse_gaps(outcomes)
    effects = {kind: _effect(len(known[kind]), part, outcomes, sides, most) for kind, part in reached.items()}
    return WhatIf(
        **msgspec.structs.asdict(effects["case"]),
        rows=proposal.rows,
        known_on=sides.known_on,
        reliefs=effects["relief"],
        levies=effects["levy"],
        undecidable={each.case: each.base_problem for each in outcomes if each.base_problem},
    )


def _effect(
    counted: int, reached: dict[str, Standing], outcomes: Iterable[Outcome], sides: _Sides, most: int
) -> Effect:
    mine = (each for each in outcomes if each.case in reached)
    changed = [each for each in mine if not each.base_problem and _changes(each)]
    impacts = _impacts(changed, reached)
    top = sorted(changed, key=lambda each: (-abs(each.after - each.before), each.case))[:most]
    return Effect(
        counted=counted,
        reached=len(reached),
        changed=len(changed),
        before=sum(each.before for each in impacts),
        after=sum(each.after for each in impacts),
        difference=sum(each.difference for each in impacts),
        newly_granted=sum(each.newly_granted for each in impacts),
        newly_refused=sum(each.newly_refused for each in impacts),
        impacts=impacts,
        explained=tuple(_explained(reached[each.case], sides) for each in top),
    )


def _reached(case: Standing, rows: Iterable[Provision]) -> bool:
    return any(row.programme in (case.programme, GENERAL) and covers(row.place, case.place) for row in rows)


def _changes(outcome: Outcome) -> bool:
    return outcome.before != outcome.after or outcome.granted_before is not outcome.granted_after


def _refuse_gaps(outcomes: Iterable[Outcome]) -> None:
    """Name the first value that is missing for most cases; nothing of the rest is worth telling then."""
    gaps: dict[Missing, list[str]] = defaultdict(list)
    for each in outcomes:
        if each.missing:
            gaps[each.missing].append(each.case)
        elif each.problem:
            raise CannotBeApplied(field="change", case=each.case, problem=each.problem)
    if not gaps:
        return
    missing, cases = max(gaps.items(), key=lambda gap: len(gap[1]))
    named = ", ".join(cases[:NAMED]) + (" …" if len(cases) > NAMED else "")
    raise LeavesNoValue(field=missing.key, count=len(cases), cases=named, **missing._asdict())


def _impacts(changed: Iterable[Outcome], cases: dict[str, Standing]) -> tuple[Impact, ...]:
    sums: dict[tuple[str, str, int], Counter[str]] = defaultdict(Counter)
    for each in changed:
        case = cases[each.case]
        sums[case.programme, case.place, case.year].update(
            cases=1,
            before=each.before,
            after=each.after,
            difference=each.after - each.before,
            newly_granted=int(each.granted_after and not each.granted_before),
            newly_refused=int(each.granted_before and not each.granted_after),
        )
    return tuple(
        Impact(programme=programme, place=place, year=year, **counts)
        for (programme, place, year), counts in sorted(sums.items())
    )


def _explained(case: Standing, sides: _Sides) -> Explained:
    before, after = (case.decide(statutes, sides.known_on) for statutes in (sides.base, sides.proposal.statutes))
    return Explained(
        case=case.case,
        programme=case.programme,
        place=case.place,
        year=case.year,
        before=before,
        after=after,
        steps=side_by_side(before.steps, after.steps),
    )


def side_by_side(before: tuple[Step, ...], after: tuple[Step, ...]) -> tuple[Pair, ...]:
    """The steps of two workings, those of one label in one row."""
    labels = [step.label for step in before], [step.label for step in after]
    pairs: list[Pair] = []
    for kind, a, b, c, d in SequenceMatcher(None, *labels, autojunk=False).get_opcodes():
        left, right = before[a:b], after[c:d]
        if kind == "equal":
            pairs += [Pair(before=was, after=now) for was, now in zip(left, right, strict=True)]
        else:
            pairs += [Pair(before=was, after=None) for was in left]
            pairs += [Pair(before=None, after=now) for now in right]
    return tuple(pairs)
