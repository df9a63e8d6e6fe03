"""Opening many adjustments: every approved case that a change of law touches, each at most once."""

from collections.abc import Iterable

import msgspec

from domain.actor import OfficerRecused
from domain.adjustment_refusals import AdjustmentUnfinished, AlreadyAdjusted, NothingToAdjust
from domain.application.state import Status
from ledger.audit.law_changes import Touched
from ledger.audit.law_changes_beside import TouchedBeside
from ledger.book import Book
from ledger.commands.adjustments import Open, open_
from ledger.commands.base import Request


class Openings(msgspec.Struct, frozen=True, kw_only=True):
    """The adjustments that were opened, and the cases that were not with the reason in both languages.

    `left` are the decisions on reliefs and levies, for which there is no adjustment, with what to do instead.
    """

    opened: tuple[str, ...]
    skipped: dict[str, str]
    left: dict[str, str] = {}


def open_adjustments(
    book: Book, touched: Iterable[Touched], request: Request, beside: Iterable[TouchedBeside] = ()
) -> Openings:
    """Open one adjustment for every approved case; the same change never opens a second one.

    Each case is a command of its own under a key that follows from the request's: a run that broke off goes on.
    """
    opened: list[str] = []
    skipped: dict[str, str] = {}
    for case in touched:
        if case.problem or case.status != Status.APPROVED:
            skipped[case.case] = case.problem or f"案件状态「{case.status}」 the case is {case.status}"
            continue
        asked = msgspec.structs.replace(request, key=f"{request.key}:{case.case}")
        try:
            opened.append(open_(book, Open(case=case.case), asked).subject)
        except (AlreadyAdjusted, AdjustmentUnfinished, NothingToAdjust, OfficerRecused) as refusal:
            skipped[case.case] = str(refusal)
    return Openings(opened=tuple(opened), skipped=skipped, left={line.case: line.advice for line in beside})
