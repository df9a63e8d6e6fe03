"""Base creation grant 一次性创建补助: once, for a base of employment and start-up that meets the city's standard."""

from datetime import date
from typing import Annotated, Final, Literal

from msgspec import Meta

from domain.identity import parse_uscc
from domain.money import shown
from domain.programs.base import Claim, Programme
from domain.programs.base_standard import BaseFacts, check_base, check_running
from domain.programs.conditions import require_certificate
from domain.statutes.book import Law
from domain.working import Decision, Working

CODE: Final = "base_creation_grant"
FORMULA: Final = "base_creation_grant/2022"
ONCE: Final = "once"
KINDS: Final = {"employment_startup_base": "残疾人就业创业基地", "incubation_base": "残疾人创业孵化基地"}

Natural = Annotated[int, Meta(ge=0)]


class BaseCreationFacts(BaseFacts, frozen=True, kw_only=True):
    """The base (its credit code), the day on which it was found to meet the standard, and whom it employs."""

    base_uscc: str
    kind: Literal["employment_startup_base", "incubation_base"]
    recognised_on: date
    pwd_employed: Natural
    still_running: bool
    certificate_valid: bool


def law_day(facts: BaseCreationFacts) -> date:
    """The day on which the base was recognised."""
    return facts.recognised_on


def decide(facts: BaseCreationFacts, law: Law) -> Decision:
    """A founder with a certificate, a base by the three conditions, enough people; then a fixed amount by its kind."""
    working = Working(FORMULA, law, law_day(facts))
    require_certificate(working, valid=facts.certificate_valid)
    check_base(working, facts)
    check_running(working, runs=facts.still_running)
    _people(working, facts)
    amount = working.uses(f"{KINDS[facts.kind]}创建补助标准", f"amount.{facts.kind}")
    working.step("补助金额", "定额", shown(amount.fen), by=amount)
    return working.decide(amount.fen)


def _people(working: Working, facts: BaseCreationFacts) -> None:
    least = working.uses("带动残疾人就业人数", f"pwd_at_least.{facts.kind}")
    if facts.pwd_employed < least.count:
        working.refuse(
            "too_few_employed",
            f"安排残疾人就业 {facts.pwd_employed} 人,不足 {least.shown}",
            f"employs {facts.pwd_employed} persons with disabilities, fewer than {least.count}",
            by=least,
        )


def claims(facts: BaseCreationFacts, subject: str) -> tuple[Claim, ...]:
    """Once for the base, whoever runs it and whatever kind it is called later."""
    base = parse_uscc(facts.base_uscc, field="base_uscc")
    return (Claim(kind="cost", subject=base, item=CODE, period=ONCE),)


PROGRAMME: Final = Programme(
    code=CODE,
    name_zh="一次性创建补助",
    name_en="Base creation grant",
    beneficiary="person",
    facts=BaseCreationFacts,
    decide=decide,
    law_day=law_day,
    last_day=law_day,
    claims=claims,
    rules=("P5-019",),
)
