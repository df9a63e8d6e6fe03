"""What every programme offers: its facts, its formula, its law day and the claims that it takes."""

from collections.abc import Callable
from datetime import date
from typing import Any, Literal

import msgspec

from domain.statutes.book import Law
from domain.working import Decision


class Facts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an application states and an officer checks. Money is fen; never personal data in the clear."""


class Claim(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """What only one live application may hold: a cost item of a subject in a period, or a person counted in a month.

    `subject` is a pseudonym or a USCC, `item` the cost item, `period` what is used up: a month `YYYY-MM`,
    a day where a period is shorter, a year, a course, or `once`.
    """

    kind: Literal["cost", "count"]
    subject: str
    item: str
    period: str

    @property
    def key(self) -> str:
        """The claim as one line, unique in a book."""
        return f"{self.kind}:{self.subject}:{self.item}:{self.period}"


class Programme(msgspec.Struct, frozen=True, kw_only=True):
    """One programme: `decide(facts, law)` is pure; `claims(facts, subject)` are taken at submission.

    `last_day(facts)` is the last day on which something that is paid for happened or began; it cannot lie ahead.
    Where `beneficiary` is `either`, `claims` refuses the applicant whom the facts do not fit. `rules` are the rows of
    the plans' catalogue that the programme carries out (`P4-049`); scenarios tagged with a row show it.
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
