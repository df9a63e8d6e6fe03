"""The text of a check: its script in a dialect with the thresholds put in; hashed, and run as it stands."""

from functools import cache
from hashlib import sha256

import msgspec

from ledger.checks.check import Check, Values
from ledger.checks.dialects import DIALECTS, Dialect
from ledger.checks.kept_scripts import script_of_check
from ledger.checks.script import filled
from ledger.checks.vocabulary.making import derived_behind, digest_of_table


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """A check as SQL for one dialect: the hits, their citations, the facts in order (`texts` are those that are text),
    and the tables that they read; `cited` are those that only the citations read.
    """

    check: str
    version: int
    dialect: Dialect
    hits: str
    cites: str
    facts: tuple[str, ...]
    texts: tuple[str, ...]
    tables: tuple[str, ...]
    cited: tuple[str, ...]

    @property
    def pointing(self) -> frozenset[str]:
        """The tables that the hits read."""
        return frozenset(self.tables) - frozenset(self.cited)

    @property
    def digest(self) -> str:
        """SHA-256 of what is run, and of how its columns are read."""
        read = (self.facts, self.texts, self.tables)
        return sha256(msgspec.json.encode([self.check, self.version, self.hits, self.cites, *read])).hexdigest()


def compiled(check: Check, parameters: Values, dialect: Dialect) -> Text:
    """The text of a check with its thresholds written in."""
    return _compiled(check, tuple(sorted(parameters.items())), dialect)


def digest_of(check: Check, parameters: Values) -> str:
    """SHA-256 over the texts of a check for every engine, and those of the derived tables behind it: what it runs."""
    return _digest(check, tuple(sorted(parameters.items())))


@cache
def _digest(check: Check, parameters: tuple[tuple[str, int], ...]) -> str:
    texts = [_compiled(check, parameters, dialect) for dialect in DIALECTS]
    behind = (digest_of_table(each) for each in derived_behind(texts[0].tables))
    return sha256("\n".join([*(text.digest for text in texts), *behind]).encode()).hexdigest()


@cache
def _compiled(check: Check, parameters: tuple[tuple[str, int], ...], dialect: Dialect) -> Text:
    script, values = script_of_check(check, dialect), dict(parameters)
    hits, cites = (filled(query, values) for query in script.sql[dialect])
    return Text(
        check=check.id,
        version=check.version,
        dialect=dialect,
        hits=hits,
        cites=cites,
        facts=script.facts,
        texts=script.texts,
        tables=script.tables,
        cited=script.cited,
    )
