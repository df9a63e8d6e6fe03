"""Accessibility grant 无障碍改造补助: a share of what centralised employers paid to make their premises accessible."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Annotated, Final

from msgspec import Meta

from domain.errors import Refusal
from domain.programs.base import Claim, Contradiction, Earlier, Facts, Programme
from domain.programs.conditions import require
from domain.programs.cost_share import share_of_cost
from domain.programs.terms import months_after
from domain.statutes.book import Law
from domain.working import Decision, Working

CODE: Final = "accessibility_grant"
FORMULA: Final = "accessibility_grant/2022"

Natural = Annotated[int, Meta(ge=0)]


class StaffImpossible(Refusal):
    """在职职工 {staff} 人与残疾职工 {pwd_staff} 人不符。

    A staff of {staff} does not go with {pwd_staff} persons with disabilities among them.
    """


class AccessibilityFacts(Facts, frozen=True, kw_only=True):
    """The works as accepted, their cost (fen), and the staff of the month in which they were finished."""

    finished_on: date
    accepted: bool
    cost: Natural
    staff: Natural
    pwd_staff: Natural
    blind_massage: bool = False
    last_granted_for: date | None = None


def check(facts: AccessibilityFacts) -> None:
    """Refuse facts that no law is needed to refuse: nobody on the staff, or more of a kind than of all."""
    if not facts.staff or facts.pwd_staff > facts.staff:
        raise StaffImpossible(field="staff", staff=facts.staff, pwd_staff=facts.pwd_staff)


def law_day(facts: AccessibilityFacts) -> date:
    """The day on which the works were finished."""
    return facts.finished_on


def decide(facts: AccessibilityFacts, law: Law) -> Decision:
    """A centralised employer, works that were accepted, not too soon after the last; then the share up to the cap."""
    check(facts)
    working = Working(FORMULA, law, law_day(facts))
    _centralised(working, facts)
    require(
        working,
        "改造须经验收",
        "acceptance_required",
        met=facts.accepted,
        code="not_accepted",
        zh="改造未经验收",
        en="the works were not accepted",
    )
    _not_too_soon(working, facts)
    return working.decide(_amount(working, facts))


def _centralised(working: Working, facts: AccessibilityFacts) -> None:
    """Enough persons and a high enough share of the staff; blind-massage institutions need fewer persons."""
    working.uses("补助对象为集中安排残疾人就业的用人单位", "centralised_only")
    ratio = working.uses("集中安排残疾人就业比例", "centralised_ratio")
    persons = working.uses(
        "集中安排残疾人就业人数",
        "centralised_persons.blind_massage" if facts.blind_massage else "centralised_persons.ordinary",
    )
    share = Fraction(facts.pwd_staff, facts.staff)
    reached = "达到" if share >= ratio.ratio else "未达到"
    working.step("实际安排比例", f"{facts.pwd_staff}/{facts.staff}", reached, by=ratio)
    if share < ratio.ratio:
        working.refuse(
            "share_too_low",
            f"安排残疾人 {facts.pwd_staff}/{facts.staff} 人,不足 {ratio.shown}",
            f"{facts.pwd_staff} of {facts.staff} staff are persons with disabilities, below the least share",
            by=ratio,
        )
    if facts.pwd_staff < persons.count:
        working.refuse(
            "too_few_employed",
            f"安排残疾人 {facts.pwd_staff} 人,不足 {persons.shown}",
            f"employs {facts.pwd_staff} persons with disabilities, fewer than {persons.count}",
            by=persons,
        )


def _not_too_soon(working: Working, facts: AccessibilityFacts) -> None:
    months = working.uses("两次补助的间隔", "months_between")
    if facts.last_granted_for is None:
        return
    earliest = months_after(facts.last_granted_for, months.count)
    working.step("最早可再次补助", f"{facts.last_granted_for} 起 {months.shown}", str(earliest), by=months)
    if facts.finished_on < earliest:
        zh, en = f"距上次补助未满{months.shown}", f"too soon after {facts.last_granted_for}"
        working.refuse("too_soon", zh, en, by=months)


def _amount(working: Working, facts: AccessibilityFacts) -> int:
    share = working.uses("补助比例", "cost_share")
    cap = working.uses("最高补助额", "cap")
    return share_of_cost(working, facts.cost, what="实际改造费用", share=share, cap=cap)


def claims(facts: AccessibilityFacts, subject: str) -> tuple[Claim, ...]:
    """One grant of an employer in a year."""
    check(facts)
    return (Claim(kind="cost", subject=subject, item=CODE, period=str(facts.finished_on.year)),)


def history(facts: AccessibilityFacts, _: str, earlier: tuple[Earlier, ...]) -> Iterator[Contradiction]:
    """The last grant lies no earlier than the last that the book has given."""
    held = max(((each.facts.finished_on, each.case) for each in earlier), default=None)
    if held is not None and (facts.last_granted_for is None or facts.last_granted_for < held[0]):
        stated = str(facts.last_granted_for or "-")
        yield Contradiction(field="last_granted_for", stated=stated, held=str(held[0]), cases=(held[1],))


PROGRAMME: Final = Programme(
    code=CODE,
    name_zh="无障碍改造补助",
    name_en="Accessibility grant",
    beneficiary="employer",
    facts=AccessibilityFacts,
    decide=decide,
    law_day=law_day,
    last_day=law_day,
    claims=claims,
    history=history,
    rules=("P2-019",),
)
