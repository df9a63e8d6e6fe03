"""Job-creation subsidy 创业带动就业补贴: for each person with a disability whom a base has brought into stable work."""

from datetime import date
from typing import Annotated, Final

import msgspec

from domain.calendar import Month
from domain.errors import Refusal
from domain.money import shown
from domain.programs.base import Claim, Programme
from domain.programs.base_standard import BaseFacts, check_base, check_running
from domain.programs.conditions import require_certificate
from domain.programs.terms import months_after
from domain.statutes.book import Law, Provision
from domain.working import Decision, Working

CODE: Final = "job_creation_subsidy"
FORMULA: Final = "job_creation_subsidy/2022"
ONCE: Final = "once"

Natural = Annotated[int, msgspec.Meta(ge=0)]


class NobodyLed(Refusal):
    """没有填报带动就业的残疾人。

    Nobody who was brought into work was given.
    """


class LedTwice(Refusal):
    """带动就业的同一人重复填报。

    The same person who was brought into work was given twice.
    """


class FounderLedNobodyElse(Refusal):
    """创业者本人不计入带动就业人数。

    The founder does not count among those whom the founder brought into work.
    """


class Led(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A person (pseudonym) with the day from which the contract runs and the months insured under it."""

    person: str
    contract_from: date
    insured_months: tuple[Month, ...]


class JobCreationFacts(BaseFacts, frozen=True, kw_only=True):
    """The base and its other employees with disabilities, as they stand on the day `counted_on`."""

    base_uscc: str
    counted_on: date
    still_running: bool
    certificate_valid: bool
    led: tuple[Led, ...]


def check(facts: JobCreationFacts) -> None:
    """Refuse facts that no law is needed to refuse: nobody, or the same person twice."""
    if not facts.led:
        raise NobodyLed(field="led")
    if len({each.person for each in facts.led}) < len(facts.led):
        raise LedTwice(field="led")


def law_day(facts: JobCreationFacts) -> date:
    """The day on which the employees were counted."""
    return facts.counted_on


def decide(facts: JobCreationFacts, law: Law) -> Decision:
    """A base by the three conditions; then so much for each whose contract and insurance have lasted long enough."""
    check(facts)
    working = Working(FORMULA, law, law_day(facts))
    require_certificate(working, valid=facts.certificate_valid)
    check_base(working, facts)
    check_running(working, runs=facts.still_running)
    return working.decide(_amount(working, facts))


def _amount(working: Working, facts: JobCreationFacts) -> int:
    """The standard for each who is in stable work, for so many at most: fen."""
    stable = working.uses("稳定就业期限", "stable_months")
    counted = [each for each in facts.led if _is_stable(working, each, facts.counted_on, stable)]
    if not counted:
        working.refuse(
            "nobody_in_stable_work",
            f"没有人稳定就业满{stable.shown}",
            "nobody is in stable work for long enough",
            by=stable,
        )
    most = working.uses("最多补贴人数", "persons_at_most")
    standard = working.uses("每带动一人补贴标准", "amount")
    persons = min(len(counted), most.count)
    amount = standard.fen * persons
    working.step("补贴金额", f"{standard.shown} × {persons} 人", shown(amount), by=standard)
    return amount


def _is_stable(working: Working, led: Led, counted_on: date, stable: Provision) -> bool:
    """Whether contract and insurance have lasted; who falls short is named."""
    lasted = months_after(led.contract_from, stable.count) <= counted_on
    insured = len({month for month in led.insured_months if month >= Month.of(led.contract_from)})
    if lasted and insured >= stable.count:
        return True
    working.step(f"{led.person} 不计", f"{led.contract_from} 起,参保 {insured} 个月", "未满期限", by=stable)
    return False


def claims(facts: JobCreationFacts, subject: str) -> tuple[Claim, ...]:
    """Everybody who was brought into work, once in life; the founder (`subject`) is none of them."""
    check(facts)
    if subject in {each.person for each in facts.led}:
        raise FounderLedNobodyElse(field="led")
    return tuple(sorted(Claim(kind="cost", subject=each.person, item=CODE, period=ONCE) for each in facts.led))


PROGRAMME: Final = Programme(
    code=CODE,
    name_zh="创业带动就业补贴",
    name_en="Job-creation subsidy",
    beneficiary="person",
    facts=JobCreationFacts,
    decide=decide,
    law_day=law_day,
    last_day=law_day,
    claims=claims,
    rules=("P5-019",),
)
