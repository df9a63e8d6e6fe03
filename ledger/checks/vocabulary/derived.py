"""What a derived table is: a form, and how it is made from other tables."""

from collections.abc import Callable, Sequence

import ibis.expr.types as ir
import msgspec

from ledger.checks.forms import TableForm, Tables

Answer = Sequence[tuple[int | str | None, ...]]
"""The rows of a query or of a table."""


class Derived(msgspec.Struct, frozen=True, kw_only=True):
    """A table that is made over everything before checks run; a scope narrows what was made, and makes nothing.

    `make` sees evidence, law and the derived tables before it in the catalogue, never the book. What no query can say
    (the components of a graph) is `worked` out from the rows that `make` asks for, in whatever order they come.
    """

    form: TableForm
    make: Callable[[Tables], ir.Table]
    worked: Callable[[Answer], Answer] | None = None
