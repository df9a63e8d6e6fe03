"""A probe: one check of a verification, which sees every event once and compares with the tables in the end."""

from typing import ClassVar, NamedTuple

import msgspec

from domain.application.state import Application
from domain.events import Recorded
from ledger.audit.report import Check, Finding
from ledger.book import Book, GuardTables
from ledger.guards import Guards
from ledger.journal import Posting
from ledger.recorder import StoredRow

SHOWN = 50
"""How many findings of one check a report lists; all are counted."""


class Seen(NamedTuple):
    """A stored row with the event behind it, what it posts and guards, and its case before and after it.

    `recorded` is None where the row does not decode, `problem` says why it does not, or does not fit.
    """

    row: StoredRow
    recorded: Recorded | None
    postings: tuple[Posting, ...]
    guards: Guards
    before: Application | None
    after: Application | None
    problem: str


class _Written(msgspec.Struct):
    schema: int


def schema_in(row: StoredRow) -> int:
    """With which schema an event was written: what a rule of today asks for, an earlier one may not say."""
    return msgspec.json.decode(row.state, type=_Written).schema


class Tables(NamedTuple):
    """The book under verification, its guard tables, and the position up to which it is verified."""

    book: Book
    guards: GuardTables
    position: int


class Probe:
    """Collects findings; `zh` and `en` are the sentence that must hold."""

    code: ClassVar[str]
    zh: ClassVar[str]
    en: ClassVar[str]

    def __init__(self) -> None:
        self.counted = 0
        self.found = 0
        self.findings: list[Finding] = []
        self.remarks: list[str] = []

    def see(self, seen: Seen) -> None:
        """Look at an event."""

    def end(self, tables: Tables) -> None:
        """Look at what stands at the end."""

    def fault(self, position: int, subject: str, zh: str, en: str) -> None:
        """Note something that is not as it must be."""
        self.found += 1
        if len(self.findings) < SHOWN:
            self.findings.append(Finding(position=position, subject=subject, zh=zh, en=en))

    def check(self) -> Check:
        """The result."""
        return Check(
            code=self.code,
            zh=self.zh,
            en=self.en,
            ok=not self.found,
            counted=self.counted,
            found=self.found,
            findings=tuple(self.findings),
            remarks=tuple(self.remarks),
        )
