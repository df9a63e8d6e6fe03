"""RF32: the service fee comes back: employer, agency, director, employer."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, NONE, Chance, first_day, month_of
from benchmarks.fraud.honest.chains import chains
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """40 to 95 per cent is back within 80 days; three transfers, by way of a base or of the agency's director."""
    made = chains(world, rng, max(4, world.persons // 4000))
    count = len(made.agencies.employer)
    paid = first_day(rng.integers(FIRST, LAST - 3, count)) + rng.integers(0, 28, count)
    amount = rng.integers(20, 200, count) * 100_000
    kept = rng.integers(75, 99, (3, count))
    none, by_base = np.full(count, NONE), rng.random(count) < 0.5
    user, agency, base = ((one.account, none, one.employer) for one in (made.users, made.agencies, made.bases))
    director = (world.new("account", count), made.agencies.owner, none)
    through = tuple(np.where(by_base, one, other) for one, other in zip(base, director, strict=True))
    sent = amount
    for nth, (source, target) in enumerate(((user, agency), (agency, through), (through, user))):
        day = paid + nth * rng.integers(5, 27, count)
        world.add(
            "transfers",
            from_account=source[0],
            from_person=source[1],
            from_employer=source[2],
            to_account=target[0],
            to_person=target[1],
            to_employer=target[2],
            amount_fen=sent,
            day=day,
            month=month_of(day),
            second=day * 86_400 + rng.integers(9 * 3600, 17 * 3600, count),
            kind="transfer",
            place=made.users.place,
        )
        sent = sent * kept[nth] // 100
    month = month_of(paid)
    world.fraud(
        "RF32",
        (month, month + 3),
        "服务费绕回",
        employer=user[2],
        other_employer=agency[2],
        third_employer=through[2],
        account=made.users.account,
    )
