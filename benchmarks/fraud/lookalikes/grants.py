"""RF39, RF41, RF42, RF46, RF60: sole traders, corrections, programmes that go together, another stage, a rehire."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, Chance, first_day
from benchmarks.fraud.edits import limit
from benchmarks.fraud.honest.enterprise import grant, grant_to, startups
from benchmarks.fraud.honest.firms import found_firms
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Each differs from the fraud in one fact."""
    _corrected(world, rng)
    _month_by_month(world, rng)
    _year_by_year(world, rng)
    _together(world, rng)
    _other_stage(world, rng)
    _referred(world, rng)


def _corrected(world: World, rng: Chance) -> None:
    """What was paid short is paid after, and says to which payment it belongs."""
    chosen = world.pick(rng, world.count(6), anywhere=True)
    month = rng.integers(FIRST + 1, LAST - 5, len(chosen))
    first = grant_to(world, rng, chosen, month)
    later = np.arange(len(chosen))
    first.copy(
        later,
        grant_key=world.new("grant", len(chosen)),
        original=first["grant_key"].copy(),
        amount_fen=rng.integers(20, 200, len(chosen)) * 100,
        paid_day=first["paid_day"] + 70,
    )
    world.resembles("RF41", "补差,注明原发放", person=world.people.person[chosen])


def _month_by_month(world: World, rng: Chance) -> None:
    """The same programme month after month."""
    chosen = world.pick(rng, world.count(6), anywhere=True)
    month = rng.integers(FIRST + 1, LAST - 8, len(chosen))
    for later in range(6):
        grant_to(world, rng, chosen, month + later)
    world.resembles("RF41", "逐月发放", person=world.people.person[chosen])


def _year_by_year(world: World, rng: Chance) -> None:
    """A unit is rewarded for each year, and beside that drew a training subsidy, which goes together."""
    firms, count = world.staff.firms, max(8, world.persons // 800)
    awarded = np.concatenate([frame.gathered()["employer"] for frame in world.frames["other_grants"]])
    chosen = rng.choice(np.flatnonzero(~np.isin(firms.employer, awarded)), count, replace=False)
    for programme, item, begin in (
        ("over_quota_reward", "reward", FIRST),
        ("over_quota_reward", "reward", FIRST + 12),
        ("training_fee_subsidy", "training", FIRST),
    ):
        grant(
            world,
            rng,
            employer=firms.employer[chosen],
            programme=programme,
            cost_item=item,
            from_month=begin,
            to_month=begin + 11,
            amount_fen=rng.integers(5, 90, count) * 100_000,
            paid_day=first_day(begin + 12) + 20,
            fund="levy",
            payee_account=firms.account[chosen],
            account_kind="corporate",
            unit_programme=1,
            place=firms.place[chosen],
        )
    for red_flag in ("RF41", "RF42"):
        world.resembles(red_flag, "单位按年度领奖励,另有培训补贴", employer=firms.employer[chosen])


def _together(world: World, rng: Chance) -> None:
    """A course's fee and the allowance for living go together; other pairs follow one another."""
    chosen = world.pick(rng, world.count(6), anywhere=True)
    month = rng.integers(FIRST + 1, LAST - 8, len(chosen))
    half = len(chosen) // 2
    for programme, item in (("training_fee_subsidy", "training"), ("training_living_allowance", "living")):
        grant_to(world, rng, chosen[:half], month[:half], programme=programme, cost_item=item)
    grant_to(world, rng, chosen[half:], month[half:], programme="training_living_allowance", cost_item="living")
    grant_to(world, rng, chosen[half:], month[half:] + 1)
    world.resembles("RF42", "培训费与生活费并列", person=world.people.person[chosen[:half]])
    world.resembles("RF42", "先培训后就业", person=world.people.person[chosen[half:]])


def _other_stage(world: World, rng: Chance) -> None:
    """A start-up grant, and later the rent of the same shop."""
    made = startups(world, rng, world.count(4))
    month = np.minimum((made.granted - int(first_day(FIRST))) // 30 + FIRST + 4, LAST)
    grant(
        world,
        rng,
        person=made.firms.owner,
        employer=made.firms.employer,
        premises=made.premises,
        household=made.grants["household"].copy(),
        programme="lease_subsidy",
        cost_item="rent",
        from_month=month,
        to_month=month,
        amount_fen=90_000,
        paid_day=first_day(month) + 25,
        fund="levy",
        payee_account=made.account,
        account_kind="sole_trader",
        unit_programme=1,
        place=made.firms.place,
    )
    world.resembles("RF46", "创业补贴后领租金补贴", person=made.firms.owner, premises=made.premises)
    world.resembles("RF39", "个体工商户账户", employer=made.firms.employer, account=made.account)


def _referred(world: World, rng: Chance) -> None:
    """Placed at a new firm; the reward comes once, after the first month."""
    people, staff, chosen = world.people, world.staff, world.pick(rng, world.count(5), anywhere=True)
    month = FIRST + rng.integers(8, 18, len(chosen))
    person = people.person[chosen]
    limit((staff.wages, staff.insurance, staff.attendance), staff.contracts, person, month, np.full(len(chosen), LAST))
    grant_to(
        world,
        rng,
        chosen,
        month,
        employer=found_firms(world, rng, people.place[chosen], kind="agency", sector=72).employer,
        programme="referral_reward",
        cost_item="reward",
        paid_day=first_day(month + 1) + 25,
        account_kind="corporate",
        unit_programme=1,
        payee_account=-1,
    )
    world.resembles("RF60", "新安置后的推荐奖励", person=person)
