"""What a case uses up: the claims that it holds, read as subject, cost item and months."""

import re
from datetime import date
from typing import Final

import msgspec

from domain.calendar import Month, month_range
from domain.cross_use.cells import Scope
from domain.identity import is_credit_code
from domain.party import is_pseudonym

_PREFIXES: Final[dict[str, Scope]] = {"h_": "household", "s_": "site"}
_PERIOD: Final = re.compile(r"(?P<year>\d{4})(-(?P<month>\d\d)(-\d\d)?)?")
"""A year, a month or a day."""


class Use(msgspec.Struct, frozen=True, kw_only=True):
    """One claim: whose cost item it is, the period as claimed, and the months that the period lies in."""

    subject: str
    item: str
    period: str
    months: frozenset[Month]


class Benefit(msgspec.Struct, frozen=True, kw_only=True):
    """A case as the matrix sees it; `amount` (fen) is what was granted, 0 before."""

    case: str
    programme: str
    uses: tuple[Use, ...]
    amount: int = 0

    @property
    def codes(self) -> frozenset[str]:
        """The programme and every cost item claimed: what a cell may name."""
        return frozenset({self.programme, *(use.item for use in self.uses)})

    def of(self, code: str, scope: Scope) -> tuple[Use, ...]:
        """The uses that a side of a cell speaks of: of the programme, or of the cost item, by the scope's subjects."""
        return tuple(use for use in self.uses if code in (self.programme, use.item) and scope_of(use.subject) == scope)


def scope_of(subject: str) -> Scope | None:
    """Whose a claim is: a person's, an employer's, a household's (`h_`) or a site's (`s_`)."""
    if is_pseudonym(subject):
        return "person"
    if is_credit_code(subject):
        return "employer"
    return _PREFIXES.get(subject[:2])


def benefit_of(case: str, programme: str, claims: tuple[str, ...], first: date, last: date, amount: int = 0) -> Benefit:
    """A case by its claims; what is claimed once or by the course lies in the months from `first` to `last`."""
    begins = Month.of(min(first, last))
    span = frozenset(month_range(begins, max(begins, Month.of(last))))
    return Benefit(case=case, programme=programme, uses=tuple(_use(claim, span) for claim in claims), amount=amount)


def subject_of(claim: str) -> str:
    """Whose a claim key is."""
    return claim.split(":", 2)[1]


def _use(claim: str, span: frozenset[Month]) -> Use:
    _, subject, item, period = claim.split(":", 3)
    return Use(subject=subject, item=item, period=period, months=_months(period) or span)


def _months(period: str) -> frozenset[Month]:
    """The months of a period that is a month, a day or a year; none of any other."""
    match = _PERIOD.fullmatch(period)
    if match is None:
        return frozenset()
    year = int(match["year"])
    first, last = (1, 12) if match["month"] is None else (int(match["month"]), int(match["month"]))
    return frozenset(month_range(Month(year, first), Month(year, last)))
