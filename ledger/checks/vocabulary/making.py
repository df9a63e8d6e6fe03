"""Makes the derived tables on an engine, in order."""

from functools import cache

from ledger.checks.engines.engine import Engine
from ledger.checks.tables import tables
from ledger.checks.text import Dialect, sql_of, whole
from ledger.checks.vocabulary.catalogue import DERIVED


def make_derived(engine: Engine) -> None:
    """Make every derived table from what the engine holds."""
    for derived in DERIVED:
        sql = made_from(derived.form.name, engine.dialect)
        if derived.worked is None:
            engine.make(derived.form, sql)
        else:
            engine.put(derived.form, derived.worked(engine.answer(sql)))


@cache
def made_from(name: str, dialect: Dialect) -> str:
    """The SQL that a derived table of that name is made from; worked out once, since it takes long to compile."""
    (derived,) = (each for each in DERIVED if each.form.name == name)
    made = derived.make(tables())
    columns = tuple(made.columns) if derived.worked is not None else tuple(derived.form.schema)
    return sql_of(whole(made, columns), dialect)
