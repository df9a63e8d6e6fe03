"""The measure of holding money: laid on a case when it is found so, lifted when that stands no more."""

from collections.abc import Iterable
from typing import NamedTuple

from domain import hold
from domain.act import Act
from domain.application.state import Status
from domain.hold_due import HoldGround
from domain.investigation.events import MeasureLifted
from ledger.book import Book
from ledger.commands.base import Change
from ledger.commands.holds import active_of, change_of
from ledger.commands.load import load_adjustments, load_case
from ledger.commands.orders import ground_of
from ledger.commands.tranches import last_day, tranche_of


class Measures(NamedTuple):
    """What measures do to holds, and the versions of other streams that this rests on."""

    changes: tuple[Change, ...]
    expect: dict[str, int]


def laid(book: Book, cases: Iterable[str], investigation: str, number: int, act: Act) -> Measures:
    """Hold what these cases are still to be paid; what is approved later is held when somebody would pay it."""
    each = [_laid_on(book, case, ground_of(investigation, number), act) for case in cases]
    return _together(each)


def lifted(book: Book, investigation: str, events: Iterable[MeasureLifted], act: Act) -> Measures:
    """Let go what nothing else holds."""
    each = [_lifted_from(book, event.case, ground_of(investigation, event.number), act) for event in events]
    return _together(each)


def _laid_on(book: Book, id: str, ground: HoldGround, act: Act) -> Measures:
    case, version = load_case(book, id)
    expect = {id: version}
    if case.status is not Status.APPROVED:
        return Measures((), expect)
    back_pay, _ = load_adjustments(book, id)
    last = (len(case.decision.instalments) if case.decision else 0) + len(back_pay)
    changes: list[Change] = []
    taken = 0
    # Back-pay first: it is owed in full, while instalments share what the case has left.
    for number in range(last, 0, -1):
        tranche = tranche_of(book, case, number, act, taken)
        expect |= tranche.expect
        if not tranche.open:
            expect[tranche.stream] = tranche.version
            continue
        event = hold.by_finding(
            case,
            due=tranche.due,
            earlier=tranche.earlier,
            grounds=(ground,),
            until=last_day(book, case, act),
            act=act,
        )
        taken += event.amount - (tranche.lapsed.amount if tranche.lapsed else 0)
        changes.append(tranche.change(event))
    return Measures(tuple(changes), expect)


def _lifted_from(book: Book, id: str, ground: HoldGround, act: Act) -> Measures:
    case, version = load_case(book, id)
    active, versions = active_of(book, case, act)
    changes: list[Change] = []
    for state, at in active:
        event = hold.lift(state, ground, act=act)
        if event is None:
            versions[state.id] = at
        else:
            changes.append(change_of(state, at, event))
    return Measures(tuple(changes), versions | {id: version})


def _together(each: Iterable[Measures]) -> Measures:
    changes: tuple[Change, ...] = ()
    expect: dict[str, int] = {}
    for one in each:
        changes += one.changes
        expect |= one.expect
    return Measures(changes, expect)
