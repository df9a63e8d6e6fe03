"""Pytest plugin: which step definitions a module sees is looked up once, not again for every step of every scenario.

pytest-bdd asks pytest twice a step about every fixture of the whole run, most of them definitions of other modules.
"""

from collections.abc import Iterable
from importlib import import_module
from typing import Any
from weakref import WeakKeyDictionary

import pytest
from pytest_bdd.compat import get_fixture_names, getfixturedefs
from pytest_bdd.parser import Step

Definition = pytest.FixtureDef[object]

# By its full name: the package gives the short one to a function.
_library: Any = import_module("pytest_bdd.scenario")
_seen: WeakKeyDictionary[Any, list[tuple[Definition, Any]]] = WeakKeyDictionary()


def visible(manager: Any, node: Any) -> list[tuple[Definition, Any]]:
    """The step definitions that the tests of a module see, each with what it matches."""
    if node.parent not in _seen:
        found = (each for name in get_fixture_names(manager) for each in getfixturedefs(manager, name, node) or ())
        steps = ((each, _library.step_function_context_registry.get(each.func)) for each in found)
        _seen[node.parent] = [(each, context) for each, context in steps if context is not None]
    return _seen[node.parent]


def definitions_of(step: Step, fixturemanager: Any, node: Any) -> Iterable[Definition]:
    """The definitions that a test sees and that can read a step: what pytest-bdd's own function finds."""
    for each, context in visible(fixturemanager, node):
        if context.type in (None, step.type) and context.parser.is_matching(step.name):
            yield each


def pytest_configure() -> None:
    """Let pytest-bdd look here."""
    _library.find_fixturedefs_for_step = definitions_of
