"""The dialects of SQL that checks are written in, one for each engine."""

from typing import Final, Literal

Dialect = Literal["duckdb", "postgres", "spark", "sqlite"]
DIALECTS: Final[tuple[Dialect, ...]] = ("duckdb", "postgres", "spark", "sqlite")
