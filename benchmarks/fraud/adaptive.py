"""Frauds that keep just under each threshold: how much is found at each step, `python -m benchmarks.fraud.adaptive`."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import click
import msgspec
import numpy as np
import pyarrow.parquet as pq
from rich.console import Console
from rich.table import Table

from benchmarks.fraud.calendar import FIRST, LAST, NONE, Chance, Ints, first_day
from benchmarks.fraud.edits import other_firms, rows_of, stop, within
from benchmarks.fraud.honest.enterprise import startups
from benchmarks.fraud.honest.firms import residents
from benchmarks.fraud.honest.money import transfer
from benchmarks.fraud.law import minimum_of
from benchmarks.fraud.make import make_world
from benchmarks.fraud.run import opened, runs
from benchmarks.fraud.score import type_of
from benchmarks.fraud.world import World
from benchmarks.fraud.write import label_table, write_shard
from ledger.checks.registry import checks

EACH: Final = 12
"""Units at each step."""

BEGIN: Final = FIRST + 8


class Cliff(msgspec.Struct, frozen=True):
    """A magnitude that the clever keep low: what it is, its steps, and how one commits the fraud by so much."""

    red_flag: str
    what: str
    steps: tuple[int, ...]
    put: Callable[[World, Chance, Ints, int], tuple[str, Ints]]


def _below_minimum(world: World, rng: Chance, chosen: Ints, step: int) -> tuple[str, Ints]:
    person, wages = world.people.person[chosen], world.staff.wages
    rows, _ = within(wages, person, BEGIN, BEGIN + 5)
    wages.put(rows, paid_fen=minimum_of(wages["place"][rows], wages["month"][rows]) * step // 100)
    return "person", person


def _after_death(world: World, rng: Chance, chosen: Ints, step: int) -> tuple[str, Ints]:
    person = world.people.person[chosen]
    stop(world, person, np.full(len(person), BEGIN + step))
    attendance = world.staff.attendance
    attendance.drop(within(attendance, person, BEGIN + 1, LAST)[0])
    world.add("deaths", person=person, died_day=first_day(BEGIN) + rng.integers(0, 28, len(person)))
    return "person", person


def _without_certificate(world: World, rng: Chance, chosen: Ints, step: int) -> tuple[str, Ints]:
    person, frame = world.people.person[chosen], world.staff.certificates
    rows = rows_of(frame, "person", person)
    frame.put(rows, to_day=first_day(BEGIN) - 1)
    again = first_day(BEGIN + step)
    frame.copy(rows, from_day=again, issued_day=again, to_day=NONE, certificate=world.new("certificate", len(rows)))
    return "person", person


def _uninsured(world: World, rng: Chance, chosen: Ints, step: int) -> tuple[str, Ints]:
    person = world.people.person[chosen]
    world.staff.insurance.drop(within(world.staff.insurance, person, BEGIN, BEGIN + step - 1)[0])
    return "person", person


def _paid_elsewhere(world: World, rng: Chance, chosen: Ints, step: int) -> tuple[str, Ints]:
    person, payer = world.people.person[chosen], other_firms(rng, world, chosen)
    rows, at = within(world.staff.insurance, person, BEGIN, BEGIN + step - 1)
    world.staff.insurance.put(rows, payer=payer[at])
    return "person", person


def _in_cash(world: World, rng: Chance, chosen: Ints, step: int) -> tuple[str, Ints]:
    person = world.people.person[chosen]
    rows, _ = within(world.staff.wages, person, BEGIN, BEGIN + step - 1)
    world.staff.wages.put(rows, channel="cash", account=NONE)
    return "person", person


def _absent(world: World, rng: Chance, chosen: Ints, step: int) -> tuple[str, Ints]:
    person = world.people.person[chosen]
    rows, _ = within(world.staff.attendance, person, BEGIN, BEGIN + step - 1)
    world.staff.attendance.put(rows, days=0)
    return "person", person


def _sent_back(world: World, rng: Chance, chosen: Ints, percent: int, days: int) -> tuple[str, Ints]:
    people, firms = world.people, world.staff.firms
    rows, at = within(world.staff.wages, people.person[chosen], BEGIN, BEGIN + 7)
    owner = firms.owner[np.searchsorted(firms.employer, people.employer[chosen])]
    account = world.new("account", len(chosen))
    world.add("accounts", account=account, person=owner, opened_day=18_000, kind="personal", name_matches=1)
    share, later = np.full(len(rows), percent), np.full(len(rows), days)
    transfer(world, rng, world.staff.wages, rows, share, later, to_account=account[at], to_person=owner[at])
    return "person", people.person[chosen]


def _share_sent_back(world: World, rng: Chance, chosen: Ints, step: int) -> tuple[str, Ints]:
    return _sent_back(world, rng, chosen, step, 3)


def _days_until_sent(world: World, rng: Chance, chosen: Ints, step: int) -> tuple[str, Ints]:
    return _sent_back(world, rng, chosen, 80, step)


def _to_one_keeper(world: World, rng: Chance, chosen: Ints, step: int) -> tuple[str, Ints]:
    """`step` persons to a stranger each; the rest of the chosen do nothing and are not counted."""
    mine = chosen[: len(chosen) // step * step]
    people = world.people
    keeper, account = residents(world, rng, people.place[mine]), world.new("account", len(mine))
    hub = np.arange(len(mine)) // step
    rows, at = within(world.staff.wages, people.person[mine], BEGIN, BEGIN + 7)
    share, later = np.full(len(rows), 75), np.full(len(rows), 2)
    transfer(world, rng, world.staff.wages, rows, share, later, to_account=account[hub[at]], to_person=keeper[hub[at]])
    return "person", people.person[mine]


def _dear_rent(world: World, rng: Chance, chosen: Ints, step: int) -> tuple[str, Ints]:
    made = startups(world, rng, len(chosen))
    rent = made.leases["district_rent_fen"] * step // 100
    made.leases.put(np.arange(len(rent)), rent_fen=rent, rent_paid_fen=rent * 24, claimed=1)
    return "premises", made.premises


def _diverted(world: World, rng: Chance, chosen: Ints, step: int) -> tuple[str, Ints]:
    made = startups(world, rng, len(chosen))
    principal = made.loans["principal_fen"]
    made.uses.added.clear()
    made.uses.put(np.arange(len(principal)), purpose="securities", amount_fen=principal * step // 100)
    return "loan", made.loans["loan"].copy()


CLIFFS: Final = (
    Cliff("RF01", "months paid after the month of death", (1, 2, 3, 4), _after_death),
    Cliff("RF06", "months without a certificate", (1, 2, 3, 4), _without_certificate),
    Cliff("RF13", "months without insurance", (1, 2, 3), _uninsured),
    Cliff("RF14", "months paid by another firm", (1, 2, 3, 4), _paid_elsewhere),
    Cliff("RF15", "wage in per cent of the minimum", (90, 96, 97, 98, 99, 100), _below_minimum),
    Cliff("RF16", "months in cash", (1, 2, 3), _in_cash),
    Cliff("RF18", "per cent of the wage sent to the owner", (30, 40, 45, 49, 50, 55), _share_sent_back),
    Cliff("RF18", "days until it is sent", (5, 7, 8, 10, 14), _days_until_sent),
    Cliff("RF18", "persons who send it to one stranger", (2, 3, 4), _to_one_keeper),
    Cliff("RF20", "months without a day present", (1, 2, 3, 4, 5), _absent),
    Cliff("RF47", "rent in per cent of the district's", (140, 149, 151, 160), _dear_rent),
    Cliff("RF49", "per cent of the loan put into securities", (40, 45, 49, 50, 55), _diverted),
)


def committed(seed: int, persons: int) -> World:
    """An honest world in which each step of each cliff is committed by EACH units."""
    world = make_world(seed, 0, persons, frauds=False, lookalikes=False)
    for number, cliff in enumerate(CLIFFS):
        rng = world.chance(f"cliff {number}")
        for step in cliff.steps:
            chosen = world.pick(rng, EACH)
            kind, keys = cliff.put(world, rng, chosen, step)
            world.fraud(f"{number}@{step}", (BEGIN, LAST), cliff.what, **{kind: keys})
    return world


@click.command()
@click.option("--seed", default=20231, show_default=True)
@click.option("--persons", default=10_000, show_default=True)
def main(seed: int, persons: int) -> None:
    """Recall at each step: where it falls is what the clever will find out."""
    world = committed(seed, persons)
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        pq.write_table(label_table(seed, world.labels), folder / "labels.parquet")
        write_shard(world, folder)
        wanted = {cliff.red_flag for cliff in CLIFFS}
        engine = opened(folder)
        hit: dict[str, set[int]] = {}
        for one in runs(engine, [check for check in checks().values() if type_of(check.id) in wanted]):
            hit.setdefault(type_of(one.check), set()).update(found.subject for found in one.hits)
        labels = pq.read_table(folder / "labels.parquet").to_pylist()
    table = Table("", "what", "found (per cent) at each step")
    for number, cliff in enumerate(CLIFFS):
        told = []
        for step in cliff.steps:
            keys = [row["key"] for row in labels if row["red_flag"] == f"{number}@{step}"]
            found = sum(key in hit.get(cliff.red_flag, ()) for key in keys)
            told.append(f"{step}: {found * 100 // len(keys)}")
        table.add_row(cliff.red_flag, cliff.what, "   ".join(told))
    Console(width=160).print(table)


if __name__ == "__main__":
    main()
