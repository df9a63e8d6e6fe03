"""Stable-placement reward 稳定就业奖补: for bodies with outstanding results in placing persons with disabilities."""

from datetime import date
from typing import Final, Literal

import msgspec

from domain.calendar import Month
from domain.counting import MonthOutsideYear
from domain.errors import Refusal
from domain.money import shown
from domain.programs.base import Claim, Facts, Programme
from domain.programs.exclusions import Exclusions, Ground
from domain.statutes.book import Law
from domain.working import Decision, Working

CODE: Final = "stable_placement_reward"
FORMULA: Final = "stable_placement_reward/2022"
KINDS: Final = {
    "employer": "用人单位",
    "public_service_body": "公共服务机构",
    "hr_agency": "经营性人力资源服务机构",
    "dispatch_agency": "劳务派遣机构",
    "social_organisation": "社会组织",
}
"""The bodies that a reward may go to, as the plan lists them."""


class NobodyPlaced(Refusal):
    """没有填报安置的残疾人和在岗月份。

    Nobody was given who was placed, with the months at work.
    """


class PlacedTwice(Refusal):
    """同一残疾人重复填报;请把各月合并填写。

    The same person was given twice; put all months under one entry.
    """


class StablePlacement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A person (pseudonym) and the months of the year in which the placement stood."""

    person: str
    months: tuple[Month, ...]


class StablePlacementFacts(Facts, frozen=True, kw_only=True):
    """What a body achieved in one year."""

    year: int
    kind: Literal["employer", "public_service_body", "hr_agency", "dispatch_agency", "social_organisation"]
    placements: tuple[StablePlacement, ...]


_UNSTABLE = Ground("not_stable", "稳定就业未满规定月数", "the placement was not stable for long enough")


def law_day(facts: StablePlacementFacts) -> date:
    """The last day of the year of the placements."""
    return date(facts.year, 12, 31)


def decide(facts: StablePlacementFacts, law: Law) -> Decision:
    """Which kind of body, how many stable placements, whether that is outstanding; then heads times the sum."""
    working = Working(FORMULA, law, law_day(facts))
    _check_kind(working, facts)
    stable = working.uses("稳定就业月数", "stable_months")
    exclusions = Exclusions(working)
    heads = 0
    for placement in facts.placements:
        if len(set(placement.months)) >= stable.count:
            heads += 1
        else:
            exclusions.leave_out(placement.person, _UNSTABLE, stable)
    working.step("稳定就业人数", f"填报 {len(facts.placements)} 人,逐人核对", f"{heads} 人", by=stable)
    outstanding = working.uses("成绩显著的人数起点", "persons_at_least")
    if heads < outstanding.count:
        zh, en = f"稳定就业 {heads} 人,不足 {outstanding.count} 人", f"only {heads} stable placements"
        working.refuse("not_outstanding", zh, en, by=outstanding)
    sum_per_head = working.uses("每人奖励标准", "amount_per_person")
    amount = heads * sum_per_head.fen
    working.step("奖励金额", f"{heads} 人 × {sum_per_head.shown}", shown(amount), by=sum_per_head)
    return working.decide(amount)


def _check_kind(working: Working, facts: StablePlacementFacts) -> None:
    kinds = working.law.at("kinds", working.law_day)
    names = kinds.table["names"]
    working.step("奖励对象", kinds.key, "、".join(KINDS[name] for name in names), by=kinds)
    if facts.kind not in names:
        zh, en = f"{KINDS[facts.kind]}不在奖励对象之内", f"{facts.kind} is not among the rewarded bodies"
        working.refuse("kind_not_rewarded", zh, en, by=kinds)


def claims(facts: StablePlacementFacts, subject: str) -> tuple[Claim, ...]:
    """The body's year once, and each person's year once: employer and dispatch agency cannot both be rewarded."""
    _check(facts)
    placed = sorted(placement.person for placement in facts.placements)
    return (
        Claim(kind="cost", subject=subject, item=CODE, period=str(facts.year)),
        *(Claim(kind="cost", subject=person, item=CODE, period=str(facts.year)) for person in placed),
    )


def _check(facts: StablePlacementFacts) -> None:
    if not facts.placements:
        raise NobodyPlaced(field="placements")
    if len({placement.person for placement in facts.placements}) < len(facts.placements):
        raise PlacedTwice(field="placements")
    for placement in facts.placements:
        for month in placement.months:
            if month.year != facts.year:
                raise MonthOutsideYear(field="placements", month=month, year=facts.year)


PROGRAMME: Final = Programme(
    code=CODE,
    name_zh="安置残疾人稳定就业奖补",
    name_en="Stable-placement reward",
    beneficiary="employer",
    facts=StablePlacementFacts,
    decide=decide,
    law_day=law_day,
    last_day=law_day,
    claims=claims,
    rules=("P3-009",),
)
