"""RF37, RF38, RF18, RF19: the guardian's account receives the wage, holds the telephone, and looks after the money."""

from benchmarks.fraud.calendar import FIRST, LAST, NONE, WINDOW_BEGIN, Chance
from benchmarks.fraud.edits import rows_of, within
from benchmarks.fraud.honest.firms import residents
from benchmarks.fraud.honest.money import transfer
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """A third are paid into the guardian's account, a third share its telephone, a third pass the wage on to it."""
    people, staff, chosen = world.people, world.staff, world.pick(rng, world.count(6), anywhere=True)
    person, place = people.person[chosen], people.place[chosen]
    guardian = residents(world, rng, place, (1955, 1985))
    account, phone = world.new("account", len(chosen)), world.new("phone", len(chosen))
    world.add(
        "guardianships",
        person=person,
        guardian=guardian,
        from_day=WINDOW_BEGIN - rng.integers(200, 4000, len(chosen)),
        to_day=NONE,
        place=place,
    )
    third = len(chosen) // 3
    into, sharing, passing = slice(0, third), slice(third, 2 * third), slice(2 * third, None)
    world.add(
        "accounts", account=account, person=guardian, phone=phone, opened_day=17_500, kind="personal", place=place
    )
    opened = world.frames["accounts"][-1]
    opened.put(rows_of(opened, "account", account[third:]), name_matches=1)
    rows, at = within(staff.wages, person[into], FIRST, LAST)
    staff.wages.put(rows, account=account[into][at])
    staff.accounts.put(rows_of(staff.accounts, "person", person[sharing]), phone=phone[sharing])
    rows, at = within(staff.wages, person[passing], FIRST, LAST)
    transfer(
        world,
        rng,
        staff.wages,
        rows,
        rng.integers(60, 99, len(rows)),
        rng.integers(0, 5, len(rows)),
        to_account=account[passing][at],
        to_person=guardian[passing][at],
    )
    world.resembles("RF37", "工资进监护人账户", person=person[into], account=account[into])
    world.resembles("RF38", "工资进监护人账户,户名不同", person=person[into], account=account[into])
    world.resembles("RF19", "工资卡预留监护人手机号", person=person[sharing], phone=phone[sharing])
    world.resembles("RF18", "工资交监护人保管", person=person[passing], account=account[passing])
