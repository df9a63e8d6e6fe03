"""What every programme offers: its facts, its formula, its law day and the claims that it takes."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Literal

import msgspec

from domain.statutes.book import Law
from domain.working import Decision


class Facts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an application states and an officer checks. Money is fen; never personal data in the clear."""


class Claim(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """What only one live application may hold: a cost item of a subject in a period, or a person counted in a month.

    A lock is a choice that binds: it is kept even where what was granted by it has ended.
    `subject` is a pseudonym, a USCC, a household (`h_…`) or a site (`s_…`), `item` the cost item, `period` what is used
    up: a month `YYYY-MM`, a day where a period is shorter, a year, a course, or `once`.
    """

    kind: Literal["cost", "count", "lock"]
    subject: str
    item: str
    period: str

    @property
    def key(self) -> str:
        """The claim as one line, unique in a book."""
        return f"{self.kind}:{self.subject}:{self.item}:{self.period}"


class Earlier(msgspec.Struct, frozen=True, kw_only=True):
    """A case of the same programme that shares a subject and was granted already, with the law it was decided by."""

    case: str
    facts: Any
    law: Law


class Contradiction(msgspec.Struct, frozen=True, kw_only=True):
    """A history that the facts state otherwise than the book holds it: the field, both values, and the cases."""

    field: str
    stated: str
    held: str
    cases: tuple[str, ...]


def _no_history(_facts: Any, _applicant: str, _earlier: tuple[Earlier, ...]) -> Iterator[Contradiction]:
    return iter(())


class Programme(msgspec.Struct, frozen=True, kw_only=True):
    """One programme: `decide(facts, law)` is pure; `claims(facts, subject)` are taken at submission.

    `last_day(facts)` is the last day on which something that is paid for happened or began; it cannot lie ahead.
    Where `beneficiary` is `either`, `claims` refuses the applicant whom the facts do not fit. `rules` are the rows of
    the plans' catalogue that the programme carries out (`P4-049`); scenarios tagged with a row show it.
    `history(facts, applicant, earlier)` says where the stated history is less than what the book itself holds.
    """

    code: str
    name_zh: str
    name_en: str
    beneficiary: Literal["person", "employer", "either"]
    facts: type[Facts]
    decide: Callable[[Any, Law], Decision]
    law_day: Callable[[Any], date]
    last_day: Callable[[Any], date]
    claims: Callable[[Any, str], tuple[Claim, ...]]
    rules: tuple[str, ...] = ()
    history: Callable[[Any, str, tuple[Earlier, ...]], Iterator[Contradiction]] = _no_history

    @property
    def remembers(self) -> bool:
        """Whether the facts state a history that the book can check."""
        return self.history is not _no_history
