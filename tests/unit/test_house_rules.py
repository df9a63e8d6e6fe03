"""The rules of the house that no linter knows: exact numbers, no clock, no chance, and short files with a heading."""

import ast
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LONGEST_FILE = 400

# Read once from the package itself, never from the machine: the statute book, the table of places, the plans.
READERS_OF_PACKAGED_FILES = {
    "domain/access/incompatible.py",
    "domain/innocence.py",
    "domain/statutes/loader.py",
    "domain/places.py",
    "domain/plans/catalogue.py",
}

CLOCK = {"date.today", "datetime.now", "datetime.today", "datetime.utcnow", "time.time"}
NOWHERE_BELOW_THE_EDGE = {"random"}
NOWHERE_IN_THE_DOMAIN = {"os", "socket", "sqlalchemy", "sqlite3", "subprocess", "time", "secrets", "uuid", "asyncio"}
ONLY_WHERE_PACKAGED_FILES_ARE_READ = {"pathlib", "importlib", "tomllib", "io", "pkgutil"}


def modules_of(*floors: str) -> list[str]:
    return sorted(path.relative_to(ROOT).as_posix() for floor in floors for path in (ROOT / floor).rglob("*.py"))


BELOW_THE_EDGE = modules_of("domain", "ledger")
EVERYWHERE = modules_of("domain", "ledger", "api", "benchmarks")


def dotted(node: ast.expr) -> str:
    """The last two names of what is called: datetime.now for datetime.datetime.now(...)."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value).rpartition('.')[2]}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and top-level package of every import, wherever in the file it stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.partition(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, (node.module or "").partition(".")[0]


def floats(tree: ast.Module) -> Iterator[str]:
    """Every float that a module makes; naming the type, to refuse it, is no offence."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, float | complex):
            yield f"line {node.lineno}: the float {node.value!r}"
        elif isinstance(node, ast.Call) and dotted(node.func) == "float":
            yield f"line {node.lineno}: a call of float()"


def clock_and_chance(tree: ast.Module) -> Iterator[str]:
    """Every reading of the clock and every throw of dice."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and dotted(node.func) in CLOCK:
            yield f"line {node.lineno}: {dotted(node.func)}()"
    yield from (f"line {line}: imports {name}" for line, name in imported(tree) if name in NOWHERE_BELOW_THE_EDGE)


def outside_world(tree: ast.Module, module: str) -> Iterator[str]:
    """Every door that a module of the domain opens to the machine it runs on."""
    readers = set() if module in READERS_OF_PACKAGED_FILES else ONLY_WHERE_PACKAGED_FILES_ARE_READ
    closed = NOWHERE_IN_THE_DOMAIN | readers
    yield from (f"line {line}: imports {name}" for line, name in imported(tree) if name in closed)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and dotted(node.func) in {"open", "input", "print"}:
            yield f"line {node.lineno}: {dotted(node.func)}()"


@cache
def parsed(module: str) -> ast.Module:
    return ast.parse((ROOT / module).read_text(encoding="utf-8"))


def offences(modules: list[str], seen: Callable[[str], Iterable[str]]) -> dict[str, list[str]]:
    """What is seen in modules, by module; those where nothing is are left out."""
    assert len(modules) > 100
    return {module: found for module in modules if (found := list(seen(module)))}


def test_numbers_are_exact_below_the_edge() -> None:
    assert offences(BELOW_THE_EDGE, lambda module: floats(parsed(module))) == {}


def test_nothing_below_the_edge_reads_the_clock_or_throws_dice() -> None:
    assert offences(BELOW_THE_EDGE, lambda module: clock_and_chance(parsed(module))) == {}


def test_the_domain_has_no_door_to_the_outside() -> None:
    assert offences(modules_of("domain"), lambda module: outside_world(parsed(module), module)) == {}


def test_a_module_begins_by_saying_in_one_line_what_it_is() -> None:
    def faults(module: str) -> Iterator[str]:
        first, *rest = (ast.get_docstring(parsed(module)) or "").splitlines() or [""]
        if not first.strip():
            yield "it says nothing"
        if rest and rest[0].strip():
            yield "the first line stands alone"

    assert offences(EVERYWHERE, faults) == {}


def test_a_file_is_short_enough_to_be_read_at_once() -> None:
    def faults(module: str) -> Iterator[str]:
        lines = len((ROOT / module).read_text(encoding="utf-8").splitlines())
        if lines > LONGEST_FILE:
            yield f"{lines} lines"

    assert offences(EVERYWHERE, faults) == {}


def refusals(modules: list[str]) -> Iterator[str]:
    """The name of every class of refusal, from which its code is made."""
    for module in modules:
        for node in ast.walk(parsed(module)):
            bases = [dotted(base).rpartition(".")[2] for base in getattr(node, "bases", ())]
            if isinstance(node, ast.ClassDef) and any(base in ("Refusal", "Conflict", "NotFound") for base in bases):
                yield node.name


def test_no_two_refusals_have_the_same_code() -> None:
    """Whoever reads a code must know which rule it was."""
    counted = Counter(refusals(EVERYWHERE))
    assert len(counted) > 100
    assert [name for name, count in counted.items() if count > 1] == []


OFFENCES = {
    "x = 0.5": floats,
    "x = 2.5e3": floats,
    "x = float('1')": floats,
    "import random": clock_and_chance,
    "from random import choice": clock_and_chance,
    "import datetime\nx = datetime.datetime.now()": clock_and_chance,
    "from datetime import date\nx = date.today()": clock_and_chance,
    "from datetime import datetime\nx = datetime.utcnow()": clock_and_chance,
}


@pytest.mark.parametrize("code", OFFENCES)
def test_an_offence_is_seen(code: str) -> None:
    assert list(OFFENCES[code](ast.parse(code)))


@pytest.mark.parametrize(
    "code", ["import os.path", "def f():\n    import sqlalchemy", "from pathlib import Path", "open('x')"]
)
def test_a_door_is_seen_wherever_it_stands(code: str) -> None:
    assert list(outside_world(ast.parse(code), "domain/money.py"))


def test_refusing_a_float_is_no_offence() -> None:
    assert list(floats(ast.parse("def f(x):\n    return isinstance(x, float)"))) == []


def test_the_statute_loader_may_read_packaged_files_and_no_more() -> None:
    assert list(outside_world(ast.parse("import tomllib"), "domain/statutes/loader.py")) == []
    assert list(outside_world(ast.parse("import os"), "domain/statutes/loader.py"))
