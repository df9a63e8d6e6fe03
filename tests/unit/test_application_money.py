"""Payments, recoveries and the year's end, without a book: corners that the features do not show."""

from datetime import date, timedelta

import pytest

from domain import fund, payment, recovery
from domain.act import BeforeLastAct
from domain.application import endings
from domain.application.refusals import WrongStatus
from domain.bank import BankLine
from domain.events import Event
from domain.fund import AmountNotPositive, LineAmount
from domain.payment import Payment, PaymentStatus
from domain.recovery import Recovery
from tests.cases import AFTER, CASE, CaseFile, by, line, recorded, release

LATER = AFTER + timedelta(days=10)


def bank_line(amount: int = 1_000_000, on: date = AFTER, reference: str = "0001") -> BankLine:
    return BankLine(account="ZFZH", reference=reference, booked_on=on, amount=amount)


class PaymentFile:
    """The one payment of an approved case."""

    def __init__(self, amount: int | None = None) -> None:
        self.case = CaseFile().approved()
        self.version = 0
        self.folded: Payment | None = None
        event = payment.instruct(
            self.case.state,
            tranche=1,
            amount=amount,
            encumbered=1_000_000,
            details_version=1,
            already=None,
            act=by("finance", AFTER),
        )
        self.take(event, AFTER)

    @property
    def state(self) -> Payment:
        assert self.folded is not None
        return self.folded

    def take(self, event: Event, on: date = AFTER) -> None:
        self.version += 1
        stream = payment.stream_of(CASE, 1)
        self.folded = payment.evolve(self.folded, recorded(stream, self.version, event, by("finance", on)))

    def settled(self, on: date = AFTER) -> "PaymentFile":
        self.take(payment.settle(self.state, bank_line=bank_line(self.state.amount, on), act=by("finance", on)), on)
        return self

    def returned(self, line_of_return: BankLine | None, on: date = AFTER) -> "PaymentFile":
        act = by("finance", on)
        recoverable = self.state.amount
        event = payment.give_back(self.state, code="AC04", bank_line=line_of_return, recoverable=recoverable, act=act)
        self.take(event, on)
        return self

    def reissued(self) -> "PaymentFile":
        self.take(payment.reissue(self.state, self.case.state, details_version=2, act=by("finance", AFTER)))
        return self


def test_a_payment_that_never_left_is_paid_again_from_the_right_to_treasury_payment() -> None:
    paid = PaymentFile().returned(None).reissued()
    assert (paid.state.source, paid.state.attempt, paid.state.details_version) == ("treasury_right", 2, 2)


def test_a_payment_that_came_back_is_paid_again_from_the_cash_that_came_back() -> None:
    paid = PaymentFile().settled().returned(bank_line(reference="0002")).reissued()
    event = payment.settle(paid.state, bank_line=bank_line(reference="0003"), act=by("finance", AFTER))
    assert isinstance(event, payment.Settled)
    assert event.source == "treasury_cash"


def test_cash_that_came_back_once_stays_cash_when_the_second_try_never_leaves() -> None:
    paid = PaymentFile().settled().returned(bank_line(reference="0002")).reissued().returned(None)
    event = payment.cancel(paid.state, paid.case.state, destination="allotment", act=by("finance", AFTER))
    assert isinstance(event, payment.Cancelled)
    assert event.source == "treasury_cash"


def test_a_payment_may_come_back_more_than_once() -> None:
    paid = PaymentFile()
    for attempt in (2, 3, 4):
        paid.returned(None).reissued()
        assert (paid.state.attempt, paid.state.status) == (attempt, PaymentStatus.INSTRUCTED)


def test_a_returned_payment_of_an_ended_grant_is_given_up_and_never_paid_again() -> None:
    paid = PaymentFile().returned(None)
    paid.case.do(endings.suspend, by("second", AFTER), ground="待查")
    paid.case.do(endings.terminate, by("second", AFTER), ground="注销", claims_released=(), release=None)
    act = by("finance", AFTER)
    with pytest.raises(WrongStatus):
        payment.reissue(paid.state, paid.case.state, details_version=1, act=act)
    given_up = payment.cancel(paid.state, paid.case.state, destination="allotment", act=act)
    assert given_up.topic == "payment.Cancelled"


def test_an_ended_grant_instructs_nothing_more() -> None:
    case = CaseFile().approved()
    given = release(case.state)
    case.do(endings.terminate, by("second", AFTER), ground="注销", claims_released=(), release=given)
    with pytest.raises(WrongStatus):
        payment.instruct(
            case.state,
            tranche=1,
            amount=None,
            encumbered=0,
            details_version=1,
            already=None,
            act=by("finance", AFTER),
        )


def test_a_part_payment_is_settled_by_its_own_amount() -> None:
    assert PaymentFile(800_000).settled().state.status is PaymentStatus.SETTLED


def test_no_act_on_a_payment_is_dated_before_the_one_that_went_before() -> None:
    paid = PaymentFile().settled(LATER)
    early = by("finance", AFTER, today=LATER)
    with pytest.raises(BeforeLastAct):
        payment.give_back(paid.state, code="AC04", bank_line=bank_line(), recoverable=1_000_000, act=early)
    with pytest.raises(BeforeLastAct):
        recovery.determine(paid.state, amount=1, ground="虚报", clause="第十四条", recoverable=1_000_000, act=early)


def determined(amount: int = 600_000) -> Recovery:
    act = by("finance", AFTER)
    event = recovery.determine(
        PaymentFile().settled().state,
        amount=amount,
        ground="虚报",
        clause="第十四条",
        recoverable=1_000_000,
        act=act,
    )
    state = recovery.evolve(None, recorded(f"{CASE}-P1-R1", 1, event, act))
    assert state is not None
    return state


def test_a_recovery_knows_its_payment_case_and_who_determined_it() -> None:
    state = determined()
    assert (state.payment, state.case, state.determined_by) == (payment.stream_of(CASE, 1), CASE, "finance")
    assert (state.amount, state.outstanding) == (600_000, 600_000)


@pytest.mark.parametrize("amount", [0, -1])
def test_nothing_and_less_than_nothing_is_neither_recovered_nor_received_nor_written_off(amount: int) -> None:
    state, act = determined(), by("other", AFTER)
    with pytest.raises(AmountNotPositive):
        determined(amount)
    with pytest.raises(AmountNotPositive):
        recovery.receive(state, bank_line=bank_line(amount), destination="allotment", act=act)
    with pytest.raises(AmountNotPositive):
        recovery.write_off(state, amount=amount, document="批复1号", act=act)


def test_no_act_on_a_recovery_is_dated_before_the_one_that_went_before() -> None:
    early = by("other", AFTER - timedelta(days=1), today=AFTER)
    with pytest.raises(BeforeLastAct):
        recovery.receive(determined(), bank_line=bank_line(1), destination="allotment", act=early)
    with pytest.raises(BeforeLastAct):
        recovery.write_off(determined(), amount=1, document="批复1号", act=early)


def test_lines_without_a_rest_are_not_named_when_the_year_is_closed() -> None:
    act = by("budget", date(2024, 12, 31))
    appropriated = fund.appropriate(
        None, fund="employment_security_fund", year=2024, place="330500", amount=100, document="批复", act=act
    )
    state = fund.evolve(None, recorded("fund:employment_security_fund:2024", 1, appropriated[0], act))
    rests = (LineAmount(line=line(), amount=0), LineAmount(line=line("lease_subsidy"), amount=40))
    closed, into = fund.close_year(
        state,
        following=None,
        fund="employment_security_fund",
        year=2024,
        unallotted=60,
        rests=rests,
        carry_forward=70,
        document="决算",
        act=act,
    )
    assert closed.rests == rests[1:]
    assert (closed.carried_forward, closed.lapsed) == (70, 30)
    assert into is not None
    assert (into.year, into.from_year, into.amount) == (2025, 2024, 70)
