"""PostgreSQL: a schema on a server. READ COMMITTED, the head's row lock, one statement for all writes, binary COPY."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import chain
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, create_engine, func, select
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.schema import CreateSchema

from ledger.store.changes import Changes, Row
from ledger.store.database import Cursor, Database
from ledger.store.url import PostgresAddress

COPY_FROM = 200
"""From this many events on, COPY is faster than one statement with arrays."""

_COPY_EVENTS = "COPY events (book, position, stream, version, topic, state, leaf_hash) FROM STDIN (FORMAT BINARY)"
_EVENT_TYPES = ("text", "int8", "text", "int8", "text", "bytea", "bytea")

# All in one round trip. No two parts touch the same row, so their order does not matter.
_WRITE = """
WITH new_events AS (
    INSERT INTO events (book, position, stream, version, topic, state, leaf_hash) SELECT * FROM
    unnest(%s::text[], %s::bigint[], %s::text[], %s::bigint[], %s::text[], %b::bytea[], %b::bytea[])
), new_balances AS (
    INSERT INTO guard_balances (book, account, balance) SELECT * FROM unnest(%s::text[], %s::text[], %s::bigint[])
    ON CONFLICT (book, account) DO UPDATE SET balance = excluded.balance
), new_claims AS (
    INSERT INTO guard_claims (book, claim, holder) SELECT * FROM unnest(%s::text[], %s::text[], %s::text[])
), new_answers AS (
    INSERT INTO idempotency (book, key, request_digest, response, position) SELECT * FROM
    unnest(%s::text[], %s::text[], %s::text[], %b::bytea[], %s::bigint[])
)
UPDATE book_head SET position = %s, recorded_at = %s WHERE book = %s
"""
_RELEASE_CLAIM = "DELETE FROM guard_claims WHERE book = %s AND claim = %s"


class PostgresDatabase(Database):
    """A schema that holds books."""

    mark = "%s"
    one_of = "= ANY(%s::text[])"
    names = "(SELECT unnest(%s::text[]) AS name)"
    for_update = "FOR UPDATE"
    unsure = (psycopg.OperationalError, psycopg.InterfaceError, OperationalError, InterfaceError)

    def __init__(self, address: PostgresAddress) -> None:
        engine = _engine(address)
        super().__init__(
            engine,
            # The writer's statements look up full keys, so that one plan is right for ever; planning takes longer.
            writers=_engine(address, "-cplan_cache_mode=force_generic_plan"),
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

    def together(self, driver: Any, events: int = 0) -> AbstractContextManager[object]:
        # While the head is locked, every round trip is waited for by all other writers. COPY knows no pipeline.
        return nullcontext() if events >= COPY_FROM else driver.pipeline()

    def write(self, driver: Any, changes: Changes) -> None:
        if changes.released:
            driver.cursor().executemany(_RELEASE_CLAIM, [(changes.book, claim) for claim in changes.released])
        events = changes.events
        if len(events) >= COPY_FROM:
            _copy(driver, events)
            events = []
        columns = chain(
            _columns(events, 7),
            _columns(changes.balances, 3),
            _columns(changes.claims, 3),
            _columns(changes.answers, 5),
        )
        driver.execute(_WRITE, (*columns, changes.position, changes.recorded_at, changes.book))


def _engine(address: PostgresAddress, *settings: str) -> Engine:
    given = address.url.query.get("options", "")
    options = " ".join([str(given), f"-csearch_path={address.schema}", *settings])
    return create_engine(
        address.url,
        isolation_level="READ COMMITTED",
        connect_args={"client_encoding": "utf8", "options": options.strip()},
    )


def _columns(rows: Sequence[Row], width: int) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(width)]


def _copy(driver: Any, events: Sequence[Row]) -> None:
    with driver.cursor().copy(_COPY_EVENTS) as copy:
        copy.set_types(_EVENT_TYPES)
        for event in events:
            copy.write_row(event)
