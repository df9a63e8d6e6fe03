"""What a loan interest subsidy is applied for with: the contract, the borrower and the interest periods."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Annotated, Literal

import msgspec

from domain.errors import Refusal
from domain.programs.base_standard import BaseFacts

Natural = Annotated[int, msgspec.Meta(ge=0)]
Borrower = Literal["individual", "partnership", "small_firm"]


class NoInterestPeriod(Refusal):
    """没有申报任何计息期间。

    No interest period was claimed.
    """


class InterestPeriodReversed(Refusal):
    """计息期间的最后一天 {last} 早于第一天 {first}。

    The interest period ends on {last}, before it begins on {first}.
    """


class LoanTermReversed(Refusal):
    """贷款到期日 {due} 不晚于放款日 {lent}。

    The loan falls due on {due}, not after it was paid out on {lent}.
    """


class InterestPeriod(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One period as the bank settles it: both days included, the principal outstanding and the interest paid in fen."""

    first_day: date
    last_day: date
    principal: Natural
    interest_paid: Natural
    overdue: bool = False
    extended: bool = False

    def __str__(self) -> str:
        return f"{self.first_day} 至 {self.last_day}"


class LoanInterestFacts(BaseFacts, frozen=True, kw_only=True):
    """The loan (fen) as signed, and the periods claimed.

    Rates are whole basis points a year. `reference_rate_bp` is what the contract refers to: the loan prime rate (LPR),
    or the benchmark lending rate in contracts before there was an LPR. `earlier_loans` counts the subsidised loans
    before this one; `pwd_employed` the other persons with disabilities whom the business has kept employed for at least
    `pwd_employed_months`; `heritage_heir` is a recognised bearer of intangible heritage. `as_base` is a loan to a base.
    """

    contract_signed_on: date
    lent_on: date
    due_on: date
    borrower: Borrower
    partners: Natural = 1
    loan: Natural
    rate_bp: Natural
    reference_rate_bp: Natural
    earlier_loans: Natural
    certificate_valid: bool
    pwd_employed: Natural = 0
    pwd_employed_months: Natural = 0
    heritage_heir: bool = False
    as_base: bool = False
    periods: tuple[InterestPeriod, ...]

    @property
    def in_order(self) -> tuple[InterestPeriod, ...]:
        """The periods by their first day."""
        return tuple(sorted(self.periods, key=lambda period: (period.first_day, period.last_day)))


def check(facts: LoanInterestFacts) -> None:
    """Refuse facts that no law is needed to refuse: no period, or an end before its beginning."""
    if not facts.periods:
        raise NoInterestPeriod(field="periods")
    if facts.due_on <= facts.lent_on:
        raise LoanTermReversed(field="due_on", due=facts.due_on, lent=facts.lent_on)
    for period in facts.periods:
        if period.last_day < period.first_day:
            raise InterestPeriodReversed(field="periods", first=period.first_day, last=period.last_day)


def overlapping(facts: LoanInterestFacts) -> Iterator[tuple[InterestPeriod, InterestPeriod]]:
    """Neighbouring periods that share a day."""
    periods = facts.in_order
    return (pair for pair in pairwise(periods) if pair[1].first_day <= pair[0].last_day)
