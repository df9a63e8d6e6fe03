"""A hold: an approved tranche that may not leave while a doubt is looked into, until it is released or runs out."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar, Final, Literal

import msgspec

from domain.act import Act
from domain.actor import Actor, authorise, must_be_another, must_hold
from domain.application import refusals as r
from domain.application.state import Application, Status
from domain.events import Event, Recorded
from domain.fund import Line
from domain.hold_due import Due, HoldGround
from domain.hold_refusals import (
    AlreadyHeld,
    GroundsJudged,
    GroundsMissing,
    HeldByFinding,
    HoldNotActive,
    HoldTooLong,
    HoldTooShort,
    NothingToHold,
    PaymentAtBank,
    PaymentHeld,
    SamePersonHolds,
    SamePersonLookedIntoIt,
)
from domain.places import covers
from domain.workflow import authorise_act

ANALYST: Final = "fraud_analyst"
REVIEWER: Final = "fraud_reviewer"
EXPIRY: Final = "hold_expiry"
"""What is done with a hold that ran out, by its name in `names`."""
AGAIN: Final = "hold_again"
"""Holding by hand what was held before, by its name in `names`."""

Cause = Literal["terminated", "adjusted", "dismissed", "cancelled"]
"""What ended a hold from outside: the grant ended, what is unpaid was withheld, back-pay or a payment was given up."""


class Placed(Event, frozen=True, kw_only=True):
    """A tranche is held with its whole unpaid amount (fen), on these grounds, up to and including `until`.

    What the bank `returned` (fen) stands on an account of its own, and is not moved: it is only not issued again.
    """

    topic: ClassVar[str] = "hold.Placed"
    schema: ClassVar[int] = 2
    case: str
    tranche: int
    line: Line
    party: str
    amount: int
    returned: int = 0
    grounds: tuple[HoldGround, ...]
    until: date


class Renewed(Event, frozen=True, kw_only=True):
    """A reviewer looked at the hold and let it run on, up to and including `until`."""

    topic: ClassVar[str] = "hold.Renewed"
    case: str
    until: date


class Reduced(Event, frozen=True, kw_only=True):
    """So much (fen) of what is held is withheld for good by an adjustment; the rest stays held."""

    topic: ClassVar[str] = "hold.Reduced"
    case: str
    line: Line
    amount: int


class Released(Event, frozen=True, kw_only=True):
    """A reviewer found that the money may leave."""

    topic: ClassVar[str] = "hold.Released"
    case: str
    line: Line
    amount: int
    ground: str


class Expired(Event, frozen=True, kw_only=True):
    """Nobody renewed the hold in time; the money may leave."""

    topic: ClassVar[str] = "hold.Expired"
    case: str
    line: Line
    amount: int


class Ended(Event, frozen=True, kw_only=True):
    """There is nothing left to hold; the same command says what became of the money."""

    topic: ClassVar[str] = "hold.Ended"
    case: str
    line: Line
    amount: int
    cause: Cause


class HoldStatus(StrEnum):
    """Where a hold stands."""

    ACTIVE = "hold_active"
    RELEASED = "hold_released"
    EXPIRED = "hold_expired"
    ENDED = "hold_ended"


class Hold(msgspec.Struct, frozen=True, kw_only=True):
    """The hold of one tranche; `amount` (fen) is held while it is active, `judged` are grounds that were disposed of.

    The amount of a payment that the bank returned is 0: it is not on the accounts that a hold takes from.

    A reviewer disposes of grounds by a release (`released`), time by letting them run out; the end of a grant judges
    nothing.
    """

    id: str
    case: str
    tranche: int
    line: Line
    party: str
    amount: int
    grounds: tuple[HoldGround, ...]
    until: date
    placed_by: str
    last_on: date
    status: HoldStatus = HoldStatus.ACTIVE
    judged: frozenset[str] = frozenset()
    released: frozenset[str] = frozenset()

    @property
    def active(self) -> bool:
        """True while the money is held in the accounts."""
        return self.status is HoldStatus.ACTIVE

    @property
    def payment(self) -> str:
        """The payment that the tranche would be."""
        return self.id.removeprefix(PREFIX)

    def overdue(self, today: date) -> bool:
        """True where it still stands in the accounts and counts no more."""
        return self.active and today > self.until


PREFIX: Final = "hold:"


def stream_of(payment: str) -> str:
    """The stream of the hold of the payment that a tranche would be."""
    return f"{PREFIX}{payment}"


def evolve(state: Hold | None, recorded: Recorded) -> Hold | None:
    """Fold one event into the hold; a tranche that is held again goes on in the same stream."""
    event, meta = recorded.event, recorded.meta
    if isinstance(event, Placed):
        return Hold(
            id=recorded.stream,
            case=event.case,
            tranche=event.tranche,
            line=event.line,
            party=event.party,
            amount=event.amount,
            grounds=event.grounds,
            until=event.until,
            placed_by=meta.actor,
            last_on=max(state.last_on, meta.effective_on) if state else meta.effective_on,
            judged=state.judged if state else frozenset(),
            released=state.released if state else frozenset(),
        )
    if state is None:
        return None
    changed = after(state, event)
    return msgspec.structs.replace(changed, last_on=max(state.last_on, meta.effective_on))


def after(state: Hold, event: Event) -> Hold:
    """The hold after an event that does not begin it."""
    replace = msgspec.structs.replace
    grounds = {ground.key for ground in state.grounds}
    judged = state.judged | grounds
    match event:
        case Renewed():
            return replace(state, until=event.until)
        case Reduced():
            return replace(state, amount=state.amount - event.amount)
        case Released():
            return replace(state, status=HoldStatus.RELEASED, judged=judged, released=state.released | grounds)
        case Expired():
            return replace(state, status=HoldStatus.EXPIRED, judged=judged)
        case Ended():
            return replace(state, status=HoldStatus.ENDED)
    return state


def place(
    case: Application,
    *,
    due: Due,
    earlier: Hold | None,
    grounds: tuple[HoldGround, ...],
    alerts: Collection[str],
    until: date,
    longest: date,
    act: Act,
) -> Placed:
    """Hold a tranche by hand; `longest` is the last day that the law allows from today on.

    `alerts` are those of the grounds that are open and about the case. Without a new one of them, what was held before
    and let go is held again only by a reviewer, and by another person than before: words alone would hold it for ever.
    """
    fresh = new_among(grounds, earlier)
    if earlier is not None and earlier.judged and fresh and all(ground.alert not in alerts for ground in fresh):
        authorise(act.actor, AGAIN, REVIEWER, case.place, case)
        same = SamePersonHolds(field="actor", actor=act.actor.id, hold=earlier.payment)
        must_be_another(act.actor, (earlier.placed_by,), same)
    else:
        authorise(act.actor, "hold", ANALYST, case.place, case)
    return _placed(case, due, earlier, grounds, _within(until, longest, act), act)


def stop(
    case: Application, *, due: Due, earlier: Hold | None, grounds: tuple[HoldGround, ...], until: date, act: Act
) -> Placed:
    """Hold a tranche instead of instructing it, since checks found something: whoever would have paid does it."""
    if case.workflow is None:
        raise r.WrongStatus(field="status", status=case.status.value, act="payment")
    authorise_act(case.workflow, case.acted, act.actor, "payment", case.place, case)
    return _placed(case, due, earlier, grounds, until, act)


def by_finding(
    case: Application, *, due: Due, earlier: Hold | None, grounds: tuple[HoldGround, ...], until: date, act: Act
) -> Placed:
    """Hold a tranche because a finding orders it: whoever confirms that, as the second person, holds the money."""
    return _placed(case, due, earlier, grounds, until, act)


def new_among(grounds: Iterable[HoldGround], earlier: Hold | None) -> tuple[HoldGround, ...]:
    """The grounds that nobody has disposed of yet in this tranche; what a finding orders is not disposed of here."""
    judged = earlier.judged if earlier else frozenset()
    return tuple(ground for ground in grounds if ground.ordered or ground.key not in judged)


def _placed(
    case: Application, due: Due, earlier: Hold | None, grounds: tuple[HoldGround, ...], until: date, act: Act
) -> Placed:
    if case.status is not Status.APPROVED:
        raise r.WrongStatus(field="status", status=case.status.value, act="hold")
    if due.instructed:
        raise PaymentAtBank(field="tranche", tranche=due.tranche)
    if earlier is not None and earlier.active:
        raise AlreadyHeld(field="tranche", tranche=due.tranche, last_day=earlier.until)
    if not grounds:
        raise GroundsMissing(field="grounds")
    if not new_among(grounds, earlier):
        raise GroundsJudged(field="grounds", tranche=due.tranche, grounds=_shown(grounds))
    if due.line is None or due.unpaid <= 0:
        raise NothingToHold(field="tranche", tranche=due.tranche)
    act.must_not_precede(max(case.last_on, earlier.last_on) if earlier else case.last_on)
    return Placed(
        case=case.id,
        tranche=due.tranche,
        line=due.line,
        party=case.applicant,
        amount=due.amount,
        returned=due.returned,
        grounds=grounds,
        until=until,
    )


def renew(state: Hold, place: str, *, until: date, longest: date, concerned: object = (), act: Act) -> Renewed:
    """Let a hold run on; the reviewer is another person than whoever placed it. `place` is that of the case.

    Here and below, `concerned` is whom the hold concerns beside its payee: whoever stands in the case, and those about
    whom the alerts and findings behind it are.
    """
    _may_review(state, place, "hold_renewal", concerned, act)
    if until <= state.until:
        raise HoldTooShort(field="until", until=until, first=state.until + timedelta(days=1))
    return Renewed(case=state.case, until=_within(until, longest, act))


def release(
    state: Hold,
    place: str,
    *,
    ground: str,
    ordered: Sequence[HoldGround],
    looked: Collection[str],
    concerned: object = (),
    act: Act,
) -> Released:
    """Let the money go; the reviewer is another person than whoever placed the hold or `looked` into its alerts.

    What findings order for the case (`ordered`) is lifted where it was found, and not around that.
    """
    _may_review(state, place, "hold_release", concerned, act)
    same = SamePersonLookedIntoIt(field="actor", actor=act.actor.id, hold=state.payment)
    must_be_another(act.actor, looked, same)
    if ordered:
        raise HeldByFinding(field="id", hold=state.payment, investigation=ordered[0].investigation)
    return Released(case=state.case, line=state.line, amount=state.amount, ground=ground)


def lift(state: Hold, lifted: HoldGround, *, act: Act) -> Released | Expired | None:
    """What lifting an order does to a hold: it ends where nothing else holds the money."""
    act.must_not_precede(state.last_on)
    if any(ground.key != lifted.key for ground in state.grounds):
        return None
    return lapse(state, act) or Released(case=state.case, line=state.line, amount=state.amount, ground=lifted.authority)


def lapse(state: Hold | None, act: Act) -> Expired | None:
    """What becomes of a hold on a day: nothing while it counts, and nothing where there is none."""
    if state is None:
        return None
    act.must_not_precede(state.last_on)
    if not state.overdue(act.today):
        return None
    return Expired(case=state.case, line=state.line, amount=state.amount)


def end(state: Hold, cause: Cause, act: Act) -> Expired | Ended:
    """End an active hold because the money itself goes elsewhere; one that ran out before that says so."""
    lapsed = lapse(state, act)
    return lapsed or Ended(case=state.case, line=state.line, amount=state.amount, cause=cause)


def reduce(state: Hold, amount: int, act: Act) -> Expired | Ended | Reduced:
    """Take so much (fen) of an active hold for an adjustment; a hold of nothing ends."""
    if state.overdue(act.today) or amount >= state.amount:
        return end(state, "adjusted", act)
    act.must_not_precede(state.last_on)
    return Reduced(case=state.case, line=state.line, amount=amount)


def must_let_pay(state: Hold | None, act: Act) -> None:
    """Raise PaymentHeld, with the grounds and the last day, while the hold counts."""
    if state is not None and state.active and not state.overdue(act.today):
        raise PaymentHeld(field="tranche", tranche=state.tranche, grounds=_shown(state.grounds), last_day=state.until)


def expire(state: Hold, place: str, *, concerned: object = (), act: Act) -> Expired:
    """Say that a hold ran out; refuses one that counts still, or counted no more before."""
    authorise(act.actor, EXPIRY, REVIEWER, place, state, concerned)
    lapsed = lapse(state, act)
    if lapsed is None:
        raise HoldNotActive(field="status", hold=state.payment, status=state.status.value, act=EXPIRY)
    return lapsed


def must_be_reviewer(act: Act) -> None:
    """Refuse whoever reviews no holds at all; what expired is looked for place by place."""
    must_hold(act.actor, EXPIRY, REVIEWER)


def reviews(actor: Actor, place: str) -> bool:
    """Whether an officer reviews holds at a place."""
    return any(covers(held, place) for held in actor.places_of(REVIEWER))


def _may_review(state: Hold, place: str, name: str, concerned: object, act: Act) -> None:
    authorise(act.actor, name, REVIEWER, place, state, concerned)
    if not state.active or state.overdue(act.today):
        status = HoldStatus.EXPIRED if state.active else state.status
        raise HoldNotActive(field="status", hold=state.payment, status=status.value, act=name)
    same = SamePersonHolds(field="actor", actor=act.actor.id, hold=state.payment)
    must_be_another(act.actor, (state.placed_by,), same)
    act.must_not_precede(state.last_on)


def _within(until: date, longest: date, act: Act) -> date:
    if until < act.today:
        raise HoldTooShort(field="until", until=until, first=act.today)
    if until > longest:
        raise HoldTooLong(field="until", until=until, longest=longest)
    return until


def _shown(grounds: Iterable[HoldGround]) -> str:
    return ";".join(dict.fromkeys(str(ground) for ground in grounds))
