"""Makes the derived tables on an engine, in order."""

from collections.abc import Iterable
from functools import cache
from hashlib import sha256

import msgspec

from ledger.checks.dialects import DIALECTS, Dialect
from ledger.checks.engines.engine import Engine
from ledger.checks.kept_scripts import digest_of_source, script_of_table
from ledger.checks.vocabulary.catalogue import DERIVED
from ledger.checks.vocabulary.derived import Derived


def make_derived(engine: Engine) -> None:
    """Make every derived table from what the engine holds."""
    for derived in DERIVED:
        sql = made_from(derived.form.name, engine.dialect)
        if derived.worked is None:
            engine.make(derived.form, sql)
        else:
            engine.put(derived.form, derived.worked(engine.answer(sql)))


def made_from(name: str, dialect: Dialect) -> str:
    """The SQL that a derived table of that name is made from."""
    (derived,) = (each for each in DERIVED if each.form.name == name)
    return script_of_table(derived, dialect).sql[dialect][0]


def derived_behind(tables: Iterable[str]) -> tuple[Derived, ...]:
    """The derived tables among these, and all that they are made from, in the order of the catalogue."""
    wanted = set(tables)
    for derived in reversed(DERIVED):
        if derived.form.name in wanted:
            wanted.update(script_of_table(derived, "duckdb").tables)
    return tuple(each for each in DERIVED if each.form.name in wanted)


@cache
def digest_of_table(derived: Derived) -> str:
    """SHA-256 over the queries of a derived table for every engine, and over the module that works it out, if any."""
    queries = [script_of_table(derived, dialect).sql[dialect] for dialect in DIALECTS]
    worked = digest_of_source(derived.worked.__module__) if derived.worked is not None else ""
    return sha256(msgspec.json.encode([derived.form.name, derived.form.schema, queries, worked])).hexdigest()
