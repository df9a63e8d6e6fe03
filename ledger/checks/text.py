"""From a check to SQL text: compiled once per dialect, hashed, and run as it stands."""

from functools import cache
from hashlib import sha256
from typing import Final, Literal

import ibis
import ibis.expr.types as ir
import msgspec
from ibis.backends.sql.compilers import DuckDBCompiler, PostgresCompiler, PySparkCompiler, SQLiteCompiler
from sqlglot.optimizer.eliminate_subqueries import eliminate_subqueries

from ledger.checks.check import AMOUNT, FIXED, Check, Parameters
from ledger.checks.tables import tables as all_tables
from ledger.checks.words import all_cited

Dialect = Literal["duckdb", "postgres", "spark", "sqlite"]
DIALECTS: Final[tuple[Dialect, ...]] = ("duckdb", "postgres", "spark", "sqlite")
HITS_TABLE: Final = "hits"
"""Under which name the hits stand when the citations are asked for."""

_COMPILERS: Final = {
    "duckdb": DuckDBCompiler,
    "postgres": PostgresCompiler,
    "spark": PySparkCompiler,
    "sqlite": SQLiteCompiler,
}


class HitsWithoutFixedColumns(ValueError):
    """A check's hits lack a column that every hit has."""


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """A check as SQL for one dialect: the hits, their citations, the facts in order (`texts` are those that are text),
    and the tables that they read.
    """

    check: str
    version: int
    dialect: Dialect
    hits: str
    cites: str
    facts: tuple[str, ...]
    texts: tuple[str, ...]
    tables: tuple[str, ...]

    @property
    def digest(self) -> str:
        """SHA-256 of what is run."""
        return sha256(msgspec.json.encode([self.check, self.version, self.hits, self.cites])).hexdigest()


def compiled(check: Check, parameters: Parameters, dialect: Dialect) -> Text:
    """The text of a check with its thresholds written in."""
    return _compiled(check, tuple(sorted(parameters.items())), dialect)


def digest_of(check: Check, parameters: Parameters) -> str:
    """SHA-256 over the texts of a check for every engine: what it runs, wherever that is."""
    return _digest(check, tuple(sorted(parameters.items())))


@cache
def _digest(check: Check, parameters: tuple[tuple[str, int], ...]) -> str:
    texts = (_compiled(check, parameters, dialect) for dialect in DIALECTS)
    return sha256("\n".join(text.digest for text in texts).encode()).hexdigest()


@cache
def _compiled(check: Check, parameters: tuple[tuple[str, int], ...], dialect: Dialect) -> Text:
    known, values = all_tables(), dict(parameters)
    hits = check.hits(known, values)
    if missing := [name for name in FIXED if name not in hits.columns]:
        raise HitsWithoutFixedColumns(f"{check.id}: {', '.join(missing)}")
    facts = tuple(name for name in hits.columns if name not in FIXED)
    ordered = whole(hits, (*FIXED, *facts))
    cited = all_cited(check.cites(known, ibis.table(ordered.schema(), name=HITS_TABLE), values))
    return Text(
        check=check.id,
        version=check.version,
        dialect=dialect,
        hits=sql_of(ordered, dialect),
        cites=sql_of(cited, dialect),
        facts=facts,
        texts=tuple(name for name in facts if ordered[name].type().is_string()),
        tables=tuple(sorted(known.used)),
    )


def whole(table: ir.Table, names: tuple[str, ...]) -> ir.Table:
    """Columns in order, every number a 64-bit one, so that all engines answer alike; an unknown amount is 0."""
    columns = {name: table[name] for name in names}
    numbers = {name: column.cast("int64") for name, column in columns.items() if not column.type().is_string()}
    if AMOUNT in numbers:
        numbers[AMOUNT] = ibis.coalesce(numbers[AMOUNT], 0)
    return table.select(**{**columns, **numbers})


def sql_of(expression: ir.Table, dialect: Dialect) -> str:
    """The SQL of an expression in a dialect; nested queries stand side by side, since SQLite's parser is not deep."""
    compiler = _COMPILERS[dialect]()
    query = compiler.to_sqlglot(expression)
    flat = eliminate_subqueries(query) if dialect == "sqlite" else query
    return str(flat.sql(dialect=compiler.dialect))
