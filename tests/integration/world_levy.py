"""A levy in the small world: assessed, paid late and in part, charged, waived, cut and refunded by real commands."""

from datetime import date

from domain.levy.facts import EmployerKind, LevyFacts
from domain.levy.levy import plain
from ledger.commands import levies
from ledger.commands.payments import Booked
from tests.factories import uscc
from tests.integration.world import PLACE, World

TREASURY = "GK-330500"


def facts(staff: int) -> LevyFacts:
    """An enterprise that placed nobody in 2024."""
    return LevyFacts(
        year=2025,
        kind=EmployerKind.ENTERPRISE,
        staff_by_month=(staff,) * 12,
        counted_person_months=0,
        wage_total=staff * 10_000_000,
    )


def levied(world: World) -> str:
    """Go through the life of a levy; its id."""
    book = world.book
    world.today = date(2025, 9, 1)
    assessed = levies.Assess(uscc=uscc(77), place=PLACE, facts=plain(facts(100)))
    levy = levies.assess(book, assessed, world.request("levy")).subject
    _receive(world, levy, "0001", 4_000_000)
    world.today = date(2025, 10, 9)
    order = levies.Notice(levy=levy, deadline=date(2025, 10, 20), document="责令通知1号")
    levies.notice(book, order, world.request("levy"))
    world.today = date(2025, 10, 30)
    levies.charge(book, levies.OnLevy(levy=levy), world.request("levy"))
    reduced = levies.Waive(levy=levy, amount=100_000, document="批复2号")
    levies.waive(book, reduced, world.request("levy-approver"))
    lowered = levies.Reassess(levy=levy, facts=plain(facts(31)), ground="查实职工人数")
    levies.reassess(book, lowered, world.request("levy"))
    paid_back = levies.Refund(levy=levy, booked=_booked(world, "0002", 10_000))
    levies.refund(book, paid_back, world.request("finance"))
    later = levies.Assess(uscc=uscc(78), place=PLACE, facts=plain(facts(50)))
    other = levies.assess(book, later, world.request("levy")).subject
    put_off = levies.Defer(levy=other, until=date(2025, 12, 31), document="批复3号")
    levies.defer(book, put_off, world.request("levy-approver"))
    return levy


def _booked(world: World, reference: str, amount: int) -> Booked:
    return Booked(account=TREASURY, reference=reference, booked_on=world.today, amount=amount)


def _receive(world: World, levy: str, reference: str, amount: int) -> None:
    levies.receive(
        world.book, levies.Receive(levy=levy, booked=_booked(world, reference, amount)), world.request("levy")
    )
