"""Every fraud and every look-alike: the modules of two folders, each with a function `put(world, rng)`."""

import pkgutil
from collections.abc import Callable, Iterator
from importlib import import_module

from benchmarks.fraud import frauds, lookalikes
from benchmarks.fraud.calendar import Chance
from benchmarks.fraud.world import World

Put = Callable[[World, Chance], None]


def all_frauds() -> Iterator[tuple[str, Put]]:
    """The frauds by name, in the order of their names."""
    yield from _modules("frauds", frauds.__path__)


def all_lookalikes() -> Iterator[tuple[str, Put]]:
    """The look-alikes."""
    yield from _modules("lookalikes", lookalikes.__path__)


def _modules(folder: str, path: list[str]) -> Iterator[tuple[str, Put]]:
    for found in sorted(pkgutil.iter_modules(path), key=lambda one: one.name):
        yield f"{folder}.{found.name}", import_module(f"benchmarks.fraud.{folder}.{found.name}").put
