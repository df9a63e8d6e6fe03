"""How a tranche stands before it is held or paid: what of it is unpaid, what was held of it, what that rests on."""

from datetime import date, timedelta
from typing import NamedTuple

from domain import adjustment, hold, payment
from domain.act import Act
from domain.adjustment import AdjustmentStatus
from domain.application.state import Application
from domain.hold import Hold
from domain.hold_due import Due
from domain.payment import Payment, PaymentStatus
from ledger.book import Book
from ledger.commands.base import Change
from ledger.commands.load import encumbered
from ledger.law import law_for

LAW, DAYS = "checks", "hold_days"
"""The provision that says how many days a hold runs."""


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


class Tranche(NamedTuple):
    """A tranche that is to be held: how it stands, what was held of it before, and what that rests on."""

    stream: str
    due: Due
    earlier: Hold | None
    version: int
    lapsed: hold.Expired | None
    expect: dict[str, int]

    @property
    def open(self) -> bool:
        """Whether there is something to hold that nobody holds yet."""
        held = self.earlier is not None and self.earlier.active
        return not held and not self.due.instructed and self.due.unpaid > 0

    def change(self, event: hold.Placed) -> Change:
        """The hold; the end of one that ran out goes before it."""
        events = (self.lapsed, event) if self.lapsed else (event,)
        return Change(stream=self.stream, version=self.version, events=events)


def tranche_of(book: Book, case: Application, tranche: int, act: Act, taken: int = 0) -> Tranche:
    """A tranche as it stands; `taken` (fen) is what the same plan holds of the case already."""
    payment_id = payment.stream_of(case.id, tranche)
    before = standing(book, payment_id, act)
    earlier = hold.after(before.hold, before.lapsed) if before.hold and before.lapsed else before.hold
    paid, version = book.load(payment_id, payment.evolve, None)
    if paid is None:
        unpaid, expect = _due(book, case, tranche, before.freed - taken)
    else:
        unpaid, expect = _returned(paid), {}
    return Tranche(before.stream, unpaid, earlier, before.version, before.lapsed, expect | {payment_id: version})


def _returned(paid: Payment) -> Due:
    """What the bank gave back of a payment may be held like what it never had."""
    if paid.status is not PaymentStatus.RETURNED:
        return Due(tranche=paid.tranche, line=paid.line, instructed=True)
    return Due(tranche=paid.tranche, line=paid.line, returned=paid.amount)


def _due(book: Book, case: Application, tranche: int, freed: int) -> tuple[Due, dict[str, int]]:
    """A tranche as it stands, an instalment or back-pay, and the version that it rests on."""
    instalments = case.decision.instalments if case.decision else ()
    if 1 <= tranche <= len(instalments) and case.line is not None:
        amount = min(instalments[tranche - 1].amount, encumbered(book, case) + freed)
        return Due(tranche=tranche, line=case.line, amount=amount), {}
    stream = adjustment.stream_of(case.id, tranche - len(instalments))
    state, version = book.load(stream, adjustment.evolve, None)
    approved = state is not None and state.status is AdjustmentStatus.APPROVED
    amount, line = (state.difference, state.line) if state is not None and approved else (0, None)
    return Due(tranche=tranche, line=line, amount=amount), {stream: version}
