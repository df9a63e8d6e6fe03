"""What officers do with a levy: assess, receive, warn, charge, waive, refund. Amounts are fen."""

from datetime import date

from domain.details import EmployerDetails
from domain.levy.facts import EmployerKind, LevyFacts
from domain.levy.levy import plain
from domain.levy.state import Levy, stream_of
from ledger.commands import levies
from ledger.commands.load import load_levy
from ledger.commands.payments import Booked
from tests.steps.lifecycle.world import World

TREASURY = "国库"
OFFICER = "残保金征收人"


def facts(year: int, staff: int, wages: int, full_rate_document: str = "") -> LevyFacts:
    """An enterprise that placed nobody."""
    return LevyFacts(
        year=year,
        kind=EmployerKind.ENTERPRISE,
        staff_by_month=(staff,) * 12,
        counted_person_months=0,
        wage_total=wages,
        full_rate_document=full_rate_document,
    )


def uscc_of(world: World, name: str) -> str:
    """The credit code of an employer of the features."""
    details = world.people[name]
    assert isinstance(details, EmployerDetails)
    return details.uscc


def assess(world: World, who: str, name: str, known: LevyFacts) -> None:
    """Assess an employer; its levy becomes the one in hand."""
    uscc = uscc_of(world, name)
    command = levies.Assess(uscc=uscc, place=world.place, facts=plain(known))
    if world.does(who, lambda request: levies.assess(world.book, command, request)) is not None:
        world.levy = stream_of(uscc, known.year)


def levy_of(world: World) -> Levy:
    """The levy in hand."""
    return load_levy(world.book, world.levy)[0]


def reassess(world: World, who: str, known: LevyFacts | None) -> None:
    """Assess the levy in hand anew."""
    facts_now = None if known is None else plain(known)
    command = levies.Reassess(levy=world.levy, facts=facts_now, ground="依规定重新核定")
    world.does(who, lambda request: levies.reassess(world.book, command, request))


def booked(world: World, reference: str, amount: int) -> Booked:
    """A line of the treasury's statement of today."""
    return Booked(account=TREASURY, reference=reference, booked_on=world.today, amount=amount)


def receive(world: World, reference: str, amount: int, surcharge: int = 0) -> None:
    """The treasury received something for the levy in hand."""
    command = levies.Receive(levy=world.levy, booked=booked(world, reference, amount), surcharge=surcharge)
    world.does(OFFICER, lambda request: levies.receive(world.book, command, request))


def refund(world: World, who: str, reference: str, amount: int) -> None:
    """The treasury pays something back."""
    command = levies.Refund(levy=world.levy, booked=booked(world, reference, amount))
    world.does(who, lambda request: levies.refund(world.book, command, request))


def waive(world: World, who: str, amount: int | None) -> None:
    """A document reduces the levy in hand, or exempts from it."""
    command = levies.Waive(levy=world.levy, amount=amount, document="市财政局减免批复1号")
    world.does(who, lambda request: levies.waive(world.book, command, request))


def defer(world: World, who: str, until: date) -> None:
    """A document puts the due day off."""
    command = levies.Defer(levy=world.levy, until=until, document="市财政局缓缴批复1号")
    world.does(who, lambda request: levies.defer(world.book, command, request))


def notice(world: World, who: str, deadline: date) -> None:
    """The employer is ordered to pay."""
    command = levies.Notice(levy=world.levy, deadline=deadline, document="责令限期缴纳通知书1号")
    world.does(who, lambda request: levies.notice(world.book, command, request))


def charge(world: World, who: str) -> None:
    """A surcharge is charged up to today."""
    command = levies.OnLevy(levy=world.levy)
    world.does(who, lambda request: levies.charge(world.book, command, request))
