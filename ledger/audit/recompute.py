"""Recompute every stored decision from its facts, with the law as known on its day; it must come out the same."""

from collections.abc import Iterable
from typing import Any

import msgspec

from domain.adjustment import Opened
from domain.application import events as e
from domain.application.state import Application, evolve
from domain.cross_use.top_up import topped_up
from domain.events import Recorded
from domain.money import shown
from domain.programs.registry import programme
from domain.working import Decision, Step
from ledger.book import Book
from ledger.law import law_for
from ledger.views.projection import BATCH, Progress
from ledger.views.stream import UNUSABLE
from ledger.views.view import case_of


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """What a stored decision says and what the same facts and law give, field by field."""

    position: int
    case: str
    topic: str
    field: str
    stored: str
    recomputed: str


class Recomputation(msgspec.Struct, frozen=True, kw_only=True):
    """How many decisions were recomputed, up to which position, and what came out differently."""

    position: int
    counted: int
    differences: tuple[Difference, ...]


def recompute(book: Book, progress: Progress | None = None) -> Recomputation:
    """Recompute all decisions of the book; never stops at a difference."""
    cases: dict[str, Application | None] = {}
    counted, differences, head = 0, list[Difference](), book.head.position
    for after in range(0, head, BATCH):
        for recorded in book.read(after, BATCH, head):
            topic = recorded.event.topic
            if not topic.startswith("application.") and not isinstance(recorded.event, Opened):
                continue
            case = case_of(recorded)
            before = cases.get(case)
            for decision, facts in decisions_of(recorded, before):
                counted += 1
                differences.extend(compare(book, recorded, before, decision, facts))
            cases[case] = evolve(before, recorded)
        if progress:
            progress(min(after + BATCH, head), head)
    return Recomputation(position=head, counted=counted, differences=tuple(differences))


def decisions_of(recorded: Recorded, before: Application | None) -> Iterable[tuple[Decision, dict[str, Any]]]:
    """The decision that an event holds, with the facts that it was made on."""
    known = before.facts if before else {}
    match recorded.event:
        case e.Accepted() | e.Approved() as event:
            yield event.decision, event.facts
        case e.Recalculated() | Opened() as event:
            yield event.decision, known
        case e.Rejected(decision=Decision() as decision):
            yield decision, known


def compare(
    book: Book, recorded: Recorded, before: Application | None, stored: Decision, facts: dict[str, Any]
) -> list[Difference]:
    """What differs between the stored decision and the one that facts and law give."""

    def differs(field: str, stored: object, recomputed: object) -> Difference:
        return Difference(
            position=recorded.position,
            case=recorded.stream,
            topic=recorded.event.topic,
            field=field,
            stored=str(stored),
            recomputed=str(recomputed),
        )

    if before is None:
        return [differs("case", stored.formula, "no such case")]
    found = [differs("facts", "others than the case's", "the case's")] if facts != before.facts else []
    try:
        again = _again(book, before, stored, facts)
    except UNUSABLE as error:
        return [*found, differs("formula", stored.formula, error)]
    return [*found, *(differs(field, was, now) for field, was, now in _unlike(stored, again))]


def _again(book: Book, before: Application, stored: Decision, facts: dict[str, Any]) -> Decision:
    """The decision made anew, less what was set off; the digest of the statute book may differ, since it grows."""
    known = programme(before.programme)
    law = law_for(book, before.programme, before.place, stored.known_on)
    return topped_up(known.decide(msgspec.convert(facts, known.facts), law), stored.offsets)


def _unlike(stored: Decision, again: Decision) -> Iterable[tuple[str, object, object]]:
    if stored.amount != again.amount:
        yield "amount", shown(stored.amount), shown(again.amount)
    for field in ("formula", "place", "law_day", "known_on", "reasons", "instalments", "offsets"):
        if getattr(stored, field) != getattr(again, field):
            yield field, getattr(stored, field), getattr(again, field)
    if len(stored.steps) != len(again.steps):
        yield "steps", len(stored.steps), len(again.steps)
    for number, (was, now) in enumerate(zip(stored.steps, again.steps, strict=False), start=1):
        if was != now:
            yield f"steps[{number}]", _line(was), _line(now)


def _line(step: Step) -> str:
    return " | ".join(msgspec.structs.astuple(step))
