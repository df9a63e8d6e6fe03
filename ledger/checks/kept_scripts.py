"""Scripts kept as files beside the checks: written once where the rules are, not in every process that runs them.

A file names the code that it was written from, and what was written. Where either is another one (somebody is at work
on a rule, or on the file), the file is passed over and the script written anew, so that nobody ever runs an old one.
"""

import re
from functools import cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Final

import msgspec

from ledger.checks import vocabulary, writing
from ledger.checks.check import Check
from ledger.checks.dialects import Dialect
from ledger.checks.registry import checks
from ledger.checks.script import Script
from ledger.checks.tables import forms
from ledger.checks.vocabulary import catalogue
from ledger.checks.vocabulary.derived import Derived

FOLDER: Final = Path(__file__).parent / "sql"

_ROOT: Final = Path(__file__).parents[2]
_IMPORTED: Final = re.compile(r"^from (ledger\.(?:checks|evidence)[\w.]*) import", re.MULTILINE)


class KeptScript(msgspec.Struct, frozen=True, kw_only=True):
    """A script as its file says it; `code` is SHA-256 of what it was written from, and of the script."""

    code: str
    script: Script


@cache
def script_of_check(check: Check, dialect: Dialect) -> Script:
    """The script of a check, which knows at least that dialect."""
    kept = _kept(check.id, check.hits.__module__) if checks().get(check.id) is check else None
    return kept or writing.check_written(check, (dialect,))


@cache
def script_of_table(derived: Derived, dialect: Dialect) -> Script:
    """The script of a derived table, which knows at least that dialect."""
    return _kept(derived.form.name, _homes()[derived.form.name]) or writing.table_written(derived, (dialect,))


def all_written() -> dict[str, bytes]:
    """Every file as it is to be, by name."""
    rules = {id: (check.hits.__module__, writing.check_written(check)) for id, check in checks().items()}
    made = {each.form.name: (_homes()[each.form.name], writing.table_written(each)) for each in catalogue.DERIVED}
    return {f"{name}.json": _file(module, script) for name, (module, script) in (rules | made).items()}


def write_all() -> None:
    """Write every file anew, and take away those that nothing is called by."""
    files = all_written()
    for old in FOLDER.glob("*.json"):
        if old.name not in files:
            old.unlink()
    for name, content in files.items():
        (FOLDER / name).write_bytes(content)


def _file(module: str, script: Script) -> bytes:
    kept = KeptScript(code=_code(module, script), script=script)
    return msgspec.json.format(msgspec.json.encode(kept), indent=1) + b"\n"


def _kept(name: str, module: str) -> Script | None:
    path = FOLDER / f"{name}.json"
    if not path.exists():
        return None
    kept = msgspec.json.decode(path.read_bytes(), type=KeptScript)
    return kept.script if kept.code == _code(module, kept.script) else None


def _code(module: str, script: Script) -> str:
    """SHA-256 of the modules that a rule is written with, the columns of the tables that it reads, and its script."""
    sources = [_source(name) for name in sorted(_behind(module) | {writing.__name__})]
    columns = [(name, forms()[name].schema if name in forms() else None) for name in script.tables]
    return sha256(msgspec.json.encode([sources, columns, script], order="deterministic")).hexdigest()


@cache
def _homes() -> dict[str, str]:
    """In which module each derived table is defined."""
    names = (f"{vocabulary.__name__}.{module.name}" for module in iter_modules(vocabulary.__path__))
    modules = [import_module(name) for name in names if name != catalogue.__name__]
    named = ((each, module.__name__) for module in modules for each in vars(module).values())
    return {each.form.name: name for each, name in named if isinstance(each, Derived)}


@cache
def _behind(module: str) -> frozenset[str]:
    """A module and those of checks and evidence that it is written with, directly or through others."""
    found, waiting = set[str](), {module}
    while waiting:
        name = waiting.pop()
        found.add(name)
        waiting |= set(_IMPORTED.findall(_source(name))) - found
    return frozenset(found)


def digest_of_source(module: str) -> str:
    """SHA-256 of a module as it is written."""
    return sha256(_source(module).encode()).hexdigest()


@cache
def _source(module: str) -> str:
    return _ROOT.joinpath(*module.split(".")).with_suffix(".py").read_text(encoding="utf-8")


if __name__ == "__main__":
    write_all()
