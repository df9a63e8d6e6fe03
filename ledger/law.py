"""The law as a book may use it: demonstration values only in a demonstration book."""

from datetime import date
from typing import Any

import msgspec

from domain.application.state import Application
from domain.errors import Refusal
from domain.programs.base import Facts, Programme
from domain.programs.registry import programme
from domain.relief.state import ReliefCase
from domain.reliefs.base import Relief
from domain.reliefs.registry import relief_of
from domain.statutes.book import Law, StatuteBook
from domain.statutes.loader import load_statutes
from domain.working import Decision
from ledger.book import Book


class NotYetHappened(Refusal):
    """申请内容涉及 {last_day},今天({today})尚未发生,不能测算。

    The application speaks of {last_day}, which has not come yet today ({today}); it cannot be decided.
    """


def statutes_of(book: Book) -> StatuteBook:
    """The statute book; a production book never sees a demonstration value."""
    return load_statutes(demo=book.mode == "demo")


def law_for(book: Book, programme_code: str, place: str, known_on: date) -> Law:
    """The law of a programme at a place, as published by `known_on`."""
    return statutes_of(book).law(programme_code, place, known_on)


def facts_of(state: Application) -> tuple[Programme, msgspec.Struct]:
    """The programme of a case and its facts as the programme's own type."""
    known = programme(state.programme)
    return known, msgspec.convert(state.facts, known.facts)


def calculate(book: Book, state: Application, known_on: date) -> Decision:
    """Apply the programme's formula to the facts of the case, as known on that day."""
    known, facts = facts_of(state)
    last_day = known.last_day(facts)
    if last_day > known_on:
        raise NotYetHappened(field="facts", last_day=last_day, today=known_on)
    return known.decide(facts, law_for(book, state.programme, state.place, known_on))


def claims_of(state: Application) -> tuple[str, ...]:
    """The claims that the facts of the case take, as unique keys."""
    known, facts = facts_of(state)
    return tuple(sorted(claim.key for claim in known.claims(facts, state.applicant)))


def relief_facts(code: str, facts: dict[str, Any]) -> tuple[Relief, Facts]:
    """The relief of that code, and facts as its own type."""
    known = relief_of(code)
    return known, msgspec.convert(facts, known.facts)


def decide_relief(book: Book, state: ReliefCase, facts: dict[str, Any], known_on: date) -> Decision:
    """Apply the relief's formula to facts, as known on that day."""
    known, typed = relief_facts(state.relief, facts)
    last_day = known.last_day(typed) if known.last_day else None
    if last_day is not None and last_day > known_on:
        raise NotYetHappened(field="facts", last_day=last_day, today=known_on)
    return known.decide(typed, law_for(book, state.relief, state.place, known_on))
