"""RF11: an official reviews or approves the case of a relative, or of a firm that a relative owns, and stays."""

from benchmarks.fraud.calendar import Chance, month_of
from benchmarks.fraud.honest.cases import cases, some_days
from benchmarks.fraud.honest.firms import found_firms, residents
from benchmarks.fraud.honest.registers import anywhere
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Up to the third degree; half of the cases are of persons, half of firms."""
    count = max(6, world.persons // 1500)
    applied, place, official = some_days(rng, count), anywhere(rng, count), world.new("official", count)
    for party in ("person", "employer"):
        step = ("first_review", "approval")[rng.integers(0, 2)]
        if party == "person":
            relative = residents(world, rng, place)
            of = {"person": relative}
        else:
            firms = found_firms(world, rng, place)
            relative, of = firms.owner, {"employer": firms.employer}
        amount = rng.integers(5, 38, count) * 100_000
        case = cases(world, rng, applied, programme="startup_grant", amount=amount, by={step: official}, **of)
        degree = rng.integers(1, 4, count)
        world.add("kinship", official=official, person=relative, degree=degree, recused=0, place=place)
        world.fraud("RF11", (month_of(applied), month_of(applied + 31)), "经办亲属案件未回避", case=case)
