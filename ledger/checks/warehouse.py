"""The warehouse: one DuckDB file with all evidence that counts and what is derived from it; made anew at any time."""

import os
from collections.abc import Mapping
from fcntl import LOCK_EX
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import duckdb
import msgspec
import pyarrow as pa

from ledger.checks import points
from ledger.checks.engines.duck import DuckEngine, arrow_of
from ledger.checks.forms import TableForm
from ledger.checks.holdings import Holdings
from ledger.checks.law_tables import month_rows
from ledger.checks.tables import forms
from ledger.checks.vocabulary.catalogue import DERIVED
from ledger.checks.vocabulary.making import made_from, make_derived
from ledger.documents.private import locked, new_folder
from ledger.evidence.parts import must_be_as_named

THREADS: Final = 2
MEMORY: Final = "6GB"

_LOOKED_AT_IN: Final = "2GB"
"""What a process keeps at hand of the warehouse that it looks at again and again."""


def built(holdings: Holdings, folder: Path, *, threads: int = THREADS, memory: str = MEMORY) -> Path:
    """The file with these holdings; made if there is none yet. Older ones go, but for those that are in use.

    Raises PartMissing and PartChanged where a part is not the file that was imported: nothing is made from that.
    """
    path = path_for(holdings, folder)
    if not path.exists():
        # One process makes it; whoever waited for that finds it made.
        with locked(new_folder(folder) / "lock", LOCK_EX):
            if not path.exists():
                _make(path, holdings, threads, memory)
    return path


def path_for(holdings: Holdings, folder: Path) -> Path:
    """Where the file with these holdings lies once it is made."""
    return folder / f"warehouse-{_digest(holdings)[:16]}.duckdb"


def _make(path: Path, holdings: Holdings, threads: int, memory: str) -> None:
    draft = path.with_suffix(".draft")
    make(draft, holdings, threads=threads, memory=memory)
    points.build(draft, points.beside(path))
    draft.replace(path)
    _sweep(path.parent, path)


def make(path: Path, holdings: Holdings, *, threads: int = THREADS, memory: str = MEMORY) -> None:
    """Make a file with these holdings, and what is derived from them."""
    path.unlink(missing_ok=True)
    with duckdb.connect(str(path), config=_settings(threads, memory)) as connection:
        _load(connection, holdings)


def _digest(holdings: Holdings) -> str:
    """What is held and how it is laid out and derived: another release makes a file of its own."""
    return sha256(msgspec.json.encode([holdings.digest, _layout()])).hexdigest()


@cache
def _layout() -> str:
    layout = [(form.name, form.schema) for form in forms().values()]
    made = [made_from(derived.form.name, "duckdb") for derived in DERIVED]
    return sha256(msgspec.json.encode([layout, made, points.layout()], order="sorted")).hexdigest()


def _sweep(folder: Path, kept: Path) -> None:
    for old in (*folder.glob("warehouse-*.duckdb"), *folder.glob("warehouse-*.sqlite")):
        if old.stem != kept.stem:
            old.unlink(missing_ok=True)


def _settings(threads: int, memory: str) -> dict[str, Any]:
    return {"threads": threads, "memory_limit": memory, "preserve_insertion_order": False}


def _load(connection: duckdb.DuckDBPyConnection, holdings: Holdings) -> None:
    engine = DuckEngine(connection)
    for form in forms().values():
        if form.origin == "evidence":
            _load_dataset(connection, form, holdings.parts.get(form.name, ()))
    engine.put(forms()["months"], month_rows())
    make_derived(engine)


def _load_dataset(connection: duckdb.DuckDBPyConnection, form: TableForm, parts: tuple[Path, ...]) -> None:
    if not parts:
        connection.register("nothing", arrow_of(form, ()))
        connection.execute(f'CREATE TABLE "{form.name}" AS SELECT * FROM nothing')
        connection.unregister("nothing")
        return
    for path in parts:
        must_be_as_named(path)
    columns = ", ".join(f'CAST("{field.name}" AS {"VARCHAR" if field.text else "BIGINT"}) AS "{field.name}"'
                        for field in form.fields)  # fmt: skip
    connection.execute(
        f'CREATE TABLE "{form.name}" AS SELECT {columns} FROM read_parquet(?) ORDER BY "{form.fields[0].name}"',
        [[str(path) for path in parts]],
    )


def over_everything(
    path: Path, others: Mapping[str, pa.Table], *, threads: int = THREADS, memory: str = MEMORY
) -> DuckEngine:
    """An engine over the whole warehouse, with the tables of book and law beside it."""
    engine = beside(path, threads=threads, memory=memory)
    for form in forms().values():
        if form.origin in ("evidence", "derived"):
            engine.connection.execute(f'CREATE VIEW "{form.name}" AS SELECT * FROM held."{form.name}"')
        else:
            engine.put_arrow(form.name, others.get(form.name, arrow_of(form, ())))
    return engine


def beside(path: Path, *, threads: int = THREADS, memory: str = MEMORY) -> DuckEngine:
    """An engine of its own, with the warehouse attached for reading as `held`."""
    return DuckEngine(_attached(path, threads, memory))


def at_hand(path: Path) -> DuckEngine:
    """The same with tables of its own, for looks: what one of them has read the next need not read again."""
    return DuckEngine(_kept_open(os.getpid(), path).cursor(), temporary=True)


@lru_cache(maxsize=1)
def _kept_open(process: int, path: Path) -> duckdb.DuckDBPyConnection:
    """The latest warehouse; no engine survives a fork, so that each process has its own."""
    return _attached(path, THREADS, _LOOKED_AT_IN)


def _attached(path: Path, threads: int, memory: str) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:", config=_settings(threads, memory))
    connection.execute(f"ATTACH '{path}' AS held (READ_ONLY)")
    return connection
