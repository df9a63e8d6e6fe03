"""Random commands never break an invariant: the book against an independent model, on both stores."""

import os
from collections import Counter
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from ledger.topics import published
from tests.integration.machine import Machine
from tests.integration.machine_cast import late_news
from tests.integration.machine_walk import walk

FAST = {} if os.environ.get("SHRINK") else {"phases": [Phase.generate]}
_runs = count(1)


def play(address: Callable[[int], str], folder: Path, reached: Counter[str], **how: object) -> None:
    """Play the machine, every example in a book of its own."""

    def machine() -> Machine:
        return Machine(address(next(_runs)), folder, reached)

    with late_news():
        run_state_machine_as_test(machine, settings=settings(**how, **FAST))


@pytest.mark.parametrize("examples", [100])
def test_x(tmp_path: Path, examples: int) -> None:
    reached: Counter[str] = Counter()
    play(lambda run: f"sqlite:///{tmp_path}/{run}.sqlite", tmp_path, reached, derandomize=True, max_examples=examples, stateful_step_count=60)
    print(reached)
    print(set(published().topics) - set(reached))

def test_w(tmp_path: Path) -> None:
    reached: Counter[str] = Counter()
    a=int(os.environ.get("FROM","0")); n=int(os.environ.get("N","8"))
    with late_news():
      for seed in range(a,a+n):
        walk(f"sqlite:///{tmp_path}/w{seed}.sqlite", tmp_path, reached, seed=seed, steps=int(os.environ.get("STEPS","300")))
        print(seed,set(published().topics) - set(reached))
    print(reached)
