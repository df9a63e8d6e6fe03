"""What the two databases have in common: transactions driven by hand, and statements given straight to the driver."""

import os
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol, cast

from sqlalchemy import Connection, Engine

from domain.errors import Refusal
from ledger.store.changes import Changes, Row


class BookUnreachable(Refusal):
    """无法连接账套 {url}:{problem}。

    The book at {url} cannot be reached: {problem}.
    """


class BookBusy(Refusal):
    """账套 {url} 正被其他程序写入,请稍后再试。

    The book at {url} is being written by other programs; try again later.
    """


class BookOpenedBeforeFork(Refusal):
    """账套是在进程派生之前打开的,每个进程须自行打开。

    The book was opened before this process was forked; each process opens its own.
    """


class Cursor(Protocol):
    """What both drivers' cursors offer."""

    def fetchall(self) -> list[Row]: ...

    def executemany(self, sql: str, rows: Sequence[Row], /) -> object: ...


class Driver(Protocol):
    """What both drivers' connections offer."""

    def execute(self, sql: str, parameters: Sequence[object] = ..., /) -> Cursor: ...

    def cursor(self) -> Cursor: ...


class Database(ABC):
    """One database that holds books. Statements are written with `?`; `{one_of}` and `{names}` stand for a list."""

    mark: str
    """How the driver marks a parameter."""
    one_of: str
    """The condition that a column is one of a list parameter."""
    names: str
    """A subquery with the items of a list parameter in the column `name`."""
    for_update: str
    """What locks the rows of a SELECT."""
    unsure: tuple[type[Exception], ...]
    """The errors after which nobody can say whether a commit took place."""

    def __init__(self, engine: Engine, *, writers: Engine, readers: Engine, snapshots: Engine, shown: str) -> None:
        self.engine = engine
        self.shown = shown
        self._writers = writers
        self._readers = readers
        self._snapshots = snapshots
        self._process = os.getpid()
        self._translated: dict[str, str] = {}

    def sql(self, text: str) -> str:
        """A statement in the words of this database."""
        if text not in self._translated:
            named = text.format(one_of=self.one_of, names=self.names, for_update=self.for_update)
            # The words put in may hold a `?` of their own, which means the same.
            self._translated[text] = named.replace("?", self.mark)
        return self._translated[text]

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection inside a write transaction; what the block does not commit is rolled back."""
        self._check_process()
        with self._writers.connect() as connection:
            connection.begin()
            try:
                yield connection
            except BaseException:
                # Closing rolls back too, but not behind a commit that failed.
                connection.rollback()
                raise

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A connection on which all reads see the same moment."""
        self._check_process()
        with self._snapshots.connect() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for single SELECTs, which need no common moment."""
        self._check_process()
        with self._readers.connect() as connection:
            yield connection

    def close(self) -> None:
        """Close every connection."""
        # What a parent process opened is the parent's to close.
        own = os.getpid() == self._process
        self.engine.dispose(close=own)
        self._writers.dispose(close=own)

    @abstractmethod
    def claim_schema(self, connection: Connection) -> None:
        """Make the place for tables where it is missing, alone until the transaction ends."""

    @abstractmethod
    def list_parameter(self, items: Sequence[str]) -> object:
        """A list as the driver takes it."""

    @abstractmethod
    def run(self, driver: Driver, text: str, parameters: Sequence[object]) -> Cursor:
        """Run a statement; its rows are fetched from what is returned."""

    @abstractmethod
    def together(self, driver: Driver, events: int = 0) -> AbstractContextManager[object]:
        """Send the statements of the block, which write so many events, in as few round trips as the driver can.

        What a SELECT found may be fetched only behind the block.
        """

    @abstractmethod
    def write(self, driver: Driver, changes: Changes) -> None:
        """Write what a group of commands changes, within the transaction."""

    def _check_process(self) -> None:
        if os.getpid() != self._process:
            raise BookOpenedBeforeFork()


def driver_of(connection: Connection) -> Driver:
    """The driver's own connection under SQLAlchemy's."""
    return cast(Driver, connection.connection.driver_connection)
