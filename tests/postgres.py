"""A real PostgreSQL server for the tests: made in a temporary folder, reached over a unix socket, gone afterwards."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

SERVER_USER = "postgres"
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
        settings = f"-c listen_addresses='' -c fsync={fsync} -c unix_socket_directories='{folder}'"
        _run("pg_ctl", "--pgdata", cluster, "--log", folder / "log", "--options", settings, "--wait", "start")
        try:
            yield f"postgresql://{SERVER_USER}@/postgres?host={folder}"
        finally:
            _run("pg_ctl", "--pgdata", cluster, "--mode", "immediate", "--wait", "stop")
    finally:
        shutil.rmtree(folder)


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
