"""RF39: money for a unit goes to somebody's private account."""

from benchmarks.fraud.calendar import FIRST, LAST, Chance, first_day
from benchmarks.fraud.honest.enterprise import grant
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """A reward for a firm is paid to an account of its owner."""
    firms, count = world.staff.firms, max(4, world.persons // 2000)
    chosen = rng.choice(len(firms.employer), count, replace=False)
    month = rng.integers(FIRST + 2, LAST - 1, count)
    account = world.new("account", count)
    world.add(
        "accounts",
        account=account,
        person=firms.owner[chosen],
        phone=world.new("phone", count),
        opened_day=18_200,
        kind="personal",
        name_matches=1,
        place=firms.place[chosen],
    )
    grant(
        world,
        rng,
        employer=firms.employer[chosen],
        programme="over_quota_reward",
        cost_item="reward",
        from_month=month,
        to_month=month,
        amount_fen=rng.integers(5, 90, count) * 100_000,
        paid_day=first_day(month) + 20,
        fund="levy",
        payee_account=account,
        account_kind="personal",
        unit_programme=1,
        place=firms.place[chosen],
    )
    world.fraud("RF39", (month, month), "对公资金入私户", employer=firms.employer[chosen], account=account)
