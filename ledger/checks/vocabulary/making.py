"""Makes the derived tables on an engine, in order."""

from ledger.checks.engines.engine import Engine
from ledger.checks.tables import tables
from ledger.checks.text import sql_of, whole
from ledger.checks.vocabulary.catalogue import DERIVED


def make_derived(engine: Engine) -> None:
    """Make every derived table from what the engine holds."""
    for derived in DERIVED:
        made = whole(derived.make(tables()), tuple(derived.form.schema))
        engine.make(derived.form, sql_of(made, engine.dialect))
