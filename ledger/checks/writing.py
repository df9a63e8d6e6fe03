"""Writes checks and derived tables down as SQL; thresholds stay open, so that one script serves every jurisdiction."""

from collections.abc import Sequence
from typing import Final

import ibis
import ibis.expr.types as ir
from ibis.backends.sql.compilers import DuckDBCompiler, PostgresCompiler, PySparkCompiler, SQLiteCompiler
from sqlglot.expressions import Star
from sqlglot.optimizer.eliminate_subqueries import eliminate_subqueries

from ledger.checks.check import AMOUNT, FIXED, Check, Parameters
from ledger.checks.dialects import DIALECTS, Dialect
from ledger.checks.script import Script, mark_of
from ledger.checks.tables import tables as all_tables
from ledger.checks.vocabulary.derived import Derived
from ledger.checks.words import all_cited

HITS_TABLE: Final = "hits"
"""Under which name the hits stand when the citations are asked for."""

_STAND_IN: Final = 7_000_000_000_000_000_000
"""No rule speaks of such numbers: a threshold is written as one of them, and then as its mark."""

_COMPILERS: Final = {
    "duckdb": DuckDBCompiler,
    "postgres": PostgresCompiler,
    "spark": PySparkCompiler,
    "sqlite": SQLiteCompiler,
}


class HitsWithoutFixedColumns(ValueError):
    """A check's hits lack a column that every hit has."""


def check_written(check: Check, dialects: Sequence[Dialect] = DIALECTS) -> Script:
    """A check: the query for its hits, and the one for their citations."""
    known, numbers = all_tables(), {each.name: _STAND_IN + n for n, each in enumerate(check.thresholds)}
    given: Parameters = {name: ibis.literal(number, "int64") for name, number in numbers.items()}
    hits = check.hits(known, given)
    if missing := [name for name in FIXED if name not in hits.columns]:
        raise HitsWithoutFixedColumns(f"{check.id}: {', '.join(missing)}")
    pointing = frozenset(known.used)
    facts = tuple(name for name in hits.columns if name not in FIXED)
    ordered = _whole(hits, (*FIXED, *facts))
    cited = all_cited(check.cites(known, ibis.table(ordered.schema(), name=HITS_TABLE), given))
    queries = {dialect: (_sql(ordered, dialect), _sql(cited, dialect)) for dialect in dialects}
    return Script(
        tables=tuple(sorted(known.used)),
        cited=tuple(sorted(known.used - pointing)),
        facts=facts,
        texts=tuple(name for name in facts if ordered[name].type().is_string()),
        sql={dialect: tuple(_marked(query, numbers) for query in some) for dialect, some in queries.items()},
    )


def table_written(derived: Derived, dialects: Sequence[Dialect] = DIALECTS) -> Script:
    """A derived table: the query that it is made from."""
    known = all_tables()
    made = derived.make(known)
    columns = tuple(made.columns) if derived.worked is not None else tuple(derived.form.schema)
    ordered = _whole(made, columns)
    return Script(tables=tuple(sorted(known.used)), sql={dialect: (_sql(ordered, dialect),) for dialect in dialects})


def _whole(table: ir.Table, names: tuple[str, ...]) -> ir.Table:
    """Columns in order, every number a 64-bit one, so that all engines answer alike; an unknown amount is 0."""
    columns = {name: table[name] for name in names}
    numbers = {name: column.cast("int64") for name, column in columns.items() if not column.type().is_string()}
    if AMOUNT in numbers:
        numbers[AMOUNT] = ibis.coalesce(numbers[AMOUNT], 0)
    return table.select(**{**columns, **numbers})


def _sql(expression: ir.Table, dialect: Dialect) -> str:
    """The SQL of an expression in a dialect; nested queries stand side by side, since SQLite's parser is not deep."""
    compiler = _COMPILERS[dialect]()
    query = compiler.to_sqlglot(expression)
    for star in query.find_all(Star):
        # Ibis keeps columns that are left out as a set, whose order is another one in every process.
        star.args.get("except_", []).sort(key=lambda column: column.name)
    flat = eliminate_subqueries(query) if dialect == "sqlite" else query
    return str(flat.sql(dialect=compiler.dialect))


def _marked(query: str, numbers: dict[str, int]) -> str:
    for name, number in numbers.items():
        query = query.replace(str(number), mark_of(name))
    return query
