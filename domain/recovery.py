"""A recovery: what must be paid back of a settled payment, what came in, what was written off."""

from datetime import date
from typing import ClassVar

import msgspec

from domain.act import Act
from domain.actor import authorise, must_be_another
from domain.application.events import Destination
from domain.bank import BankLine, must_be
from domain.errors import Refusal
from domain.events import Event, Recorded
from domain.fund import AmountNotPositive, Line
from domain.money import shown
from domain.payment import ROLE, Payment, PaymentStatus

WRITE_OFF_ROLE = "budget_officer"


class RecoveryExceedsPaid(Refusal):
    """拟追回 {amount},但该笔支付({payment})尚可追回的只有 {left}。

    {amount} cannot be recovered: only {left} of payment {payment} is left to recover.
    """


class NothingSettled(Refusal):
    """支付 {payment} 尚未结清(状态「{status}」),没有可追回的款项。

    Payment {payment} is "{status}", not settled; there is nothing to recover.
    """


class ReceiptExceedsOutstanding(Refusal):
    """收回 {amount} 超过未收回的 {left}。

    {amount} exceeds the outstanding {left}.
    """


class SamePersonWritesOff(Refusal):
    """{actor} 作出了追回决定,不得核销同一笔追回。

    {actor} determined this recovery and may not write it off.
    """


class RecoveryUndoneAlready(Refusal):
    """追回 {recovery} 已撤销。

    The recovery {recovery} was undone already.
    """

    ids = frozenset({"recovery"})


class RecoveryStands(Refusal):
    """追回 {recovery} 所依据的认定没有被撤销,不能撤销追回。

    No finding fell on which the recovery {recovery} rested: it stands.
    """

    ids = frozenset({"recovery"})


class ReturnAtOdds(Refusal):
    """已收回 {amount}:收回过的,凭如数退还的流水撤销;没有收回的,不附流水。

    {amount} had come in: what came in goes back by one bank line, and where nothing did there is none.
    """


class Determined(Event, frozen=True, kw_only=True):
    """It was decided that this much (fen) of a payment must come back, on which ground and clause."""

    topic: ClassVar[str] = "recovery.Determined"
    payment: str
    case: str
    party: str
    line: Line
    amount: int
    ground: str
    clause: str


class Received(Event, frozen=True, kw_only=True):
    """A bank statement line shows that the money came back."""

    topic: ClassVar[str] = "recovery.Received"
    payment: str
    case: str
    line: Line
    amount: int
    bank_line: BankLine
    destination: Destination


class WrittenOff(Event, frozen=True, kw_only=True):
    """An authority wrote the rest off; the document says which."""

    topic: ClassVar[str] = "recovery.WrittenOff"
    payment: str
    case: str
    line: Line
    amount: int
    document: str


class Undone(Event, frozen=True, kw_only=True):
    """Its ground fell: what is `outstanding` is owed no more, what was `received` went to the party again (fen).

    Of what was received, the part that came in after the year was closed had been `remitted` to the treasury. What was
    `written_off` is no loss any more. The bank line, where anything was received, shows that it left.
    """

    topic: ClassVar[str] = "recovery.Undone"
    payment: str
    case: str
    line: Line
    outstanding: int
    received: int
    remitted: int
    written_off: int
    destination: Destination
    bank_line: BankLine | None

    @property
    def amount(self) -> int:
        """What had been determined (fen)."""
        return self.outstanding + self.received + self.written_off


class Recovery(msgspec.Struct, frozen=True, kw_only=True):
    """One recovery (fen); of what was `received`, `remitted` came in after its year was closed."""

    id: str
    payment: str
    case: str
    party: str
    line: Line
    amount: int
    outstanding: int
    determined_by: str
    last_on: date
    received: int = 0
    remitted: int = 0
    written_off: int = 0
    undone: bool = False


def stream_of(payment: str, number: int) -> str:
    """The recovery's id: the n-th of a payment."""
    return f"{payment}-R{number}"


def evolve(state: Recovery | None, recorded: Recorded) -> Recovery | None:
    """Fold one event into the recovery."""
    match recorded.event:
        case Determined() as event:
            return Recovery(
                id=recorded.stream,
                payment=event.payment,
                case=event.case,
                party=event.party,
                line=event.line,
                amount=event.amount,
                outstanding=event.amount,
                determined_by=recorded.meta.actor,
                last_on=recorded.meta.effective_on,
            )
        case Received() | WrittenOff() | Undone() as event if state is not None:
            last_on = max(state.last_on, recorded.meta.effective_on)
            return _change(msgspec.structs.replace(state, last_on=last_on), event)
    return state


def _change(state: Recovery, event: Received | WrittenOff | Undone) -> Recovery:
    replace = msgspec.structs.replace
    if isinstance(event, Undone):
        return replace(state, outstanding=0, undone=True)
    state = replace(state, outstanding=state.outstanding - event.amount)
    if isinstance(event, WrittenOff):
        return replace(state, written_off=state.written_off + event.amount)
    remitted = event.amount if event.destination == "lapsed" else 0
    return replace(state, received=state.received + event.amount, remitted=state.remitted + remitted)


def determine(payment: Payment, *, amount: int, ground: str, clause: str, recoverable: int, act: Act) -> Event:
    """Decide that `amount` fen of a settled payment must come back; never more than is left to recover."""
    authorise(act.actor, "recovery", ROLE, payment.line.place, payment)
    _positive(amount)
    if payment.status is not PaymentStatus.SETTLED:
        raise NothingSettled(field="payment", payment=payment.id, status=payment.status.value)
    if amount > recoverable:
        raise RecoveryExceedsPaid(field="amount", payment=payment.id, amount=shown(amount), left=shown(recoverable))
    act.must_not_precede(payment.last_on)
    return Determined(
        payment=payment.id,
        case=payment.case,
        party=payment.party,
        line=payment.line,
        amount=amount,
        ground=ground,
        clause=clause,
    )


def receive(state: Recovery, *, bank_line: BankLine, destination: Destination, act: Act) -> Event:
    """Match money that came back; part payments are allowed, more than outstanding is not."""
    authorise(act.actor, "recovery", ROLE, state.line.place, state)
    must_be(bank_line, bank_line.amount, act.today)
    _positive(bank_line.amount)
    if bank_line.amount > state.outstanding:
        raise ReceiptExceedsOutstanding(field="amount", amount=shown(bank_line.amount), left=shown(state.outstanding))
    act.must_not_precede(state.last_on)
    return Received(
        payment=state.payment,
        case=state.case,
        line=state.line,
        amount=bank_line.amount,
        bank_line=bank_line,
        destination=destination,
    )


def write_off(state: Recovery, *, amount: int, document: str, act: Act) -> Event:
    """Write off what cannot be recovered, by another person than the one who determined it."""
    authorise(act.actor, "write_off", WRITE_OFF_ROLE, state.line.place, state)
    _positive(amount)
    must_be_another(act.actor, (state.determined_by,), SamePersonWritesOff(field="actor", actor=act.actor.id))
    if amount > state.outstanding:
        raise ReceiptExceedsOutstanding(field="amount", amount=shown(amount), left=shown(state.outstanding))
    act.must_not_precede(state.last_on)
    return WrittenOff(payment=state.payment, case=state.case, line=state.line, amount=amount, document=document)


def undo(state: Recovery, *, bank_line: BankLine | None, destination: Destination, act: Act) -> Undone:
    """Undo it, since what it rested on fell; what had come in goes back in one line. `destination`: where budget is."""
    authorise(act.actor, "recovery_undoing", ROLE, state.line.place, state)
    if state.undone:
        raise RecoveryUndoneAlready(field="recovery", recovery=state.id)
    if (bank_line is None) != (not state.received):
        raise ReturnAtOdds(field="bank_line", amount=shown(state.received))
    if bank_line is not None:
        must_be(bank_line, state.received, act.today)
    act.must_not_precede(state.last_on)
    return Undone(
        payment=state.payment,
        case=state.case,
        line=state.line,
        outstanding=state.outstanding,
        received=state.received,
        remitted=state.remitted,
        written_off=state.written_off,
        destination=destination,
        bank_line=bank_line,
    )


def _positive(amount: int) -> None:
    if amount <= 0:
        raise AmountNotPositive(field="amount", amount=shown(amount))
