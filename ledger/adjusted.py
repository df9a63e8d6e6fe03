"""What a case is due anew by the law known now, beside the cases that were topped up against it."""

from collections.abc import Iterator
from datetime import date

import msgspec

from domain.application.state import Application
from domain.cross_use.judge import offsets
from domain.working import Offset
from ledger.book import Book
from ledger.cross_use import Beside, benefit, beside, cells_of, is_granted
from ledger.law import statutes_of
from ledger.retroactive import Anew, decide_anew


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """The new calculation with its causes, and the reads on which it rests."""

    anew: Anew
    expect: dict[str, int]
    watch: dict[str, tuple[str, ...]]


def due_anew(book: Book, case: Application, known_on: date) -> Due:
    """Decide the case anew; what another case was paid as the difference to it is not paid a second time."""
    statutes, others = statutes_of(book), beside(book, case, known_on)
    anew = decide_anew(statutes, case, case.decision, known_on)
    paid = tuple(_paid_already(book, case, anew.decision.amount, others, known_on))
    if paid:
        anew = decide_anew(statutes, case, case.decision, known_on, also=paid)
    return Due(anew=anew, expect=others.expect, watch=others.watch)


def _paid_already(book: Book, case: Application, amount: int, others: Beside, known_on: date) -> Iterator[Offset]:
    """By how much (fen) each case that was topped up against this one would have been paid less."""
    raised = msgspec.structs.replace(benefit(case), amount=amount)
    for other in filter(is_granted, others.cases.values()):
        was = [each for each in other.decision.offsets if each.case == case.id] if other.decision else []
        if not was:
            continue
        mine = benefit(other, adjusted=others.adjusted.get(other.id, 0))
        for now in offsets(cells_of(book, other, known_on), mine, (raised,)):
            less = min(mine.amount, now.amount - sum(each.amount for each in was))
            if less > 0:
                yield msgspec.structs.replace(now, case=other.id, programme=other.programme, amount=less)
