"""What a check is: data about a rule, and the rule itself as a function from named tables to those whom it hits."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal

import ibis.expr.types as ir
import msgspec

from ledger.checks.forms import Tables

Group = Literal["persons", "work", "chains", "money", "training"]
Severity = Literal["BLOCK", "CRITICAL", "HIGH", "MEDIUM", "LOW"]
Period = Literal["ever", "year", "month"]

SUBJECT: Final = "subject"
FROM: Final = "from_month"
TO: Final = "to_month"
AMOUNT: Final = "amount_fen"
FIXED: Final = (SUBJECT, FROM, TO, AMOUNT)
"""What every hit has: whom (a key of the check's kind), first and last month, the amount at risk (fen, 0 unknown)."""

Parameters = Mapping[str, ir.IntegerScalar]
"""The thresholds by name as a rule speaks of them: numbers that are written into its text when it runs."""

Values = Mapping[str, int]
"""The thresholds of a run by name: whole numbers in their own units, money in fen."""

Hits = Callable[[Tables, Parameters], ir.Table]
"""One row per subject and period: FIXED, and facts that the sentence names."""

Cites = Callable[[Tables, ir.Table, Parameters], Sequence[ir.Table]]
"""From the hits to the rows of evidence that prove them, made with `cite`."""


class Threshold(msgspec.Struct, frozen=True, kw_only=True):
    """A threshold: its unit, and the range in which a jurisdiction may set it.

    The statute book gives it as `<check id in lower case>.<name>` of the programme `checks_<group>`.
    """

    name: str
    unit: Literal["months", "days", "persons", "count", "percent", "times", "yuan"]
    low: int
    high: int
    zh: str
    en: str


class Words(msgspec.Struct, frozen=True):
    """The same in both languages."""

    zh: str
    en: str


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One check.

    `subject` is the kind of key that is hit; every row that decides about one subject carries its key. `period` says
    how often the same subject is a new matter. `sentence` is about one hit, with its facts in braces. `innocent` are
    explanations that a person should look for first. `authority` are clauses of law, of which there may be none;
    `precedents` are published cases, audits and the rules of other places, on which nobody's money is held.
    """

    id: str
    version: int
    group: Group
    subject: str
    period: Period
    severity: Severity
    title: Words
    sentence: Words
    innocent: tuple[Words, ...]
    authority: tuple[str, ...]
    precedents: tuple[str, ...]
    sources: tuple[str, ...]
    thresholds: tuple[Threshold, ...]
    hits: Hits
    cites: Cites

    @property
    def programme(self) -> str:
        """Under which programme the statute book keeps its thresholds."""
        return f"checks_{self.group}"

    def key_of(self, threshold: Threshold) -> str:
        """Under which key the statute book keeps a threshold."""
        return f"{self.id.lower()}.{threshold.name}"
