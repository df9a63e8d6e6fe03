"""What a social-insurance subsidy is applied for with: insured persons, their history and what was paid by month."""

from collections.abc import Iterator
from typing import Final, Literal

import msgspec

from domain.calendar import Month
from domain.errors import Refusal
from domain.programs.base import Facts

INSURANCES: Final = {
    "pension": "养老保险",
    "medical": "医疗保险",
    "unemployment": "失业保险",
    "work_injury": "工伤保险",
    "maternity": "生育保险",
}
"""The five social insurances (社会保险法 第二条)."""


class NobodyInsured(Refusal):
    """没有填报参保人员和缴费月份。

    No insured person with a month of payment was given.
    """


class OneFlexibleWorkerOnly(Refusal):
    """灵活就业人员只能为本人申请,现填报了 {count} 人。

    A person in flexible employment applies for himself or herself alone; {count} persons were given.
    """


class OwnPaymentsOnly(Refusal):
    """灵活就业人员只能为本人申请,不能为他人申请。

    A person in flexible employment applies for his or her own payments only, not for somebody else's.
    """


class EmployerMustApply(Refusal):
    """单位职工的社会保险补贴由用人单位申请;本人申请的,请按灵活就业填报。

    For employees their employer applies; a person who applies alone does so as a flexible worker.
    """


class PersonGivenTwice(Refusal):
    """同一参保人员重复填报;请把各月缴费合并填写。

    The same insured person was given twice; put all months under one entry.
    """


class MonthGivenTwice(Refusal):
    """同一人的 {month} 重复填报。

    {month} was given twice for the same person.
    """


class NegativeFigure(Refusal):
    """「{field}」不能为负数。

    "{field}" must not be negative.
    """


class PaidMonth(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was really paid for one month in fen: the employer's own share, or all that a flexible worker paid."""

    month: Month
    pension: int = 0
    medical: int = 0
    unemployment: int = 0
    work_injury: int = 0
    maternity: int = 0

    def by_insurance(self) -> dict[str, int]:
        """Fen by insurance."""
        return {
            "pension": self.pension,
            "medical": self.medical,
            "unemployment": self.unemployment,
            "work_injury": self.work_injury,
            "maternity": self.maternity,
        }


class Insured(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An insured person (pseudonym), as first recognised.

    `months_to_retirement_at_first_recognition` is None for five years (60 months) or more: nobody needs the age then.
    It is frozen: a later change of age limits or of employer does not change it.
    """

    person: str
    first_recognised: Month
    months_to_retirement_at_first_recognition: int | None
    months_already_subsidised: int
    months: tuple[PaidMonth, ...]


class SocialInsuranceFacts(Facts, frozen=True, kw_only=True):
    """The insured persons with what was paid for them: by their employer, or by the one flexible worker alone."""

    employment: Literal["employed", "flexible"] = "employed"
    insured: tuple[Insured, ...]


def check(facts: SocialInsuranceFacts) -> None:
    """Refuse facts that no law is needed to refuse: nobody, twice the same, less than nothing."""
    if not facts.insured or not all(insured.months for insured in facts.insured):
        raise NobodyInsured(field="insured")
    if facts.employment == "flexible" and len(facts.insured) != 1:
        raise OneFlexibleWorkerOnly(field="insured", count=len(facts.insured))
    for field, figure in _figures(facts):
        if figure < 0:
            raise NegativeFigure(field=field)
    if len({insured.person for insured in facts.insured}) < len(facts.insured):
        raise PersonGivenTwice(field="insured")
    for insured in facts.insured:
        _check_months(insured)


def _check_months(insured: Insured) -> None:
    seen: set[Month] = set()
    for paid in insured.months:
        if paid.month in seen:
            raise MonthGivenTwice(field="months", month=paid.month)
        seen.add(paid.month)


def _figures(facts: SocialInsuranceFacts) -> Iterator[tuple[str, int]]:
    for insured in facts.insured:
        yield "months_already_subsidised", insured.months_already_subsidised
        yield "months_to_retirement_at_first_recognition", insured.months_to_retirement_at_first_recognition or 0
        for paid in insured.months:
            yield from paid.by_insurance().items()
