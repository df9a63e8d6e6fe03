"""A check as people are told of it: what it says, how it runs in a book, and what each threshold rests on."""

from collections.abc import Mapping
from datetime import date
from inspect import getsource
from sys import modules

import msgspec

from domain.check_policy import CheckInBook, Policy
from domain.statutes.book import Provision, StatuteBook
from ledger.book import Book
from ledger.checks.check import Check, Words
from ledger.checks.dialects import Dialect
from ledger.checks.evidence_held import as_of_in
from ledger.checks.registry import check_of, checks
from ledger.checks.text import compiled
from ledger.checks.thresholds import thresholds_of
from ledger.evidence.dataset import datasets
from ledger.law import statutes_of
from ledger.views.check_queries import checks_in


class ThresholdTold(msgspec.Struct, frozen=True, kw_only=True):
    """A threshold: what it is, the value it runs with, its range, and the provision that gives it.

    `clause`, `source` and `grade` are blank where the jurisdiction set the value itself, or nothing gives it.
    """

    name: str
    zh: str
    en: str
    unit: str
    low: int
    high: int
    value: int | None
    clause: str
    source: str
    grade: str


class SourceTold(msgspec.Struct, frozen=True, kw_only=True):
    """A dataset without which the check says nothing: how old it may be, and up to which day it speaks in this book."""

    dataset: str
    zh: str
    en: str
    max_age_days: int
    as_of: date | None


class PolicyTold(msgspec.Struct, frozen=True, kw_only=True):
    """How a check runs, or is to run: its mode, its thresholds, since when, and SHA-256 of its text."""

    mode: str
    from_on: date
    thresholds: dict[str, int]
    digest: str


class CheckTold(msgspec.Struct, frozen=True, kw_only=True):
    """A check in a book; `mode` is `off` where it does not run, `trial` runs beside it, `proposed` waits."""

    id: str
    version: int
    group: str
    severity: str
    subject: str
    period: str
    title: Words
    sentence: Words
    innocent: tuple[Words, ...]
    authority: tuple[str, ...]
    precedents: tuple[str, ...]
    thresholds: tuple[ThresholdTold, ...]
    sources: tuple[SourceTold, ...]
    mode: str
    policy: PolicyTold | None
    trial: PolicyTold | None
    proposed: PolicyTold | None
    proposed_by: str


def all_told(book: Book, day: date) -> list[CheckTold]:
    """Every check, as it runs in a book on a day."""
    known, held, statutes = checks_in(book), as_of_in(book), statutes_of(book)
    return [_told(check, known.get(id), statutes, book.place, day, held) for id, check in checks().items()]


def told(book: Book, id: str, day: date) -> CheckTold:
    """One check; NotFound where there is none."""
    check = check_of(id)
    return _told(check, checks_in(book).get(id), statutes_of(book), book.place, day, as_of_in(book))


def rule_of(check: CheckTold, dialect: Dialect | None = None) -> str:
    """The rule as it is written (Ibis), or as SQL for an engine with the thresholds that it runs with."""
    known = check_of(check.id)
    if dialect is None:
        return getsource(modules[known.hits.__module__])
    values = {each.name: each.value for each in check.thresholds if each.value is not None}
    text = compiled(known, values, dialect)
    return f"{text.hits};\n\n{text.cites};"


def _told(
    check: Check,
    state: CheckInBook | None,
    statutes: StatuteBook,
    place: str,
    day: date,
    held: Mapping[str, date],
) -> CheckTold:
    policy = state.in_force(day) if state else None
    return CheckTold(
        id=check.id,
        version=check.version,
        group=check.group,
        severity=check.severity,
        subject=check.subject,
        period=check.period,
        title=check.title,
        sentence=check.sentence,
        innocent=check.innocent,
        authority=check.authority,
        precedents=check.precedents,
        thresholds=_thresholds(check, policy, statutes, place, day),
        sources=tuple(_source(name, held) for name in check.sources),
        mode=policy.mode if policy else "off",
        policy=_policy(policy),
        trial=_policy(state.in_force(day, trial=True) if state else None),
        proposed=_policy(state.proposed if state else None),
        proposed_by=state.proposed_by if state else "",
    )


def _policy(policy: Policy | None) -> PolicyTold | None:
    if policy is None:
        return None
    return PolicyTold(
        mode=policy.mode, from_on=policy.from_on, thresholds=dict(policy.parameters), digest=policy.digest
    )


def _thresholds(
    check: Check, policy: Policy | None, statutes: StatuteBook, place: str, day: date
) -> tuple[ThresholdTold, ...]:
    law = thresholds_of(check, statutes, place, day)
    values = law.values | (dict(policy.parameters) if policy else {})
    own = {name for name, value in values.items() if value != law.values.get(name)}
    return tuple(
        ThresholdTold(
            name=each.name,
            zh=each.zh,
            en=each.en,
            unit=each.unit,
            low=each.low,
            high=each.high,
            value=values.get(each.name),
            **_resting_on(None if each.name in own else law.provisions.get(each.name)),
        )
        for each in check.thresholds
    )


def _resting_on(row: Provision | None) -> dict[str, str]:
    return {
        "clause": row.authority if row else "",
        "source": row.source if row else "",
        "grade": row.grade if row else "",
    }


def _source(name: str, held: Mapping[str, date]) -> SourceTold:
    dataset = datasets().get(name)
    return SourceTold(
        dataset=name,
        zh=dataset.zh if dataset else name,
        en=dataset.en if dataset else name,
        max_age_days=dataset.max_age_days if dataset else 0,
        as_of=held.get(name),
    )
