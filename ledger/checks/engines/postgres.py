"""PostgreSQL: the tables of the checks in a schema of their own, for those who keep their registers there."""

from collections.abc import Iterable
from typing import Any

import psycopg
from psycopg import sql

from ledger.checks.dialects import Dialect
from ledger.checks.engines.engine import Cell
from ledger.checks.forms import TableForm


class PostgresEngine:
    """Tables in one schema of a connection; they are found by the search path."""

    dialect: Dialect = "postgres"

    def __init__(self, connection: psycopg.Connection[Any], schema: str) -> None:
        self._connection = connection
        name = sql.Identifier(schema)
        connection.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(name))
        connection.execute(sql.SQL("SET search_path TO {}").format(name))

    def put(self, form: TableForm, rows: Iterable[tuple[Cell, ...]]) -> None:
        """Let a table hold these rows and no others."""
        self._create(form)
        name, cursor = sql.Identifier(form.name), self._connection.cursor()
        with cursor.copy(sql.SQL("COPY {} FROM STDIN").format(name)) as copy:
            for row in rows:
                copy.write_row(row)
        self._connection.execute(sql.SQL("ANALYZE {}").format(name))

    def make(self, form: TableForm, query: str) -> None:
        """Let a table hold what a query answers."""
        self._create(form)
        name = sql.Identifier(form.name)
        self._connection.execute(sql.SQL("INSERT INTO {} ").format(name) + sql.SQL(query))
        self._connection.execute(sql.SQL("ANALYZE {}").format(name))

    def answer(self, query: str) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        return self._connection.execute(sql.SQL(query)).fetchall()

    def _create(self, form: TableForm) -> None:
        name = sql.Identifier(form.name)
        columns = sql.SQL(", ").join(
            sql.SQL("{} {}").format(sql.Identifier(field.name), sql.SQL("TEXT" if field.text else "BIGINT"))
            for field in form.fields
        )
        self._connection.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(name))
        self._connection.execute(sql.SQL("CREATE TABLE {} ({})").format(name, columns))
        for field in form.fields:
            if field.kind:
                index = sql.SQL("CREATE INDEX ON {} ({})").format(name, sql.Identifier(field.name))
                self._connection.execute(index)
