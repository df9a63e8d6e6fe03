"""The same checks on PostgreSQL or Spark: everything that counts laid out there, for those who keep their data so."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Literal
from urllib.parse import urlsplit

import psycopg

from domain.errors import Refusal
from ledger.checks import warehouse
from ledger.checks.engines.duck import DuckEngine
from ledger.checks.engines.engine import Engine
from ledger.checks.engines.postgres import PostgresEngine
from ledger.checks.engines.spark import SparkEngine
from ledger.checks.forms import TableForm
from ledger.checks.tables import forms
from ledger.checks.vocabulary.making import make_derived

Elsewhere = Literal["postgres", "spark"]
SCHEMA: Final = "subsidy_ledger_checks"
"""The schema of PostgreSQL that holds the loaded tables; each run loads them anew."""

_CHUNK = 50_000


class SparkNotInstalled(Refusal):
    """没有安装 Spark(pyspark 和 Java 运行环境),不能用 --engine spark。

    Spark is not installed here (pyspark and a Java runtime); --engine spark cannot be used.
    """


class EngineAddressNotSaid(Refusal):
    """在 PostgreSQL 上运行检查,须用 --engine-url 指明其地址(postgresql://…)。

    To run checks on PostgreSQL, say its address with --engine-url (postgresql://…).
    """


class EngineNotReached(Refusal):
    """所指的 PostgreSQL 连接不上,或者不许建表:{why}。

    The PostgreSQL of that address cannot be reached or takes no tables: {why}.
    """


@contextmanager
def opened(name: Elsewhere, url: str = "") -> Iterator[Engine]:
    """An engine of that name, closed afterwards."""
    with _postgres(url) if name == "postgres" else _spark() as engine:
        yield engine


def lay_out(engine: Engine, path: Path, others: Mapping[str, Sequence[tuple[Any, ...]]]) -> None:
    """Put the evidence of a warehouse, the book and the law on an engine, and make there what is derived from them."""
    held = warehouse.beside(path)
    for form in forms().values():
        if form.origin == "evidence":
            _put_evidence(engine, held, form)
        elif form.origin in ("book", "law"):
            engine.put(form, others.get(form.name, ()))
    make_derived(engine)


def _put_evidence(engine: Engine, held: DuckEngine, form: TableForm) -> None:
    if isinstance(engine, SparkEngine):
        part = engine.folder / f"{form.name}.parquet"
        held.connection.execute(f"COPY (SELECT * FROM held.\"{form.name}\") TO '{part}' (FORMAT parquet)")
        engine.put_parts(form, [part])
        return
    engine.put(form, _rows(held, form))


def _rows(held: DuckEngine, form: TableForm) -> Iterator[tuple[Any, ...]]:
    found = held.connection.execute(f'SELECT * FROM held."{form.name}"')
    while rows := found.fetchmany(_CHUNK):
        yield from rows


@contextmanager
def _postgres(url: str) -> Iterator[Engine]:
    if not urlsplit(url).scheme.startswith("postgresql"):
        raise EngineAddressNotSaid(field="engine_url")
    try:
        connection = psycopg.connect(url.replace("postgresql+psycopg://", "postgresql://"), autocommit=True)
        engine = PostgresEngine(connection, SCHEMA)
    except (psycopg.OperationalError, psycopg.errors.InsufficientPrivilege) as error:
        raise EngineNotReached(field="engine_url", why=type(error).__name__) from error
    with connection:
        yield engine


@contextmanager
def _spark() -> Iterator[Engine]:
    try:
        engine = SparkEngine.local()
    except ImportError as error:
        raise SparkNotInstalled(field="engine") from error
    try:
        yield engine
    finally:
        engine.close()
