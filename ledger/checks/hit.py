"""A hit: whom a check points at, for which months, on which facts, and the rows of evidence that prove it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from ledger.checks.check import AMOUNT, FIXED, FROM, SUBJECT, TO, Check, Period
from ledger.checks.engines.engine import Cell, Engine
from ledger.checks.forms import Field, TableForm
from ledger.checks.text import Text
from ledger.checks.writing import HITS_TABLE

MONTHS_IN_YEAR = 12


class HitWithoutEvidence(ValueError):
    """A check points at somebody and cites nothing: a fault of the check, never a finding."""


class HitTwice(ValueError):
    """A check answers twice about the same subject and period: a fault of the check."""


class HitRow(msgspec.Struct, frozen=True, order=True):
    """A row of evidence: the table it stands in, and its `row` there."""

    source: str
    row: int


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """One hit. The subject is a key of the check's kind; `period` is blank, a year or a month of the first month."""

    check: str
    subject: int
    period: str
    from_month: int
    to_month: int
    amount: int
    facts: dict[str, Cell]
    evidence: tuple[HitRow, ...]


Pointed = Sequence[tuple[Any, ...]]
"""The rows of a check's hits, without their evidence: subject, months, amount, facts."""


def hits_of(engine: Engine, check: Check, text: Text) -> list[Hit]:
    """Run a check: every hit with its evidence, in the order of subject and months."""
    return proven(engine, check, text, pointed(engine, text))


def pointed(engine: Engine, text: Text, only: frozenset[int] | None = None) -> Pointed:
    """Whom a check points at, in the order of subject and months; `only` keeps to some subjects."""
    rows = (row for row in engine.answer(text.hits) if only is None or row[0] in only)
    return sorted(rows, key=lambda row: tuple(row[:3]))


def proven(engine: Engine, check: Check, text: Text, rows: Pointed) -> list[Hit]:
    """The hits with the evidence that each cites, in the order given."""
    if not rows:
        return []
    engine.put(_form(text), rows)
    cited = _cited(engine.answer(text.cites))
    found = [_hit(check, text, row, cited.get(tuple(row[:3]), ())) for row in rows]
    _must_be_once(found)
    return found


def period_of(period: Period, month: int) -> str:
    """The period that a month stands for, as an alert names it."""
    year, index = divmod(month, MONTHS_IN_YEAR)
    match period:
        case "year":
            return f"{year:04}"
        case "month":
            return f"{year:04}-{index + 1:02}"
    return ""


def _form(text: Text) -> TableForm:
    fixed = (Field(name=name) for name in FIXED)
    facts = (Field(name=name, text=name in text.texts) for name in text.facts)
    return TableForm(name=HITS_TABLE, origin="derived", fields=(*fixed, *facts))


def _cited(rows: Iterable[tuple[Any, ...]]) -> dict[tuple[int, int, int], tuple[HitRow, ...]]:
    found: defaultdict[tuple[int, int, int], list[HitRow]] = defaultdict(list)
    for subject, first, last, source, row in rows:
        found[int(subject), int(first), int(last)].append(HitRow(str(source), int(row)))
    return {key: tuple(sorted(set(cited))) for key, cited in found.items()}


def _hit(check: Check, text: Text, row: tuple[Any, ...], evidence: tuple[HitRow, ...]) -> Hit:
    named = dict(zip((*FIXED, *text.facts), row, strict=True))
    if not evidence:
        raise HitWithoutEvidence(f"{check.id}: {named}")
    facts = {name: named[name] for name in text.facts}
    return Hit(
        check=check.id,
        subject=int(named[SUBJECT]),
        period=period_of(check.period, int(named[FROM])),
        from_month=int(named[FROM]),
        to_month=int(named[TO]),
        amount=int(named[AMOUNT]),
        facts={name: value if value is None or isinstance(value, str) else int(value) for name, value in facts.items()},
        evidence=evidence,
    )


def _must_be_once(found: list[Hit]) -> None:
    seen: set[tuple[int, str]] = set()
    for hit in found:
        if (hit.subject, hit.period) in seen:
            raise HitTwice(f"{hit.check}: {hit.subject}, {hit.period or 'ever'}")
        seen.add((hit.subject, hit.period))
