"""A real PostgreSQL server for the tests: made in a temporary folder, reached over a unix socket, gone afterwards."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import LiteralString

import psycopg
from sqlalchemy import delete

from ledger.commands import open_book  # noqa: F401 (all that a book has tables for)
from ledger.store.locate import database_at
from ledger.store.schema import create_book
from ledger.tables import book_head

SERVER_USER = "postgres"
PREPARED = "prepared"
FRESH = ("--auth", "trust", "--no-sync", "--locale", "C", "--encoding", "UTF8")


@contextmanager
def running_postgres(*, durable: bool = False) -> Iterator[str]:
    """Start a server of its own and yield a book address on it, without a schema; `durable` waits for the disk."""
    # Not below pytest's folders: those are closed to other users, and a server refuses to run as root.
    folder = Path(mkdtemp(prefix="pg-"))
    cluster = folder / "cluster"
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, SERVER_USER, SERVER_USER)
        _run("initdb", "--pgdata", cluster, "--username", SERVER_USER, *FRESH)
        fsync = "on" if durable else "off"
        # What a server that is stopped at once leaves in its shared memory must go with the folder.
        shared = "-c dynamic_shared_memory_type=mmap"
        settings = f"-c listen_addresses='' -c fsync={fsync} {shared} -c unix_socket_directories='{folder}'"
        _run("pg_ctl", "--pgdata", cluster, "--log", folder / "log", "--options", settings, "--wait", "start")
        try:
            yield f"postgresql://{SERVER_USER}@/postgres?host={folder}"
        finally:
            _run("pg_ctl", "--pgdata", cluster, "--mode", "immediate", "--wait", "stop")
    finally:
        shutil.rmtree(folder)


def prepared(server: str) -> None:
    """Make the tables of books once, in a database to copy: a copy is made in a fifth of the time."""
    _tell(server, f"CREATE DATABASE {PREPARED}")
    database = database_at(_address(server, PREPARED))
    create_book(database, "330500", "demo", None)
    with database.writing() as connection:
        connection.execute(delete(book_head))
        connection.commit()
    database.close()


@contextmanager
def copied(server: str, name: str) -> Iterator[str]:
    """The address of a copy of those tables; it goes with whoever is still in it."""
    _tell(server, f"CREATE DATABASE {name} TEMPLATE {PREPARED} STRATEGY file_copy")
    try:
        yield _address(server, name)
    finally:
        _tell(server, f"DROP DATABASE {name} WITH (FORCE)")


def _address(server: str, database: str) -> str:
    return f"{server.replace('/postgres?', f'/{database}?')}&schema=books"


def _tell(server: str, statement: LiteralString) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)


def _run(program: str, *arguments: object) -> None:
    account = pwd.getpwnam(SERVER_USER) if os.geteuid() == 0 else None
    subprocess.run(
        [_program(program), *map(str, arguments)],
        check=True,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        user=account.pw_uid if account else None,
        group=account.pw_gid if account else None,
        extra_groups=[] if account else None,
    )


def _program(name: str) -> Path:
    """The newest installed version of a server program, which Debian keeps outside of PATH."""
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    found = installed[-1] if installed else shutil.which(name)
    if found is None:
        raise RuntimeError(f"the tests need PostgreSQL's {name}: install the package postgresql")
    return Path(found)
