"""Hold commands: place by hand, renew, release, say what expired; and what other commands put into their plans."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

import msgspec

from domain import adjustment, hold, payment
from domain.act import Act
from domain.adjustment import AdjustmentStatus
from domain.application.state import Application
from domain.events import Event
from domain.hold import Due, Hold, HoldGround, HoldStatus
from domain.hold_refusals import TrialHoldsNothing
from domain.money import yuan
from domain.wording import clean, identifier
from ledger.book import Book
from ledger.commands.base import Change, Command, Plan, Receipt, Request, filed, run
from ledger.commands.load import encumbered, load_adjustments, load_alert, load_case, load_hold
from ledger.law import law_for
from ledger.views import queries

LAW, DAYS = "checks", "hold_days"
"""The provision that says how many days a hold runs."""


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
        _must_be_alerts(book, grounds)
        tranche = _load_tranche(book, case, command.tranche, act)
        longest = last_day(book, case, act)
        event = hold.place(
            case,
            due=tranche.due,
            earlier=tranche.earlier,
            grounds=grounds,
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
        event = hold.renew(state, case.place, until=command.until or longest, longest=longest, act=act)
        return filed(state.id, version, event, outcome={"until": event.until.isoformat()})

    return run(book, "renew_hold", command, request, decide)


def release(book: Book, command: Release, request: Request) -> Receipt:
    """Let the money go."""

    def decide(act: Act) -> Plan:
        state, version = load_hold(book, command.hold)
        case, _ = load_case(book, state.case)
        event = hold.release(state, case.place, ground=clean(command.ground, "ground"), act=act)
        return filed(state.id, version, event, outcome={"amount": yuan(event.amount)})

    return run(book, "release_hold", command, request, decide)


def expire(book: Book, request: Request) -> tuple[str, ...]:
    """Say of every hold that ran out, where the actor reviews holds, that it did; whoever pays says it too.

    Each is a command of its own under a key that follows from the request's: a run that broke off goes on.
    """
    act = request.act()
    hold.must_be_reviewer(act)
    expired = []
    for row in queries.holds(book, status=HoldStatus.ACTIVE):
        if row.until < act.today and hold.reviews(act.actor, row.place, row.party):
            asked = msgspec.structs.replace(request, key=f"{request.key}:{row.id}:{row.version}")
            expired.append(_expire(book, Expire(hold=row.id), asked).subject)
    return tuple(expired)


def _expire(book: Book, command: Expire, request: Request) -> Receipt:
    def decide(act: Act) -> Plan:
        state, version = load_hold(book, command.hold)
        return filed(state.id, version, hold.expire(state, act))

    return run(book, "expire_hold", command, request, decide)


def stopping(book: Book, case: Application, tranche: int, grounds: Sequence[HoldGround], act: Act) -> "Stop | None":
    """What holds a tranche instead of instructing it, on what checks found; None where all of that was judged before.

    The actor is the officer whose instruction is stopped. `case` is as loaded by the caller, whose plan must expect its
    version too; the change also says where an earlier hold ran out, so no `standing` goes beside it. Raises what stands
    against a hold: PaymentAtBank, AlreadyHeld, NothingToHold and the like.
    """
    found = _load_tranche(book, case, tranche, act)
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


def last_day(book: Book, case: Application, act: Act) -> date:
    """The last day of a hold that begins, or is renewed, today."""
    days = law_for(book, LAW, case.place, act.today).at(DAYS, act.on).count
    return act.today + timedelta(days=days)


class Standing(NamedTuple):
    """The hold of a tranche before somebody pays it, and its end where it ran out, to be put into the same plan."""

    stream: str
    hold: Hold | None
    version: int
    lapsed: hold.Expired | None

    @property
    def freed(self) -> int:
        """What may be paid again (fen) since the hold ran out."""
        return self.lapsed.amount if self.lapsed else 0

    @property
    def changes(self) -> tuple[Change, ...]:
        """The end of the hold, which goes before the payment."""
        return (Change(stream=self.stream, version=self.version, events=(self.lapsed,)),) if self.lapsed else ()

    @property
    def expect(self) -> dict[str, int]:
        """That nobody holds the tranche meanwhile; where the hold ends in the same plan, that says so itself."""
        return {} if self.lapsed else {self.stream: self.version}


def standing(book: Book, payment_id: str, act: Act) -> Standing:
    """How the tranche of a payment that would be stands before it is paid."""
    stream = hold.stream_of(payment_id)
    state, version = book.load(stream, hold.evolve, None)
    return Standing(stream, state, version, hold.lapse(state, act))


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
    """Take so much (fen) of what is held, the last tranche first; what is not wanted stays held."""
    active, versions = active_of(book, case, act)
    changes: list[Change] = []
    freed = 0
    for state, version in reversed(active):
        if freed >= wanted:
            versions[state.id] = version
            continue
        event = hold.reduce(state, wanted - freed, act)
        changes.append(change_of(state, version, event))
        freed += event.amount
    return Ending(tuple(changes), versions, freed)


def giving_up(book: Book, payment_id: str, act: Act) -> Ending:
    """End the hold of a back-pay that is given up."""
    stream = hold.stream_of(payment_id)
    state, version = book.load(stream, hold.evolve, None)
    if state is None or not state.active:
        hold.lapse(state, act)
        return Ending((), {stream: version}, 0)
    return Ending((change_of(state, version, hold.end(state, "dismissed", act)),), {}, state.amount)


def change_of(state: Hold, version: int, event: Event) -> Change:
    """One event upon a hold."""
    return Change(stream=state.id, version=version, events=(event,))


class _Tranche(NamedTuple):
    """A tranche that is to be held: how it stands, what was held of it before, and what that rests on."""

    stream: str
    due: Due
    earlier: Hold | None
    version: int
    lapsed: hold.Expired | None
    expect: dict[str, int]

    def change(self, event: hold.Placed) -> Change:
        """The hold; the end of one that ran out goes before it."""
        events = (self.lapsed, event) if self.lapsed else (event,)
        return Change(stream=self.stream, version=self.version, events=events)


def _load_tranche(book: Book, case: Application, tranche: int, act: Act) -> _Tranche:
    payment_id = payment.stream_of(case.id, tranche)
    before = standing(book, payment_id, act)
    earlier = hold.after(before.hold, before.lapsed) if before.hold and before.lapsed else before.hold
    paid, version = book.load(payment_id, payment.evolve, None)
    unpaid, expect = _due(book, case, tranche, before.freed, instructed=paid is not None)
    return _Tranche(before.stream, unpaid, earlier, before.version, before.lapsed, expect | {payment_id: version})


def _due(book: Book, case: Application, tranche: int, freed: int, *, instructed: bool) -> tuple[Due, dict[str, int]]:
    """A tranche as it stands, an instalment or back-pay, and the version that it rests on."""
    instalments = case.decision.instalments if case.decision else ()
    if 1 <= tranche <= len(instalments) and case.line is not None:
        amount = min(instalments[tranche - 1].amount, encumbered(book, case) + freed)
        return Due(tranche=tranche, line=case.line, amount=amount, instructed=instructed), {}
    stream = adjustment.stream_of(case.id, tranche - len(instalments))
    state, version = book.load(stream, adjustment.evolve, None)
    approved = state is not None and state.status is AdjustmentStatus.APPROVED
    amount, line = (state.difference, state.line) if state is not None and approved else (0, None)
    return Due(tranche=tranche, line=line, amount=amount, instructed=instructed), {stream: version}


def _must_be_alerts(book: Book, grounds: Sequence[HoldGround]) -> None:
    """Refuse a ground that names an alert which nobody knows; what a trial of a check found holds nothing."""
    for ground in grounds:
        if ground.alert and load_alert(book, ground.alert)[0].hit.mode == "shadow":
            raise TrialHoldsNothing(field="grounds", alert=ground.alert)


def _clean(ground: HoldGround) -> HoldGround:
    return HoldGround(
        check=identifier(ground.check, "grounds.check") if ground.check else "",
        alert=identifier(ground.alert, "grounds.alert") if ground.alert else "",
        authority=clean(ground.authority, "grounds.authority"),
    )
