"""What a check needs of an engine: take rows in as a table, keep an answer as a table, answer SQL."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from ledger.checks.dialects import Dialect
from ledger.checks.forms import TableForm

Cell = int | str | None
Rows = Sequence[tuple[Cell, ...]]


class Engine(Protocol):
    """An engine with tables of its own; what is put under a name again replaces what stood there."""

    @property
    def dialect(self) -> Dialect: ...

    def put(self, form: TableForm, rows: Iterable[tuple[Cell, ...]]) -> None: ...

    def make(self, form: TableForm, sql: str) -> None: ...

    def answer(self, sql: str) -> list[tuple[Any, ...]]: ...
