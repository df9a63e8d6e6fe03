"""Payment commands: instruct, settle, return, reissue, cancel."""

from datetime import date

import msgspec

from domain import payment
from domain.act import Act
from domain.actor import must_be_another
from domain.bank import BankLine, reference
from domain.errors import NotFound, Refusal
from domain.money import yuan
from domain.party import PayeeChangedByPayer
from domain.wording import clean
from ledger.book import Book
from ledger.commands import screening
from ledger.commands.base import Change, Command, Plan, Receipt, Request, filed, run
from ledger.commands.holds import giving_up
from ledger.commands.load import (
    destination_of,
    encumbered,
    load_case,
    load_party,
    load_payment,
    recoverable,
)
from ledger.commands.screening import Screen, resting_on
from ledger.commands.tranches import standing
from ledger.cross_use import fit_to_pay


class NotTheBookingDay(Refusal):
    """生效日 {on} 不是银行记账日 {booked_on};凭流水入账的,以记账日为生效日。

    The value date {on} is not the booking date {booked_on}; what the bank booked counts from its booking date.
    """


class Instruct(Command, frozen=True, kw_only=True):
    """Pay a tranche of a case; `amount` (fen) only where less than the tranche is paid."""

    case: str
    tranche: int
    amount: int | None = None


class Booked(Command, frozen=True, kw_only=True):
    """A line of the bank statement: account alias, reference, booking date, amount (fen)."""

    account: str
    reference: str
    booked_on: date
    amount: int

    @property
    def line(self) -> BankLine:
        """The line as the domain knows it."""
        return BankLine(
            account=reference(self.account, "account"),
            reference=reference(self.reference, "reference"),
            booked_on=self.booked_on,
            amount=self.amount,
        )


class Settle(Command, frozen=True, kw_only=True):
    """The statement line that settles a payment."""

    payment: str
    booked: Booked


class GiveBack(Command, frozen=True, kw_only=True):
    """The bank's return code, with the statement line if the money had left."""

    payment: str
    code: str
    booked: Booked | None = None


class OnPayment(Command, frozen=True, kw_only=True):
    """An act that needs nothing but the payment."""

    payment: str


def instruct(book: Book, command: Instruct, request: Request, screen: Screen | None = None) -> Receipt:
    """Instruct the tranche once, from what the case has encumbered; what stands against that holds it instead.

    Raises ChecksNotAtHand where the book has checks that stop payments and there is no screen.
    """

    def decide(act: Act) -> Plan:
        case, version = load_case(book, command.case)
        # Read before the payment: who comes second to a tranche is told of the payment, not of the money it took.
        still_encumbered = encumbered(book, case)
        stream = payment.stream_of(command.case, command.tranche)
        already, paid_version = book.load(stream, payment.evolve, None)
        held = standing(book, stream, act)
        details_version, expect = payee(book, case.applicant, act)
        event = payment.instruct(
            case,
            tranche=command.tranche,
            amount=command.amount,
            encumbered=still_encumbered + held.freed,
            details_version=details_version,
            already=already,
            hold=held.hold,
            act=act,
        )
        fits = fit_to_pay(book, case, act.today)
        screened = screening.screened(book, case, command.tranche, screen, act)
        if screened.stopped is not None:
            return resting_on(screened.stopped, {command.case: version})
        event = msgspec.structs.replace(event, screening=screened.screening)
        return Plan(
            subject=stream,
            changes=(*held.changes, Change(stream=stream, version=paid_version, events=(event,))),
            expect={command.case: version} | expect | held.expect | fits.expect | screened.expect,
            watch=fits.watch | screened.watch,
            outcome={"amount": yuan(event.amount)},
        )

    return run(book, "instruct", command, request, decide)


def settle(book: Book, command: Settle, request: Request) -> Receipt:
    """Match the payment to its bank statement line."""

    def decide(act: Act) -> Plan:
        state, version = load_payment(book, command.payment)
        return filed(command.payment, version, payment.settle(state, bank_line=command.booked.line, act=act))

    return run(book, "settle", command, on_booking_day(request, command.booked), decide)


def give_back(book: Book, command: GiveBack, request: Request) -> Receipt:
    """Record a payment that the bank returned."""

    def decide(act: Act) -> Plan:
        state, version = load_payment(book, command.payment)
        event = payment.give_back(
            state,
            code=clean(command.code, "code"),
            bank_line=command.booked.line if command.booked else None,
            recoverable=recoverable(book, command.payment),
            act=act,
        )
        return filed(command.payment, version, event)

    return run(book, "give_back", command, on_booking_day(request, command.booked), decide)


def reissue(book: Book, command: OnPayment, request: Request, screen: Screen | None = None) -> Receipt:
    """Pay a returned payment again, with the account now in the vault; what stands against that holds it instead."""

    def decide(act: Act) -> Plan:
        state, version = load_payment(book, command.payment)
        case, case_version = load_case(book, state.case)
        details_version, expect = payee(book, state.party, act)
        held = standing(book, command.payment, act)
        event = payment.reissue(state, case, details_version=details_version, hold=held.hold, act=act)
        fits = fit_to_pay(book, case, act.today)
        screened = screening.screened(book, case, state.tranche, screen, act)
        if screened.stopped is not None:
            return resting_on(screened.stopped, {state.case: case_version})
        event = msgspec.structs.replace(event, screening=screened.screening)
        return Plan(
            subject=command.payment,
            changes=(*held.changes, Change(stream=command.payment, version=version, events=(event,))),
            expect={state.case: case_version} | expect | held.expect | fits.expect | screened.expect,
            watch=fits.watch | screened.watch,
        )

    return run(book, "reissue", command, request, decide)


def cancel(book: Book, command: OnPayment, request: Request) -> Receipt:
    """Give a returned payment up."""

    def decide(act: Act) -> Plan:
        state, version = load_payment(book, command.payment)
        case, case_version = load_case(book, state.case)
        destination, expect = destination_of(book, state.line)
        event = payment.cancel(state, case, destination=destination, act=act)
        held = giving_up(book, command.payment, "cancelled", act)
        cancelled = Change(stream=command.payment, version=version, events=(event,))
        resting = {state.case: case_version} | expect | held.expect
        return Plan(subject=command.payment, changes=(*held.changes, cancelled), expect=resting)

    return run(book, "cancel_payment", command, request, decide)


def on_booking_day(request: Request, booked: Booked | None) -> Request:
    """What the bank booked counts from the day on which it was booked; another value date is refused."""
    if booked is None:
        return request
    if request.on not in (None, booked.booked_on):
        raise NotTheBookingDay(field="on", on=request.on, booked_on=booked.booked_on)
    return msgspec.structs.replace(request, on=booked.booked_on)


def payee(book: Book, party_id: str, act: Act) -> tuple[int, dict[str, int]]:
    """The party's sealed details to pay by, and the stream version on which that rests; not registered by the payer."""
    state, version = load_party(book, party_id)
    if state is None:
        raise NotFound(field="party", what="party", key=party_id)
    same = PayeeChangedByPayer(field="actor", actor=act.actor.id, party=party_id)
    must_be_another(act.actor, (state.changed_by,), same)
    return state.details_version, {f"party:{party_id}": version}
