"""The difference that is paid where only the higher of two benefits is due 就高: an explained step of the decision."""

from collections.abc import Iterable, Iterator

import msgspec

from domain import names
from domain.money import shown
from domain.working import Decision, Instalment, Offset, Reason, Step


def topped_up(decision: Decision, offsets: tuple[Offset, ...]) -> Decision:
    """The decision of a formula with what others were granted set off; refused where nothing is left to pay."""
    if not offsets or not decision.granted:
        return decision
    left = decision.amount - sum(offset.amount for offset in offsets)
    steps = (*decision.steps, *map(_step, offsets), _rest(decision.amount, max(left, 0)))
    if left <= 0:
        reasons = tuple(_reason(offset) for offset in offsets)
        return _replaced(decision, offsets, steps, amount=0, reasons=reasons, instalments=())
    parts = tuple(_reduced(decision.instalments, decision.amount - left))
    return _replaced(decision, offsets, steps, amount=left, instalments=parts)


def _replaced(decision: Decision, offsets: tuple[Offset, ...], steps: tuple[Step, ...], **fields: object) -> Decision:
    return msgspec.structs.replace(decision, offsets=offsets, steps=steps, **fields)


def _step(offset: Offset) -> Step:
    mark = "(演示值)" if offset.grade == "demo" else ""
    return Step(
        label="就高补差:已享受的待遇",
        expression=f"案件 {offset.case}「{names.zh(offset.programme)}」同期已获批",
        value=f"{shown(offset.amount)}{mark}",
        authority=offset.authority,
        source=offset.source,
        grade=offset.grade,
    )


def _rest(before: int, left: int) -> Step:
    expression = f"{shown(before)} 减去已享受的待遇,不足减的为零"
    return Step(label="就高补差:应补差额", expression=expression, value=shown(left))


def _reason(offset: Offset) -> Reason:
    return Reason(
        code="not_higher",
        zh=f"按就高原则,案件 {offset.case}「{names.zh(offset.programme)}」同期已获批的金额不低于本案,没有差额可补",
        en=f"only the higher benefit is due, and case {offset.case} ({offset.programme}) was granted no less",
        authority=offset.authority,
    )


def _reduced(instalments: Iterable[Instalment], less: int) -> Iterator[Instalment]:
    """The parts with `less` fen taken off, the first ones first; what becomes nothing is left out."""
    for part in instalments:
        taken = min(part.amount, less)
        less -= taken
        if part.amount > taken:
            yield msgspec.structs.replace(part, amount=part.amount - taken)
