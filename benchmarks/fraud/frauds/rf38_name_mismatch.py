"""RF38: the account is in another name."""

from benchmarks.fraud.calendar import FIRST, LAST, Chance, first_day
from benchmarks.fraud.edits import rows_of
from benchmarks.fraud.honest.enterprise import grant
from benchmarks.fraud.honest.firms import residents
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """A stranger holds the account, says the bank; wages and a grant were paid all the same."""
    people, accounts, chosen = world.people, world.staff.accounts, world.pick(rng, world.count(1))
    rows = rows_of(accounts, "person", people.person[chosen])
    accounts.put(rows, name_matches=0, person=residents(world, rng, people.place[chosen]))
    month = rng.integers(FIRST + 2, LAST - 1, len(chosen))
    grant(
        world,
        rng,
        person=people.person[chosen],
        programme="living_allowance",
        cost_item="living",
        from_month=month,
        to_month=month,
        amount_fen=60_000,
        paid_day=first_day(month) + 20,
        fund="levy",
        payee_account=people.account[chosen],
        account_kind="personal",
        place=people.place[chosen],
    )
    world.fraud("RF38", (FIRST, LAST), "户名与收款人不符", person=people.person[chosen], account=people.account[chosen])
