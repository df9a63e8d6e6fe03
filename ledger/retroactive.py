"""The law known now against a decision of earlier: the new calculation, and the rows that make the difference."""

from datetime import date

import msgspec

from domain.adjustment import Cause
from domain.application.state import Application
from domain.cross_use.top_up import topped_up
from domain.statutes.book import Provision, StatuteBook
from domain.statutes.reading import ReadBook
from domain.working import Decision, Offset
from ledger.law import facts_of


class Anew(msgspec.Struct, frozen=True, kw_only=True):
    """What the facts of a case give today, and the rows that the stored decision did not apply."""

    decision: Decision
    causes: tuple[Cause, ...]


def decide_anew(
    statutes: StatuteBook,
    case: Application,
    stored: Decision | None,
    known_on: date,
    *,
    also: tuple[Offset, ...] = (),
) -> Anew:
    """Apply the programme's formula once more, as known on that day, less what was set off against it then and `also`.

    Raises what the law or the formula refuses.
    """
    reading = ReadBook(statutes)
    known, facts = facts_of(case)
    formula = known.decide(facts, reading.law(case.programme, case.place, known_on))
    decision = topped_up(formula, (*(stored.offsets if stored else ()), *also))
    return Anew(decision=decision, causes=tuple(cause_of(row) for row in news(reading.read, stored)))


def news(read: tuple[Provision, ...], stored: Decision | None) -> tuple[Provision, ...]:
    """The rows read now that a stored decision did not apply.

    Published after it, they could not be applied; published before, they were not loaded then: the working cites
    another row of the key, or the same with another value.
    """
    if stored is None:
        return ()
    cited = {step.expression: step.value for step in stored.steps}
    keys = {expression.partition(" @ ")[0] for expression in cited if " @ " in expression}
    return tuple(row for row in read if row.published_on > stored.known_on or _other(row, cited, keys))


def _other(row: Provision, cited: dict[str, str], keys: set[str]) -> bool:
    return row.key in keys and cited.get(row.citation) != row.shown


def cause_of(row: Provision) -> Cause:
    """The row as an event keeps it."""
    return Cause(
        programme=row.programme,
        key=row.key,
        place=row.place,
        valid_from=row.valid_from,
        published_on=row.published_on,
        value=row.shown,
        authority=row.authority,
        source=row.source,
        grade=row.grade,
    )
