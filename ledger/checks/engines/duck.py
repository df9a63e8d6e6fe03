"""DuckDB: the embedded default, for everything and for a payment batch."""

from collections.abc import Iterable
from typing import Any

import duckdb
import pyarrow as pa

from ledger.checks.dialects import Dialect
from ledger.checks.engines.engine import Cell
from ledger.checks.forms import TableForm


def arrow_of(form: TableForm, rows: Iterable[tuple[Cell, ...]]) -> pa.Table:
    """Rows as an Arrow table of a form."""
    columns = list(zip(*rows, strict=True)) or [()] * len(form.fields)
    kinds = (pa.string() if field.text else pa.int64() for field in form.fields)
    arrays = [pa.array(values, kind) for values, kind in zip(columns, kinds, strict=True)]
    return pa.table(arrays, names=[field.name for field in form.fields])


class DuckEngine:
    """Tables in a connection to DuckDB; with `temporary`, nobody else who is connected sees them."""

    dialect: Dialect = "duckdb"

    def __init__(self, connection: duckdb.DuckDBPyConnection | None = None, *, temporary: bool = False) -> None:
        self.connection = duckdb.connect(":memory:") if connection is None else connection
        self._table = "TEMP TABLE" if temporary else "TABLE"

    def put(self, form: TableForm, rows: Iterable[tuple[Cell, ...]]) -> None:
        """Let a table hold these rows and no others."""
        self.put_arrow(form.name, arrow_of(form, rows))

    def put_arrow(self, name: str, rows: pa.Table) -> None:
        """Let a table hold the rows of an Arrow table."""
        self.connection.register("arriving", rows)
        self.connection.execute(f'CREATE OR REPLACE {self._table} "{name}" AS SELECT * FROM arriving')
        self.connection.unregister("arriving")

    def make(self, form: TableForm, sql: str) -> None:
        """Let a table hold what a query answers, sorted by its first column so that few pages hold a key."""
        self.connection.execute(f'CREATE OR REPLACE {self._table} "{form.name}" AS SELECT * FROM ({sql}) ORDER BY 1')

    def answer(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        return self.connection.execute(sql).fetchall()
