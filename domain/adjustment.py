"""An adjustment: a decided case whose amount the law known now gives differently, until back-pay or recovery."""

from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import ClassVar

import msgspec

from domain.act import Act
from domain.actor import authorise, must_be_another
from domain.adjustment_refusals import (
    AdjustmentNotOpen,
    AdjustmentUnfinished,
    AlreadyAdjusted,
    GoodFaithProtected,
    LawChangedAgain,
    NoBackPay,
    NothingToAdjust,
    NothingToRecover,
)
from domain.application import refusals as r
from domain.application.checks import may, not_suspended
from domain.application.events import Release
from domain.application.state import Application, Status
from domain.events import Event, Recorded
from domain.fund import Line
from domain.hold import Hold, must_let_pay
from domain.money import shown
from domain.payment import Instructed
from domain.statutes.book import Provision
from domain.workflow import SamePersonActs, Workflow
from domain.working import Decision


class Cause(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A row of the statute book that the decision did not apply: which one, what it says, and its document."""

    programme: str
    key: str
    place: str
    valid_from: date
    published_on: date
    value: str
    authority: str
    source: str
    grade: str


class Opened(Event, frozen=True, kw_only=True):
    """The law known now gives another amount (fen) than the case was granted; `decision` is the new calculation.

    `before` is what the case was granted with its earlier adjustments, `statutes_then` the book that was read then.
    """

    topic: ClassVar[str] = "adjustment.Opened"
    case: str
    number: int
    change: str
    causes: tuple[Cause, ...]
    statutes_then: str
    before: int
    difference: int
    decision: Decision


class Signed(Event, frozen=True, kw_only=True):
    """One of several signatures that the difference needs."""

    topic: ClassVar[str] = "adjustment.Signed"
    case: str
    signature: int
    needed: int


class Approved(Event, frozen=True, kw_only=True):
    """Approved by the last signer. Back-pay is encumbered on `line` as a further tranche; a recovery has no line."""

    topic: ClassVar[str] = "adjustment.Approved"
    case: str
    difference: int
    line: Line | None
    tranche: int


class Dismissed(Event, frozen=True, kw_only=True):
    """The difference is not followed up, on this ground; back-pay that was encumbered is given back."""

    topic: ClassVar[str] = "adjustment.Dismissed"
    case: str
    ground: str
    release: Release | None


class Settled(Event, frozen=True, kw_only=True):
    """Carried out: back-pay is instructed as a payment; of too much, the unpaid is withheld and the rest recovered.

    From here on the payment or the recovery is followed like any other.
    """

    topic: ClassVar[str] = "adjustment.Settled"
    case: str
    payment: str
    recoveries: tuple[str, ...]
    withheld: Release | None


class AdjustmentStatus(StrEnum):
    """Where an adjustment stands."""

    OPEN = "adjustment_open"
    APPROVED = "adjustment_approved"
    DISMISSED = "adjustment_dismissed"
    SETTLED = "adjustment_settled"


class Adjustment(msgspec.Struct, frozen=True, kw_only=True):
    """One adjustment of a case; `difference` (fen) is positive for back-pay and negative for what was paid too much."""

    id: str
    case: str
    number: int
    change: str
    causes: tuple[Cause, ...]
    before: int
    difference: int
    opened_by: str
    last_on: date
    status: AdjustmentStatus = AdjustmentStatus.OPEN
    signers: tuple[str, ...] = ()
    line: Line | None = None
    tranche: int = 0

    @property
    def after(self) -> int:
        """The amount (fen) that the law known at the opening gives."""
        return self.before + self.difference

    @property
    def counts(self) -> bool:
        """True where the case is due the new amount."""
        return self.status in (AdjustmentStatus.APPROVED, AdjustmentStatus.SETTLED)

    @property
    def unfinished(self) -> bool:
        """True until it is settled or dismissed."""
        return self.status in (AdjustmentStatus.OPEN, AdjustmentStatus.APPROVED)


def stream_of(case: str, number: int) -> str:
    """The adjustment's id: the n-th of a case."""
    return f"{case}-J{number}"


def change_of(causes: tuple[Cause, ...], after: int) -> str:
    """What makes two openings one change: the same rows and the same new amount (fen)."""
    content = [[(c.programme, c.key, c.place, c.valid_from, c.published_on, c.value) for c in sorted(causes)], after]
    return sha256(msgspec.json.encode(content)).hexdigest()


def due(granted: int, earlier: tuple[Adjustment, ...]) -> int:
    """What a case is due (fen): the amount granted and the adjustments that were approved."""
    return granted + sum(known.difference for known in earlier if known.counts)


def evolve(state: Adjustment | None, recorded: Recorded) -> Adjustment | None:
    """Fold one event into the adjustment."""
    event, day = recorded.event, recorded.meta.effective_on
    if isinstance(event, Opened):
        return Adjustment(
            id=recorded.stream,
            case=event.case,
            number=event.number,
            change=event.change,
            causes=event.causes,
            before=event.before,
            difference=event.difference,
            opened_by=recorded.meta.actor,
            last_on=day,
        )
    if state is None:
        return None
    state = msgspec.structs.replace(state, last_on=max(state.last_on, day))
    replace = msgspec.structs.replace
    signers = (*state.signers, recorded.meta.actor)
    match event:
        case Signed():
            return replace(state, signers=signers)
        case Approved():
            status = AdjustmentStatus.APPROVED
            return replace(state, status=status, signers=signers, line=event.line, tranche=event.tranche)
        case Dismissed():
            return replace(state, status=AdjustmentStatus.DISMISSED)
        case Settled():
            return replace(state, status=AdjustmentStatus.SETTLED)
    return state


def open_(
    case: Application, *, earlier: tuple[Adjustment, ...], decision: Decision, causes: tuple[Cause, ...], act: Act
) -> Opened:
    """Open the adjustment of an approved case; the same change opens one, and one must be finished before the next."""
    may(case, "first_review", act, Status.APPROVED)
    before, change = due(case.amount, earlier), change_of(causes, decision.amount)
    for known in earlier:
        if known.change == change:
            raise AlreadyAdjusted(field="case", adjustment=known.id, status=known.status.value)
        if known.unfinished:
            raise AdjustmentUnfinished(field="case", adjustment=known.id, status=known.status.value)
    if decision.amount == before:
        raise NothingToAdjust(field="case", amount=shown(before))
    return Opened(
        case=case.id,
        number=len(earlier) + 1,
        change=change,
        causes=causes,
        statutes_then=case.decision.statute_digest if case.decision else "",
        before=before,
        difference=decision.amount - before,
        decision=decision,
    )


def approve(
    state: Adjustment, case: Application, *, decision: Decision, line: Line | None, rule: Provision | None, act: Act
) -> Signed | Approved:
    """Sign; the last signature that the difference needs approves. Nobody signs for what he or she opened.

    `decision` is computed anew and must still give the amount; `line` pays back-pay, and `rule` is the provision
    that says whether what was paid too much in good faith is asked back.
    """
    workflow = _may(state, case, "approval", act, AdjustmentStatus.OPEN)
    if decision.amount != state.after:
        raise LawChangedAgain(field="amount", now=shown(decision.amount), before=shown(state.after))
    if state.difference < 0 and not (rule and rule.flag):
        authority = rule.authority if rule else ""
        raise GoodFaithProtected(field="rule", rule=authority, amount=shown(-state.difference))
    limit = workflow.limit_for(abs(state.difference))
    authorise(act.actor, "approval", limit.role, case.place)
    must_be_another(act.actor, state.signers, r.SignedAlready(field="actor", actor=act.actor.id))
    signature = len(state.signers) + 1
    if signature < limit.signers:
        return Signed(case=state.case, signature=signature, needed=limit.signers)
    back_pay = state.difference > 0
    return Approved(
        case=state.case,
        difference=state.difference,
        line=line if back_pay else None,
        tranche=_instalments(case) + state.number if back_pay else 0,
    )


def dismiss(state: Adjustment, case: Application, *, ground: str, release: Release | None, act: Act) -> Dismissed:
    """Do not follow the difference up; somebody else than who opened it says why. What is encumbered goes back."""
    _may(state, case, "approval", act, AdjustmentStatus.OPEN, AdjustmentStatus.APPROVED, ended=True)
    return Dismissed(case=state.case, ground=ground, release=release)


def pay(
    state: Adjustment, case: Application, *, label: str, details_version: int, hold: Hold | None = None, act: Act
) -> tuple[Instructed, Settled]:
    """Instruct the approved back-pay unless it is held; the payer neither opened nor signed it."""
    _may(state, case, "payment", act, AdjustmentStatus.APPROVED)
    not_suspended(case, "payment")
    if state.line is None:
        raise NoBackPay(field="adjustment", adjustment=state.id, amount=shown(-state.difference))
    must_let_pay(hold, act)
    instructed = Instructed(
        case=state.case,
        tranche=state.tranche,
        label=label,
        line=state.line,
        party=case.applicant,
        details_version=details_version,
        amount=state.difference,
    )
    return instructed, settled(state)


def must_recover(state: Adjustment, case: Application, act: Act) -> int:
    """What must come back (fen) of an approved adjustment; refuses back-pay and who opened or signed it."""
    _may(state, case, "payment", act, AdjustmentStatus.APPROVED)
    if state.difference > 0:
        raise NothingToRecover(field="adjustment", adjustment=state.id, amount=shown(state.difference))
    return -state.difference


def settled(state: Adjustment, recoveries: tuple[str, ...] = (), withheld: Release | None = None) -> Settled:
    """The event that closes an adjustment, with the payment or the recoveries that carry it out."""
    payment = f"{state.case}-P{state.tranche}" if state.tranche else ""
    return Settled(case=state.case, payment=payment, recoveries=recoveries, withheld=withheld)


def _may(
    state: Adjustment, case: Application, name: str, act: Act, *statuses: AdjustmentStatus, ended: bool = False
) -> Workflow:
    """Role, jurisdiction and separation: opener, signer and payer are three people."""
    workflow = may(case, name, act, Status.APPROVED, *([Status.TERMINATED] if ended else []))
    if state.status not in statuses:
        raise AdjustmentNotOpen(field="adjustment", adjustment=state.id, status=state.status.value, act=name)
    act.must_not_precede(state.last_on)
    done = [("adjustment", state.opened_by)]
    done += [("approval", signer) for signer in state.signers if name == "payment"]
    for earlier, who in done:
        same = SamePersonActs(field="actor", rule=workflow.authority, actor=act.actor.id, act=name, earlier=earlier)
        must_be_another(act.actor, (who,), same)
    return workflow


def _instalments(case: Application) -> int:
    return len(case.decision.instalments) if case.decision else 0
