"""Makes the derived tables on an engine, in order."""

from ledger.checks.dialects import Dialect
from ledger.checks.engines.engine import Engine
from ledger.checks.kept_scripts import script_of_table
from ledger.checks.vocabulary.catalogue import DERIVED


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
