"""A walk through the state machine by dice that fall the same everywhere: far and deep, where hypothesis is broad."""

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import TypeVar

from tests.integration import machine_cast as cast
from tests.integration.machine import CHOICES, JURISDICTIONS, NUMBERS, PROGRAMMES, READY, STEPS, Machine

T = TypeVar("T")

WEIGHTS = {"act": 8, "follow": 4, "doubt": 2, "mistrust": 2, "advance": 4, "file": 4, "collect": 2, "now_and_then": 2}
"""How often a rule's turn comes beside the others."""


YEAR_ENDS: tuple[dict[int, tuple[int, int | None]], ...] = (
    {},
    {25: (2024, 1_000_000)},
    {120: (2024, None)},
    {200: (2025, 0), 240: (2024, None), 241: (2024, 0)},
)
"""At which step which year is closed, and how much is carried forward (fen); the runs take turns."""


class Dice:
    """Choices that depend on the seed alone."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._throws = count()

    def pick(self, values: Sequence[T]) -> T:
        digest = sha256(f"{self._seed}/{next(self._throws)}".encode()).digest()
        return values[int.from_bytes(digest[:8]) % len(values)]


def walk(url: str, folder: Path, reached: Counter[str], *, seed: int, steps: int) -> None:
    """Play a machine for so many steps and check its book."""
    dice, machine = Dice(seed), Machine(url, folder, reached)
    roles = [(dice.pick(cast.ROLES), dice.pick(cast.ROLES), dice.pick(JURISDICTIONS)) for _ in range(3)]
    machine.begin(roles, [(dice.pick(PROGRAMMES), dice.pick(NUMBERS), dice.pick(STEPS)) for _ in range(5)])
    rules = [name for name in CHOICES for _ in range(WEIGHTS.get(name, 1))]
    for step in range(steps):
        if step in YEAR_ENDS[seed % len(YEAR_ENDS)]:
            machine.year_end(*YEAR_ENDS[seed % len(YEAR_ENDS)][step])
        name = dice.pick(rules)
        if READY.get(name, bool)(machine):
            arguments = {argument: dice.pick(values) for argument, values in CHOICES[name].items()}
            getattr(machine, name)(**arguments)
    machine.teardown()
