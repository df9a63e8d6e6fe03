"""Hold commands: place by hand, renew, release, say what expired; and what other commands put into their plans."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import Final, NamedTuple

import msgspec

from domain import hold, payment
from domain.act import Act
from domain.actor import OfficerRecused
from domain.alert import AlertStatus
from domain.application.state import Application
from domain.events import Event
from domain.hold import Cause, Hold, HoldStatus
from domain.hold_due import HoldGround
from domain.hold_refusals import TrialHoldsNothing
from domain.money import yuan
from domain.wording import clean, identifier
from ledger.book import Book
from ledger.commands.base import Change, Command, Plan, Receipt, Request, filed, run
from ledger.commands.load import load_adjustments, load_alert, load_case, load_hold, load_investigation
from ledger.commands.orders import ordered
from ledger.commands.tranches import last_day, tranche_of
from ledger.views import queries

NOT_PAID: Final = (
    "没有下达支付指令:本期款项暂缓支付,待核查后解除或者退回;到期未经续期的,不再暂缓。"
    " Not instructed: the tranche is held until it has been looked into; a hold that nobody renews runs out."
)
"""What the receipt tells the officer who meant to pay."""


class Place(Command, frozen=True, kw_only=True):
    """Hold a tranche of a case on these grounds; until the last day that the law allows unless told."""

    case: str
    tranche: int
    grounds: tuple[HoldGround, ...]
    until: date | None = None


class Renew(Command, frozen=True, kw_only=True):
    """Let a hold run on; `hold` is the payment that the tranche would be."""

    hold: str
    until: date | None = None


class Release(Command, frozen=True, kw_only=True):
    """Let the money go, on this ground."""

    hold: str
    ground: str


class Expire(Command, frozen=True, kw_only=True):
    """Say that a hold ran out."""

    hold: str


def place(book: Book, command: Place, request: Request) -> Receipt:
    """Hold a tranche by hand."""
    grounds = tuple(_clean(ground) for ground in command.grounds)

    def decide(act: Act) -> Plan:
        case, version = load_case(book, command.case)
        alerts = _open_about(book, grounds, case)
        tranche = tranche_of(book, case, command.tranche, act)
        longest = last_day(book, case, act)
        event = hold.place(
            case,
            due=tranche.due,
            earlier=tranche.earlier,
            grounds=grounds,
            alerts=alerts,
            until=command.until or longest,
            longest=longest,
            act=act,
        )
        return Plan(
            subject=tranche.stream,
            changes=(tranche.change(event),),
            expect=tranche.expect | {case.id: version},
            outcome={"amount": yuan(event.amount), "until": event.until.isoformat()},
        )

    return run(book, "place_hold", command, request, decide)


def renew(book: Book, command: Renew, request: Request) -> Receipt:
    """Let a hold run on."""

    def decide(act: Act) -> Plan:
        state, version = load_hold(book, command.hold)
        case, _ = load_case(book, state.case)
        longest = last_day(book, case, act)
        event = hold.renew(
            state,
            case.place,
            until=command.until or longest,
            longest=longest,
            concerned=_concerned(book, state, case),
            act=act,
        )
        return filed(state.id, version, event, outcome={"until": event.until.isoformat()})

    return run(book, "renew_hold", command, request, decide)


def release(book: Book, command: Release, request: Request) -> Receipt:
    """Let the money go."""

    def decide(act: Act) -> Plan:
        state, version = load_hold(book, command.hold)
        case, _ = load_case(book, state.case)
        orders = ordered(book, state.case)
        event = hold.release(
            state,
            case.place,
            ground=clean(command.ground, "ground"),
            ordered=orders.grounds,
            looked=_looked_into(book, state.grounds),
            concerned=_concerned(book, state, case),
            act=act,
        )
        return filed(state.id, version, event, watch=orders.watch, outcome={"amount": yuan(event.amount)})

    return run(book, "release_hold", command, request, decide)


def expire(book: Book, request: Request) -> tuple[str, ...]:
    """Say of every hold that ran out, where the actor reviews holds, that it did; whoever pays says it too.

    What concerns a party in which the actor declared an interest is left to somebody else. Each is a command of its own
    under a key that follows from the request's: a run that broke off goes on.
    """
    act = request.act()
    hold.must_be_reviewer(act)
    expired = []
    for row in queries.holds(book, status=HoldStatus.ACTIVE):
        if row.until < act.today and hold.reviews(act.actor, row.place):
            asked = msgspec.structs.replace(request, key=f"{request.key}:{row.id}:{row.version}")
            with suppress(OfficerRecused):
                expired.append(_expire(book, Expire(hold=row.id), asked).subject)
    return tuple(expired)


def _expire(book: Book, command: Expire, request: Request) -> Receipt:
    def decide(act: Act) -> Plan:
        state, version = load_hold(book, command.hold)
        case, _ = load_case(book, state.case)
        event = hold.expire(state, case.place, concerned=_concerned(book, state, case), act=act)
        return filed(state.id, version, event)

    return run(book, "expire_hold", command, request, decide)


def stopping(book: Book, case: Application, tranche: int, grounds: Sequence[HoldGround], act: Act) -> "Stop | None":
    """What holds a tranche instead of instructing it, on what checks found; None where all of that was judged before.

    The actor is the officer whose instruction is stopped. `case` is as loaded by the caller, whose plan must expect its
    version too; the change also says where an earlier hold ran out, so no `standing` goes beside it. Raises what stands
    against a hold: PaymentAtBank, AlreadyHeld, NothingToHold and the like.
    """
    found = tranche_of(book, case, tranche, act)
    fresh = hold.new_among(grounds, found.earlier)
    if not fresh:
        return None
    until = last_day(book, case, act)
    event = hold.stop(case, due=found.due, earlier=found.earlier, grounds=fresh, until=until, act=act)
    return Stop(found.change(event), found.expect, event)


class Stop(NamedTuple):
    """The change that holds a tranche, the versions of other streams that it rests on, and the event itself."""

    change: Change
    expect: dict[str, int]
    event: hold.Placed

    def plan(self, *more: Change) -> Plan:
        """The plan that holds the tranche instead of paying it, and what else it says."""
        told = {"held": ";".join(dict.fromkeys(map(str, self.event.grounds))), "until": self.event.until.isoformat()}
        return Plan(
            subject=self.change.stream,
            changes=(self.change, *more),
            expect=self.expect,
            outcome=told | {"told": NOT_PAID},
        )


def active_of(book: Book, case: Application, act: Act) -> tuple[tuple[tuple[Hold, int], ...], dict[str, int]]:
    """The active holds of a case with their versions, and the versions of all its holds, of those that may come too."""
    known, _ = load_adjustments(book, case.id)
    tranches = (len(case.decision.instalments) if case.decision else 0) + len(known)
    found: list[tuple[Hold, int]] = []
    versions: dict[str, int] = {}
    for tranche in range(1, tranches + 1):
        stream = hold.stream_of(payment.stream_of(case.id, tranche))
        state, version = book.load(stream, hold.evolve, None)
        if state is not None:
            act.must_not_precede(state.last_on)
        if state is not None and state.active:
            found.append((state, version))
        else:
            versions[stream] = version
    return tuple(found), versions


def released_on(book: Book, case: Application) -> frozenset[str]:
    """The alerts and other grounds on which a reviewer let money of a case go, whichever tranche it was."""
    known, _ = load_adjustments(book, case.id)
    tranches = (len(case.decision.instalments) if case.decision else 0) + len(known)
    streams = (hold.stream_of(payment.stream_of(case.id, tranche)) for tranche in range(1, tranches + 1))
    states = (book.load(stream, hold.evolve, None)[0] for stream in streams)
    return frozenset(key for state in states if state is not None for key in state.released)


class Ending(NamedTuple):
    """How holds end because the money goes elsewhere: what comes first in the plan, and what is freed (fen)."""

    changes: tuple[Change, ...]
    expect: dict[str, int]
    freed: int


def ending_all(book: Book, case: Application, act: Act) -> Ending:
    """End every hold of a grant that ends."""
    active, versions = active_of(book, case, act)
    changes = tuple(change_of(state, version, hold.end(state, "terminated", act)) for state, version in active)
    return Ending(changes, versions, sum(state.amount for state, _ in active))


def taking(book: Book, case: Application, wanted: int, act: Act) -> Ending:
    """Take so much (fen) of what is held, the last tranche first; what is not wanted, or was returned, stays held."""
    active, versions = active_of(book, case, act)
    changes: list[Change] = []
    freed = 0
    for state, version in reversed(active):
        if freed >= wanted or not state.amount:
            versions[state.id] = version
            continue
        event = hold.reduce(state, wanted - freed, act)
        changes.append(change_of(state, version, event))
        freed += event.amount
    return Ending(tuple(changes), versions, freed)


def giving_up(book: Book, payment_id: str, cause: Cause, act: Act) -> Ending:
    """End the hold of a back-pay, or of a returned payment, that is given up."""
    stream = hold.stream_of(payment_id)
    state, version = book.load(stream, hold.evolve, None)
    if state is None or not state.active:
        hold.lapse(state, act)
        return Ending((), {stream: version}, 0)
    return Ending((change_of(state, version, hold.end(state, cause, act)),), {}, state.amount)


def change_of(state: Hold, version: int, event: Event) -> Change:
    """One event upon a hold."""
    return Change(stream=state.id, version=version, events=(event,))


def _open_about(book: Book, grounds: Sequence[HoldGround], case: Application) -> frozenset[str]:
    """The alerts of grounds that are open and about a case.

    Refuses a ground that names an alert which nobody knows; what a trial of a check found holds nothing.
    """
    known = [load_alert(book, ground.alert)[0] for ground in grounds if ground.alert]
    for each in known:
        if each.hit.mode == "shadow":
            raise TrialHoldsNothing(field="grounds", alert=each.id)
    return frozenset(each.id for each in known if each.status is AlertStatus.OPEN and case.id in each.hit.cases)


def _looked_into(book: Book, grounds: Sequence[HoldGround]) -> frozenset[str]:
    """Who looked into the alerts of some grounds."""
    alerts = [load_alert(book, ground.alert)[0] for ground in grounds if ground.alert]
    looking = {each.investigation for each in alerts} - {""}
    return frozenset(who for each in looking for who in load_investigation(book, each)[0].worked)


def _concerned(book: Book, state: Hold, case: Application) -> tuple[object, ...]:
    """Whom a hold concerns: those of the case, and those about whom its alerts and its findings are."""
    alerts = (load_alert(book, ground.alert)[0].hit for ground in state.grounds if ground.alert)
    told = [(hit.subject, hit.parties) for hit in alerts]
    findings = {ground.investigation for ground in state.grounds if ground.ordered}
    return case, told, [load_investigation(book, each)[0].parties for each in sorted(findings)]


def _clean(ground: HoldGround) -> HoldGround:
    return HoldGround(
        check=identifier(ground.check, "grounds.check") if ground.check else "",
        alert=identifier(ground.alert, "grounds.alert") if ground.alert else "",
        authority=clean(ground.authority, "grounds.authority"),
    )
