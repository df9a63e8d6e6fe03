"""A script: what a check or a derived table is in the SQL of every engine, with marks where thresholds are put in."""

import re
from collections.abc import Mapping
from typing import Final

import msgspec

_MARK: Final = re.compile("⟨([a-z_]+)⟩")


class Script(msgspec.Struct, frozen=True, kw_only=True):
    """The queries by dialect, the tables they read, and for a check its facts in order (`texts` are those of text).

    `cited` are those of the tables that only the citations of a check read.
    """

    tables: tuple[str, ...]
    cited: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    sql: dict[str, tuple[str, ...]]


def mark_of(threshold: str) -> str:
    """What stands in a script where the value of a threshold goes."""
    return f"⟨{threshold}⟩"


def filled(query: str, values: Mapping[str, int]) -> str:
    """A query with the values of its thresholds; KeyError where one is missing."""
    return _MARK.sub(lambda mark: str(values[mark[1]]), query)
