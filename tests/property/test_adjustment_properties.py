"""Whatever the law becomes after the fact: once its adjustments are settled, everybody has what it now gives."""

from datetime import date, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain import payment
from domain.calendar import Month
from domain.hold_due import HoldGround
from domain.money import yuan
from domain.statutes.book import Provision, StatuteBook
from domain.statutes.loader import load_statutes
from ledger import law
from ledger.audit.law_changes import published_since, touched
from ledger.audit.verify import verify
from ledger.commands import adjustments, holds
from ledger.commands.load import encumbered, load_adjustments, load_case
from ledger.commands.open_adjustments import open_adjustments
from ledger.law import calculate, statutes_of
from ledger.views import queries
from tests.steps.lifecycle import acts, money
from tests.steps.lifecycle.world import World

FIRST_CHANGE = date(2024, 5, 6)
PLACE = "430100"
Lease = tuple[int, int, int, int, int]
NAMES = ("申请人甲", "申请人乙", "申请人丙")
rents = st.integers(min_value=10_000, max_value=150_000)
leases = st.tuples(st.integers(1, 12), st.integers(1, 8), rents, st.integers(0, 3), st.integers(0, 4))
"""First month, how many, rent (fen), how many tranches are paid at once, and which tranche is held, if it is there."""
caps = st.lists(st.integers(min_value=20_000, max_value=160_000), min_size=1, max_size=3)


@settings(max_examples=8)
@given(st.lists(leases, min_size=1, max_size=3), caps)
def test_once_all_adjustments_are_settled_everybody_has_what_the_law_gives(
    applications: list[Lease], changes: list[int]
) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        world = granted(Path(folder), applications)
        for number, cap in enumerate(changes):
            publish(world, patch, number, cap)
            adjust(world, number)
        let_go(world)
        for case in world.cases.values():
            pay_out(world, case, 99)
        for row in queries.cases(world.book):
            state, _ = load_case(world.book, row.id)
            must_come_back = sum(found.amount for found in queries.recoveries(world.book, case=row.id))
            assert row.paid - must_come_back == calculate(world.book, state, world.today).amount
            assert row.encumbered == row.held == row.unpaid == 0
        assert [check.code for check in verify(world.book, vault=world.vault).checks if not check.ok] == []
        world.closes()


def granted(folder: Path, applications: list[Lease]) -> World:
    """A book in Changsha with approved leases, some of their tranches paid, and some of the others held."""
    world = World(folder)
    world.day(date(2024, 3, 1))
    world.open(PLACE)
    money.appropriate(world, "残疾人就业保障金", 2024, 100_000_000)
    money.allot(world, "残疾人就业保障金", 2024, "场地租赁补贴", 100_000_000)
    for name, (first, count, rent, paid, held) in zip(NAMES, applications, strict=False):
        begins = Month(2023, first)
        world.applies_for_lease_subsidy(name, begins, begins.plus(min(count, 13 - first) - 1), rent)
        acts.advance(world, "审批")
        pay_out(world, world.case, paid)
        if paid < held <= len(world.state.decision.instalments if world.state.decision else ()):
            command = holds.Place(case=world.case, tranche=held, grounds=(HoldGround(authority="举报登记1号"),))
            world.does("疑点分析员", partial(holds.place, world.book, command))
    return world


def let_go(world: World) -> None:
    """What is held still is released, or ran out."""
    world.does("疑点复核员", partial(holds.expire, world.book))
    for row in queries.holds(world.book, status="hold_active"):
        command = holds.Release(hold=row.id, ground="情况属实")
        world.does("疑点复核员", partial(holds.release, world.book, command))


def pay_out(world: World, case: str, most: int) -> None:
    """Pay tranches that were not paid, as far as the case still has anything encumbered."""
    state, _ = load_case(world.book, case)
    world.case = case
    for tranche, part in enumerate(state.decision.instalments if state.decision else (), start=1):
        stream = payment.stream_of(case, tranche)
        amount = min(part.amount, encumbered(world.book, state))
        if tranche > most or not amount or world.book.load(stream, payment.evolve, None)[0]:
            continue
        money.instruct(world, "财务支付人", tranche, amount)
        money.settle(world, stream, amount)


def publish(world: World, patch: pytest.MonkeyPatch, number: int, cap: int) -> None:
    """A new monthly cap (fen) for the years behind us."""
    world.day(FIRST_CHANGE + timedelta(days=10 * number))
    rows: tuple[Provision, ...] = statutes_of(world.book).provisions
    known = load_statutes(demo=True).at("lease_subsidy", "monthly_cap.year_1", world.today, PLACE, world.today)
    dates = {"valid_from": date(2023, 1, 1), "published_on": world.today}
    row = msgspec.structs.replace(known, place=PLACE, value=yuan(cap), **dates)
    changed = StatuteBook((*rows, row))
    patch.setattr(law, "load_statutes", lambda *, demo: changed)


def adjust(world: World, number: int) -> None:
    """Open, approve and carry out every adjustment of the last change; the same change opens nothing twice."""
    rows = published_since(statutes_of(world.book), world.today, world.today)
    found = touched(world.book, rows, world.today)
    openings = world.does("初审人", lambda request: open_adjustments(world.book, found, request))
    assert openings is not None
    assert len(openings.opened) == len(found)
    for id in openings.opened:
        carry_out(world, id, number)
    assert touched(world.book, rows, world.today) == ()


def carry_out(world: World, id: str, number: int) -> None:
    approve = adjustments.Approve(adjustment=id)
    world.does("审批人", lambda request: adjustments.approve(world.book, approve, request))
    row = queries.adjustment(world.book, id)
    order = adjustments.OnAdjustment(adjustment=id)
    if row.difference < 0:
        world.does("财务支付人", lambda request: adjustments.recover(world.book, order, request))
        return
    receipt = world.does("财务支付人", lambda request: adjustments.pay(world.book, order, request))
    assert receipt is not None
    world.payment = receipt.subject
    assert load_adjustments(world.book, row.case)[0][-1].id == id
    money.settle(world, f"{id}-{number}", row.difference)
