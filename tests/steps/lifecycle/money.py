"""What officers do with money: budget, payments with their bank lines, recoveries. Amounts are fen."""

from datetime import date

from ledger.commands import funds, payments, recoveries
from tests.steps.lifecycle.cast import FUNDS, PLACES, PROGRAMME_CODES
from tests.steps.lifecycle.world import World

ACCOUNT = "补贴专户"


def appropriate(world: World, name: str, year: int, amount: int, who: str = "预算管理人") -> None:
    """Budget is made available."""
    command = funds.Appropriate(fund=FUNDS.get(name, name), year=year, amount=amount, document="市财政局预算批复1号")
    world.does(who, lambda request: funds.appropriate(world.book, command, request))


def line(world: World, name: str, year: int, target: str, amount: int) -> funds.Allot:
    """An amount for a target such as `一次性创业补贴` or `安吉县的一次性创业补贴`."""
    place, _, programme = target.rpartition("的")
    return funds.Allot(
        fund=FUNDS[name],
        year=year,
        programme=PROGRAMME_CODES.get(programme, programme),
        place=PLACES.get(place, place) or world.place,
        amount=amount,
        document="市残联预算下达1号",
    )


def allot(world: World, name: str, year: int, target: str, amount: int) -> None:
    """Budget is allotted to a line."""
    command = line(world, name, year, target, amount)
    world.does("预算管理人", lambda request: funds.allot(world.book, command, request))


def withdraw_allotment(world: World, name: str, year: int, target: str, amount: int) -> None:
    """Budget is taken back from a line."""
    command = line(world, name, year, target, amount)
    world.does("预算管理人", lambda request: funds.withdraw_allotment(world.book, command, request))


def close_year(world: World, name: str, year: int, amount: int | None) -> None:
    """The year is closed; `amount` is carried forward, None for everything that is left."""
    command = funds.CloseYear(fund=FUNDS[name], year=year, carry_forward=amount, document="市财政局年终决算批复1号")
    world.does("预算管理人", lambda request: funds.close_year(world.book, command, request))


def booked(reference: str, amount: int, on: date) -> payments.Booked:
    """A line of the bank statement, as a command takes it."""
    return payments.Booked(account=ACCOUNT, reference=reference, booked_on=on, amount=amount)


def instruct(world: World, who: str, tranche: int, amount: int | None = None, on: date | None = None) -> None:
    """Instruct a tranche of the case in hand; it becomes the payment in hand."""
    command = payments.Instruct(case=world.case, tranche=tranche, amount=amount)
    receipt = world.does(who, lambda request: payments.instruct(world.book, command, request), on=on)
    if receipt is not None:
        world.payment = receipt.subject


def settle(world: World, reference: str, amount: int, on: date | None = None) -> None:
    """Settle the payment in hand with a line of the bank statement."""
    command = payments.Settle(payment=world.payment, booked=booked(reference, amount, on or world.today))
    world.does("财务支付人", lambda request: payments.settle(world.book, command, request))


def give_back(world: World, reference: str = "", amount: int = 0) -> None:
    """The bank gives the payment in hand back, with a line where the money had left."""
    line = booked(reference, amount, world.today) if reference else None
    command = payments.GiveBack(payment=world.payment, code="AC04 账户已销户", booked=line)
    world.does("财务支付人", lambda request: payments.give_back(world.book, command, request))


def reissue(world: World, who: str) -> None:
    """Pay the payment in hand again."""
    command = payments.OnPayment(payment=world.payment)
    world.does(who, lambda request: payments.reissue(world.book, command, request))


def cancel(world: World, who: str) -> None:
    """Give the payment in hand up."""
    command = payments.OnPayment(payment=world.payment)
    world.does(who, lambda request: payments.cancel(world.book, command, request))


def determine(world: World, who: str, amount: int) -> None:
    """Decide that some of the payment in hand must come back; it becomes the recovery in hand."""
    command = recoveries.Determine(
        payment=world.payment, amount=amount, ground="虚报经营情况", clause="财政违法行为处罚处分条例第十四条"
    )
    receipt = world.does(who, lambda request: recoveries.determine(world.book, command, request))
    if receipt is not None:
        world.recovery = receipt.subject


def receive(world: World, reference: str, amount: int) -> None:
    """Money of the recovery in hand came in."""
    command = recoveries.Receive(recovery=world.recovery, booked=booked(reference, amount, world.today))
    world.does("财务支付人", lambda request: recoveries.receive(world.book, command, request))


def write_off(world: World, who: str, amount: int) -> None:
    """Write some of the recovery in hand off."""
    command = recoveries.WriteOff(recovery=world.recovery, amount=amount, document="市财政局核销批复1号")
    world.does(who, lambda request: recoveries.write_off(world.book, command, request))
