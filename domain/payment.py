"""A payment: instructed, settled or returned by the bank, issued again, or cancelled."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Literal

import msgspec

from domain.act import Act
from domain.actor import authorise
from domain.application import refusals as r
from domain.application.events import Destination
from domain.application.state import Application, Status
from domain.bank import BankLine, must_be
from domain.check_run import Screening
from domain.errors import Refusal
from domain.events import Event, Recorded
from domain.fund import AmountNotPositive, Line
from domain.hold import Hold, must_let_pay
from domain.money import shown
from domain.workflow import authorise_act

ROLE = "finance_officer"
Source = Literal["treasury_right", "treasury_cash"]
"""What a settlement draws on: the right to treasury payment, or cash that the bank gave back earlier."""


class NoSuchTranche(Refusal):
    """本案没有第 {tranche} 期(共 {count} 期)。

    The case has no tranche {tranche}; it has {count}.
    """


class TrancheAlreadyInstructed(Refusal):
    """第 {tranche} 期已下达支付指令({payment}),不得重复支付。

    Tranche {tranche} is already instructed as {payment}; it cannot be paid twice.
    """


class PaymentExceedsTranche(Refusal):
    """支付金额 {amount} 超过本期应付 {tranche_amount}。

    The payment of {amount} exceeds the tranche of {tranche_amount}.
    """


class PaymentExceedsEncumbrance(Refusal):
    """支付金额 {amount} 超过本案未支付的已批准额度 {left}。

    The payment of {amount} exceeds what is still encumbered for the case, {left}.
    """


class PaymentNotOpen(Refusal):
    """支付 {payment} 当前状态为「{status}」,不能办理「{act}」。

    Payment {payment} is "{status}"; "{act}" is not possible now.
    """


class AlreadySettled(Refusal):
    """支付 {payment} 已由银行流水 {line} 结清,不得重复结算。

    Payment {payment} was settled by bank line {line} already; it cannot be settled twice.
    """


class PaymentClawedBack(Refusal):
    """支付 {payment} 已有追回 {recovered},不能按全额退汇处理。

    {recovered} of payment {payment} is being recovered; it cannot be returned in full.
    """


class Instructed(Event, frozen=True, kw_only=True):
    """The bank was told to pay the party; `details_version` names the sealed account details used.

    `screening` is what checks looked at before; none where no check stops payments.
    """

    topic: ClassVar[str] = "payment.Instructed"
    schema: ClassVar[int] = 2
    case: str
    tranche: int
    label: str
    line: Line
    party: str
    details_version: int
    amount: int
    screening: Screening | None = None


class Settled(Event, frozen=True, kw_only=True):
    """A bank statement line shows the money left."""

    topic: ClassVar[str] = "payment.Settled"
    case: str
    line: Line
    amount: int
    bank_line: BankLine
    source: Source


class Returned(Event, frozen=True, kw_only=True):
    """The bank did not, or could not, deliver: with a statement line if money had left, without if it never did."""

    topic: ClassVar[str] = "payment.Returned"
    case: str
    line: Line
    amount: int
    code: str
    bank_line: BankLine | None


class Reissued(Event, frozen=True, kw_only=True):
    """The returned payment was instructed again, after the account details were mended and checks looked again."""

    topic: ClassVar[str] = "payment.Reissued"
    schema: ClassVar[int] = 2
    case: str
    line: Line
    amount: int
    attempt: int
    details_version: int
    screening: Screening | None = None


class Cancelled(Event, frozen=True, kw_only=True):
    """A returned payment was given up; its budget goes back."""

    topic: ClassVar[str] = "payment.Cancelled"
    case: str
    line: Line
    amount: int
    source: Source
    destination: Destination


class PaymentStatus(StrEnum):
    """Where a payment stands."""

    INSTRUCTED = "instructed"
    SETTLED = "settled"
    RETURNED = "returned"
    CANCELLED = "cancelled"


class Payment(msgspec.Struct, frozen=True, kw_only=True):
    """One payment (fen); `source` is what the next settlement will draw on."""

    id: str
    case: str
    tranche: int
    line: Line
    party: str
    amount: int
    status: PaymentStatus
    attempt: int = 1
    source: Source = "treasury_right"
    settled_by: str = ""
    details_version: int = 1
    last_on: date


def stream_of(case: str, tranche: int) -> str:
    """The payment's id: one tranche of a case is one payment."""
    return f"{case}-P{tranche}"


def evolve(state: Payment | None, recorded: Recorded) -> Payment | None:
    """Fold one event into the payment."""
    event = recorded.event
    if isinstance(event, Instructed):
        return Payment(
            id=recorded.stream,
            case=event.case,
            tranche=event.tranche,
            line=event.line,
            party=event.party,
            amount=event.amount,
            status=PaymentStatus.INSTRUCTED,
            details_version=event.details_version,
            last_on=recorded.meta.effective_on,
        )
    if state is None:
        return None
    state = msgspec.structs.replace(state, last_on=max(state.last_on, recorded.meta.effective_on))
    return _change(state, event)


def _change(state: Payment, event: Event) -> Payment:
    replace = msgspec.structs.replace
    match event:
        case Settled():
            return replace(state, status=PaymentStatus.SETTLED, settled_by=event.bank_line.key)
        case Returned():
            source: Source = "treasury_cash" if event.bank_line else state.source
            return replace(state, status=PaymentStatus.RETURNED, source=source)
        case Reissued():
            return replace(
                state,
                status=PaymentStatus.INSTRUCTED,
                attempt=event.attempt,
                details_version=event.details_version,
            )
        case Cancelled():
            return replace(state, status=PaymentStatus.CANCELLED)
    return state


def instruct(
    case: Application,
    *,
    tranche: int,
    amount: int | None,
    encumbered: int,
    details_version: int,
    already: Payment | None,
    hold: Hold | None = None,
    act: Act,
) -> Instructed:
    """Instruct one tranche of an approved case; `encumbered` is what the case still has (fen), `hold` its hold if any.

    The officer may not have reviewed or approved the case. Part of a tranche may be paid; the rest stays
    encumbered until the case is terminated.
    """
    _payable(case, act)
    instalments = case.decision.instalments if case.decision else ()
    if not 1 <= tranche <= len(instalments):
        raise NoSuchTranche(field="tranche", tranche=tranche, count=len(instalments))
    if already is not None:
        raise TrancheAlreadyInstructed(field="tranche", tranche=tranche, payment=already.id)
    must_let_pay(hold, act)
    instalment = instalments[tranche - 1]
    pay = instalment.amount if amount is None else amount
    _within(pay, instalment.amount, encumbered)
    if case.line is None:
        raise r.WrongStatus(field="status", status=case.status.value, act="payment")
    return Instructed(
        case=case.id,
        tranche=tranche,
        label=instalment.label,
        line=case.line,
        party=case.applicant,
        details_version=details_version,
        amount=pay,
    )


def _payable(case: Application, act: Act) -> None:
    if case.status is not Status.APPROVED or case.workflow is None:
        raise r.WrongStatus(field="status", status=case.status.value, act="payment")
    authorise_act(case.workflow, case.acted, act.actor, "payment", case.place, case)
    if case.suspended:
        raise r.CaseSuspended(field="status", act="payment")
    act.must_not_precede(case.last_on)


def _within(pay: int, tranche_amount: int, encumbered: int) -> None:
    if pay <= 0:
        raise AmountNotPositive(field="amount", amount=shown(pay))
    if pay > encumbered:
        raise PaymentExceedsEncumbrance(field="amount", amount=shown(pay), left=shown(encumbered))
    if pay > tranche_amount:
        raise PaymentExceedsTranche(field="amount", amount=shown(pay), tranche_amount=shown(tranche_amount))


def settle(state: Payment, *, bank_line: BankLine, act: Act) -> Event:
    """Match the payment to the bank statement line that shows it left, to the fen."""
    authorise(act.actor, "settlement", ROLE, state.line.place, state)
    if state.status is PaymentStatus.SETTLED:
        raise AlreadySettled(field="payment", payment=state.id, line=state.settled_by)
    _must_be(state, "settlement", act, PaymentStatus.INSTRUCTED)
    must_be(bank_line, state.amount, act.today)
    return Settled(case=state.case, line=state.line, amount=state.amount, bank_line=bank_line, source=state.source)


def give_back(state: Payment, *, code: str, bank_line: BankLine | None, recoverable: int, act: Act) -> Event:
    """Record what the bank returned: after the booking with its statement line, before it without."""
    authorise(act.actor, "return", ROLE, state.line.place, state)
    _must_be(state, "return", act, PaymentStatus.INSTRUCTED, PaymentStatus.SETTLED)
    booked = state.status is PaymentStatus.SETTLED
    if booked != (bank_line is not None):
        raise PaymentNotOpen(
            field="bank_line", payment=state.id, status=state.status.value, act="return with" if bank_line else "return"
        )
    if bank_line is not None:
        must_be(bank_line, state.amount, act.today)
        if recoverable < state.amount:
            raise PaymentClawedBack(field="amount", payment=state.id, recovered=shown(state.amount - recoverable))
    return Returned(case=state.case, line=state.line, amount=state.amount, code=code, bank_line=bank_line)


def reissue(state: Payment, case: Application, *, details_version: int, hold: Hold | None = None, act: Act) -> Reissued:
    """Pay a returned payment again, with the account details now in the vault, unless it is held meanwhile."""
    authorise_act_of(case, act)
    if case.status is not Status.APPROVED:
        raise r.WrongStatus(field="status", status=case.status.value, act="reissue")
    _must_be(state, "reissue", act, PaymentStatus.RETURNED)
    if case.suspended:
        raise r.CaseSuspended(field="status", act="reissue")
    must_let_pay(hold, act)
    return Reissued(
        case=state.case,
        line=state.line,
        amount=state.amount,
        attempt=state.attempt + 1,
        details_version=details_version,
    )


def cancel(state: Payment, case: Application, *, destination: Destination, act: Act) -> Event:
    """Give a returned payment up, for instance because the payee died."""
    authorise_act_of(case, act)
    _must_be(state, "cancellation", act, PaymentStatus.RETURNED)
    return Cancelled(
        case=state.case, line=state.line, amount=state.amount, source=state.source, destination=destination
    )


def authorise_act_of(case: Application, act: Act) -> None:
    """Role, jurisdiction and separation of duties for money acts in this case."""
    if case.workflow is None:
        raise r.WrongStatus(field="status", status=case.status.value, act="payment")
    authorise_act(case.workflow, case.acted, act.actor, "payment", case.place, case)


def _must_be(state: Payment, name: str, act: Act, *statuses: PaymentStatus) -> None:
    if state.status not in statuses:
        raise PaymentNotOpen(field="payment", payment=state.id, status=state.status.value, act=name)
    act.must_not_precede(state.last_on)
