"""A levy in the small world: assessed, paid late and in part, charged, waived, cut and refunded by real commands."""

from collections.abc import Iterator
from datetime import date

import msgspec

from domain.levy.facts import EmployerKind, LevyFacts
from domain.levy.levy import plain
from domain.statutes.book import Provision
from domain.statutes.loader import load_statutes
from ledger.commands import credits, levies
from ledger.commands.load import load_levy
from ledger.commands.payments import Booked
from tests.factories import uscc
from tests.integration.other_law import other_law
from tests.integration.world import PLACE, World
from tests.integration.world_registers import doing

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
    _refused(world)
    return levy


def _refused(world: World) -> None:
    """Two employers pay nothing and go on record, as if Huzhou kept such records too; one pays, one was wronged."""
    officer, boss = doing(world, "levy"), doing(world, "levy-approver")
    records = []
    for number in (79, 80):
        assessed = levies.Assess(uscc=uscc(number), place=PLACE, facts=plain(facts(100)))
        levy = officer(levies.assess, assessed).subject
        officer(levies.notice, levies.Notice(levy=levy, deadline=date(2025, 11, 3), document="责令通知2号"))
        records.append(levy)
    world.today = date(2025, 11, 4)
    with other_law(*_shanxi()):
        noticed = [officer(credits.notice, credits.Notice(levy=levy, document="告知书1号")).subject for levy in records]
    for record in noticed:
        heard = credits.Hear(record=record, reference="申辩1号", finding="属实", upheld=False)
        boss(credits.hear, heard)
        boss(credits.record, credits.OnRecord(record=record, document="决定1号"))
    officer(levies.charge, levies.OnLevy(levy=records[0]))
    owed = load_levy(world.book, records[0])[0]
    _receive(world, records[0], "0003", owed.outstanding + owed.surcharge_due, surcharge=owed.surcharge_due)
    boss(credits.correct, credits.OnRecord(record=noticed[0], document="修复1号"))
    boss(credits.take_back, credits.TakeBack(record=noticed[1], ground="核定有误", document="撤销1号"))


def _shanxi() -> Iterator[Provision]:
    """What Shanxi says about credit records, for Huzhou."""
    for row in load_statutes(demo=True).provisions:
        if row.place == "140000" and row.key.startswith("credit_"):
            yield msgspec.structs.replace(row, place=PLACE)


def _booked(world: World, reference: str, amount: int) -> Booked:
    return Booked(account=TREASURY, reference=reference, booked_on=world.today, amount=amount)


def _receive(world: World, levy: str, reference: str, amount: int, *, surcharge: int = 0) -> None:
    received = levies.Receive(levy=levy, booked=_booked(world, reference, amount), surcharge=surcharge)
    levies.receive(world.book, received, world.request("levy"))
