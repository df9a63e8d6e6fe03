"""Random commands never break an invariant: the book beside an independent model of it, on both stores."""

from collections import Counter
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from ledger.topics import published
from tests.integration.machine import Machine
from tests.integration.machine_cast import late_news
from tests.integration.machine_walk import walk

Address = Callable[[], str]
SCHEMAS = count(1)

GRANTS = {"application", "book", "fund", "hold", "party", "payment", "recovery"}
"""The streams of a grant, from budget to bank: the machine walks these."""

OF_OTHERS = {"hold.Reduced", "recovery.Undone"}
"""What only an adjustment does, or a finding that fell: the machine has neither."""

BAD_INPUT = {
    "AllotmentOverspent",
    "AlreadySettled",
    "BankAmountDiffers",
    "BeforeLastAct",
    "CostAlreadyClaimed",
    "EffectiveInFuture",
    "GroundsJudged",
    "HoldNotActive",
    "IdempotencyKeyReused",
    "NoticeNotEnded",
    "ObjectionStillOpen",
    "PaymentAtBank",
    "PaymentClawedBack",
    "PaymentHeld",
    "PersonAlreadyCounted",
    "RecoveryExceedsPaid",
    "RoleNotAllowed",
    "SamePersonActs",
    "SamePersonHolds",
    "TrancheAlreadyInstructed",
    "WrongStatus",
    "YearAlreadyClosed",
}
"""Refusals that the walks must have met, and many more."""


@pytest.fixture
def sqlite_addresses(tmp_path: Path) -> Address:
    """Files that are not there yet."""
    numbers = count(1)
    return lambda: f"sqlite:///{tmp_path / str(next(numbers))}.sqlite"


@pytest.fixture
def postgres_addresses(postgres_server: str) -> Address:
    """Schemas that are not there yet; the server outlives a test."""
    return lambda: f"{postgres_server}&schema=machine_{next(SCHEMAS)}"


def explore(address: Address, folder: Path, *, examples: int, steps: int) -> None:
    """Let hypothesis play the machine, every example in a book of its own."""

    class Explored(Machine):
        def __init__(self) -> None:
            super().__init__(address(), folder, Counter())

    with late_news():
        run_state_machine_as_test(Explored, settings=settings(max_examples=examples, stateful_step_count=steps))


def test_no_sequence_of_commands_breaks_a_book_in_a_file(sqlite_addresses: Address, tmp_path: Path) -> None:
    explore(sqlite_addresses, tmp_path, examples=30, steps=40)


def test_no_sequence_of_commands_breaks_a_book_on_a_server(postgres_addresses: Address, tmp_path: Path) -> None:
    explore(postgres_addresses, tmp_path, examples=10, steps=30)


def test_long_walks_meet_every_kind_of_event_and_leave_the_book_sound(
    sqlite_addresses: Address, tmp_path: Path
) -> None:
    reached: Counter[str] = Counter()
    with late_news():
        for seed in range(12):
            walk(sqlite_addresses(), tmp_path, reached, seed=seed, steps=400)
    assert {topic for topic in published().topics if topic.partition(".")[0] in GRANTS} - set(reached) == OF_OTHERS
    assert BAD_INPUT - set(reached) == set()


@pytest.mark.parametrize("seed", [101, 102, 103])
def test_a_long_walk_on_a_server_leaves_the_book_sound(postgres_addresses: Address, tmp_path: Path, seed: int) -> None:
    with late_news():
        walk(postgres_addresses(), tmp_path, Counter(), seed=seed, steps=200)
