"""Every check by its id."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from domain.errors import NotFound
from ledger.checks import redflags
from ledger.checks.check import Check


@cache
def checks() -> dict[str, Check]:
    """Every check, in the order of their files, which begin with the ids."""
    modules = sorted(module.name for module in iter_modules(redflags.__path__))
    found = (import_module(f"ledger.checks.redflags.{name}").CHECK for name in modules)
    return {check.id: check for check in found}


def check_of(id: str) -> Check:
    """The check of that id; NotFound where there is none."""
    if id not in checks():
        raise NotFound(field="check", what="check", key=id)
    return checks()[id]
