"""Where only the higher of two benefits is due, it stays so whatever adjustments raise or lower later."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest

from domain.adjustment_refusals import NothingToAdjust
from domain.money import yuan
from domain.statutes.book import StatuteBook
from domain.statutes.loader import load_statutes
from ledger import law
from ledger.audit.verify import verify
from ledger.commands import adjustments
from ledger.commands.load import load_adjustment, load_case
from tests.integration.test_adjustments import adjusted
from tests.integration.test_cross_use_commands import cell
from tests.integration.world import LEASE, STARTUP, World, lease_facts, opened, startup_facts


@pytest.fixture
def world(book_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """A book where only the higher of grant and rent is due; the grant (10,000 yuan) is approved and paid."""
    know(monkeypatch, 1_000_000)
    here = opened(book_url, tmp_path)
    here.today = date(2024, 3, 1)
    here.file("grant", 1, STARTUP, startup_facts(here.today, 1))
    granted(here, "grant")
    yield here
    assert verify(here.book).ok
    here.book.close()


def know(patch: pytest.MonkeyPatch, amount: int) -> None:
    """The law with a cell of the higher benefit, and this amount (fen) of the grant."""
    shipped, first = load_statutes(demo=True), date(2024, 1, 1)
    row = shipped.at(STARTUP, "amount.single", first, "330500", first)
    changes = {"place": "330500", "value": yuan(amount), "valid_from": first}
    row = msgspec.structs.replace(row, **changes, published_on=first if amount == 1_000_000 else date(2024, 5, 6))
    base = msgspec.structs.replace(row, value=yuan(1_000_000), valid_from=date(2023, 1, 1), published_on=first)
    beside, single = cell(LEASE, STARTUP, "max"), "amount.single"
    kept = [each for each in shipped.provisions if each.place != "330500" or each.key not in (single, beside.key)]
    more = [base] if amount == 1_000_000 else [base, row]
    changed = StatuteBook((*kept, *more, beside))
    patch.setattr(law, "load_statutes", lambda *, demo: changed)


def granted(world: World, name: str) -> int:
    """The way of a case to its payment; the amount (fen)."""
    world.accept(name)
    world.review(name)
    world.publish(name)
    world.wait_for_notice(name)
    world.approve(name)
    world.instruct(name)
    world.settle(name, f"S-{name}")
    return load_case(world.book, world.cases[name])[0].amount


def test_what_is_granted_later_counts_the_back_pay_too(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.today = date(2024, 6, 3)
    know(monkeypatch, 1_010_000)
    adjusted(world, "grant")
    world.file("rent", 1, LEASE, lease_facts())
    rent = granted(world, "rent")
    decision = load_case(world.book, world.cases["rent"])[0].decision
    assert decision is not None
    assert rent == 190_000


def test_back_pay_is_not_paid_beside_a_difference_that_was(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.file("rent", 1, LEASE, lease_facts())
    rent = granted(world, "rent")
    world.today = date(2024, 6, 3)
    assert rent == 200_000
    know(monkeypatch, 1_000_000 + rent)
    command = adjustments.Open(case=world.cases["grant"])
    with pytest.raises(NothingToAdjust):
        adjustments.open_(world.book, command, world.request("first"))
    know(monkeypatch, 1_000_000 + rent + 50_000)
    id = adjusted(world, "grant")
    assert load_adjustment(world.book, id)[0].difference == 50_000
