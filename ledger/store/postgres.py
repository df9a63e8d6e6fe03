"""PostgreSQL: a schema on a server. READ COMMITTED, the head's row lock, pipelined statements, binary COPY."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import psycopg
from sqlalchemy import Connection, Table, create_engine, func, select
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.schema import CreateSchema

from ledger.store.database import Cursor, Database, Row
from ledger.store.url import PostgresAddress

COPY_FROM = 200
"""From this many rows on, COPY is faster than prepared inserts."""

_TYPES: dict[type, str] = {int: "int8", str: "text", bytes: "bytea"}


class PostgresDatabase(Database):
    """A schema that holds books."""

    mark = "%s"
    one_of = "= ANY(%s::text[])"
    names = "(SELECT unnest(%s::text[]) AS name)"
    for_update = "FOR UPDATE"
    unsure = (psycopg.OperationalError, psycopg.InterfaceError, OperationalError, InterfaceError)

    def __init__(self, address: PostgresAddress) -> None:
        options = address.url.query.get("options", "")
        engine = create_engine(
            address.url,
            isolation_level="READ COMMITTED",
            connect_args={"client_encoding": "utf8", "options": f"{options} -csearch_path={address.schema}".strip()},
        )
        super().__init__(
            engine,
            writers=engine,
            readers=engine.execution_options(isolation_level="AUTOCOMMIT"),
            snapshots=engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True),
            shown=address.shown,
        )
        self.schema = address.schema

    def claim_schema(self, connection: Connection) -> None:
        # CREATE SCHEMA IF NOT EXISTS fails where two programs run it at once.
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(self.schema))))
        connection.execute(CreateSchema(self.schema, if_not_exists=True))

    def list_parameter(self, items: Sequence[str]) -> object:
        return list(items)

    def run(self, driver: Any, text: str, parameters: Sequence[object]) -> Cursor:
        cursor: Cursor = driver.execute(self.sql(text), parameters, binary=True)
        return cursor

    def together(self, driver: Any, rows: int) -> AbstractContextManager[object]:
        # COPY has the connection to itself.
        return nullcontext() if rows >= COPY_FROM else driver.pipeline()

    def insert(self, driver: Any, table: Table, rows: Sequence[Row]) -> None:
        if len(rows) >= COPY_FROM:
            _copy(driver, table, rows)
        else:
            super().insert(driver, table, rows)


def _copy(driver: Any, table: Table, rows: Sequence[Row]) -> None:
    columns = ", ".join(table.columns.keys())
    with driver.cursor().copy(f"COPY {table.name} ({columns}) FROM STDIN (FORMAT BINARY)") as copy:
        copy.set_types([_TYPES[column.type.python_type] for column in table.columns])
        for row in rows:
            copy.write_row(row)
