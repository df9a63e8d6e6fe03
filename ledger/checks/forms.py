"""The form of a table that checks speak of, and the tables as expressions by name.

Every column is a whole number (`int64`) or, for codes, text. A column that is a join key has a kind: a scope that knows
keys of that kind takes the rows in which any column of the kind is one of them.
"""

from collections.abc import Mapping
from typing import Literal

import ibis
import ibis.expr.types as ir
import msgspec

Origin = Literal["evidence", "book", "law", "derived", "between"]
"""Where a table comes from; one `between` is only read by the derived tables that are made from it."""


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """A column of a table; `kind` is blank for what is no join key, `text` is true of codes."""

    name: str
    kind: str = ""
    text: bool = False


class TableForm(msgspec.Struct, frozen=True, kw_only=True):
    """A table: where it comes from and its columns. One without any key of a kind is never narrowed by that kind."""

    name: str
    origin: Origin
    fields: tuple[Field, ...]

    def keys_of(self, kind: str) -> tuple[str, ...]:
        """The columns that hold keys of a kind."""
        return tuple(field.name for field in self.fields if field.kind == kind)

    def kind_of(self, column: str) -> str:
        """The kind of key that a column holds."""
        return next(field.kind for field in self.fields if field.name == column)

    @property
    def schema(self) -> dict[str, str]:
        """Column name → Ibis type."""
        return {field.name: "string" if field.text else "int64" for field in self.fields}

    def bound(self) -> ir.Table:
        """The table as an expression, bound to no engine."""
        return ibis.table(self.schema, name=self.name)


def form(name: str, origin: Origin, columns: str) -> TableForm:
    """A table from its columns in words: `person:person` is a key of a kind, `status$` is text, others are numbers."""
    return TableForm(name=name, origin=origin, fields=tuple(_field(word) for word in columns.split()))


def _field(word: str) -> Field:
    name, _, kind = word.partition(":")
    return Field(name=name.rstrip("$"), kind=kind, text=name.endswith("$"))


class UnknownTable(LookupError):
    """A check names a table that nobody makes."""


class Tables:
    """The tables as expressions, by name: `t["wages"]`. It remembers which were asked for."""

    def __init__(self, known: Mapping[str, TableForm]) -> None:
        self._known = known
        self.used: set[str] = set()

    def __getitem__(self, name: str) -> ir.Table:
        if name not in self._known:
            raise UnknownTable(name)
        self.used.add(name)
        return self._known[name].bound()
