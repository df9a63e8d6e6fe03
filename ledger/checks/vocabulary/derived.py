"""What a derived table is: a form, and how it is made from other tables."""

from collections.abc import Callable

import ibis.expr.types as ir
import msgspec

from ledger.checks.forms import TableForm, Tables


class Derived(msgspec.Struct, frozen=True, kw_only=True):
    """A table that is made over everything before checks run; a scope narrows what was made, and makes nothing.

    `make` sees evidence, law and the derived tables before it in the catalogue, never the book.
    """

    form: TableForm
    make: Callable[[Tables], ir.Table]
