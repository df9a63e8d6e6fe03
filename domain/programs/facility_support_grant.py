"""Facility support grant 就业帮扶设施扶持: the workshops, bases, shops and institutions that the plans name."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Final

from msgspec import Meta

from domain.errors import Refusal
from domain.money import shown
from domain.programs.base import Claim, Facts, Programme
from domain.programs.conditions import require
from domain.programs.cost_share import share_of_cost
from domain.statutes.book import Law
from domain.working import Decision, Working

CODE: Final = "facility_support_grant"
FORMULA: Final = "facility_support_grant/2022"
ITEM: Final = "facility_support"
KINDS: Final = {
    "support_workshop": "就业帮扶车间",
    "rural_base": "农村残疾人就业基地",
    "employment_support_base": "就业帮扶基地",
    "training_base": "培训基地",
    "leading_firm": "龙头企业",
    "leader": "致富带头人",
    "blind_massage_shop": "盲人按摩门店",
    "blind_massage_institution": "盲人按摩机构",
    "blind_massage_hospital": "省级盲人按摩医院",
}
"""What may be supported; where, and how, is data."""

Natural = Annotated[int, Meta(ge=0)]


class FacilityKindUnknown(Refusal):
    """未知的设施类型「{kind}」;可用:{known}。

    Unknown kind of facility "{kind}"; known: {known}.
    """


class SupportBasisUnknown(Refusal):
    """未知的扶持方式「{basis}」;可用:{known}。

    Unknown basis of support "{basis}"; known: {known}.
    """


class FacilitySupportFacts(Facts, frozen=True, kw_only=True):
    """A facility as inspected: what it is, whom it employs or trains, and what building or equipping it cost (fen)."""

    kind: str
    inspected_on: date
    meets_standard: bool
    still_running: bool
    pwd_served: Natural
    cost: Natural = 0


def check(facts: FacilitySupportFacts) -> None:
    """Refuse a kind that nobody knows."""
    if facts.kind not in KINDS:
        raise FacilityKindUnknown(field="kind", kind=facts.kind, known="、".join(KINDS))


def law_day(facts: FacilitySupportFacts) -> date:
    """The day of the inspection."""
    check(facts)
    return facts.inspected_on


def decide(facts: FacilitySupportFacts, law: Law) -> Decision:
    """The sentence that names the kind, what a facility must be; then the amount on the basis that the place uses."""
    working = Working(FORMULA, law, law_day(facts))
    working.grants(f"扶持对象:{KINDS[facts.kind]}", f"supported.{facts.kind}")
    _channels(working, facts)
    _facility(working, facts)
    basis = working.uses("扶持方式", f"basis.{facts.kind}")
    if basis.text not in BASES:
        raise SupportBasisUnknown(field=basis.key, rule=basis.authority, basis=basis.text, known="、".join(BASES))
    return working.decide(BASES[basis.text](working, facts))


def _channels(working: Working, facts: FacilitySupportFacts) -> None:
    """No fund is made for it: the payer must be a fund whose own rules allow it, which allotment checks."""
    key = f"existing_channels_only.{facts.kind}"
    if working.law.holds(key, working.law_day):
        working.uses("只通过现有资金渠道", key)


def _facility(working: Working, facts: FacilitySupportFacts) -> None:
    require(
        working,
        "须符合建设标准",
        "standard_required",
        met=facts.meets_standard,
        code="below_standard",
        zh="不符合建设标准",
        en="the facility is below the standard",
    )
    require(
        working,
        "须正常运营",
        "running_required",
        met=facts.still_running,
        code="not_running",
        zh="已停止运营",
        en="the facility does not run any more",
    )
    least = working.law.find(f"persons_at_least.{facts.kind}", working.law_day)
    if least is not None:
        working.uses("安排、带动或者培训残疾人", least.key)
        if facts.pwd_served < least.count:
            working.refuse(
                "too_few_served",
                f"安排、带动或者培训残疾人 {facts.pwd_served} 人,不足 {least.shown}",
                f"serves {facts.pwd_served} persons with disabilities, fewer than {least.count}",
                by=least,
            )


def _flat(working: Working, facts: FacilitySupportFacts) -> int:
    amount = working.uses("扶持标准", f"amount.{facts.kind}")
    working.step("扶持金额", "定额", shown(amount.fen), by=amount)
    return amount.fen


def _per_person(working: Working, facts: FacilitySupportFacts) -> int:
    standard = working.uses("每人扶持标准", f"amount.{facts.kind}")
    cap = working.uses("最高扶持额", f"cap.{facts.kind}")
    amount = min(standard.fen * facts.pwd_served, cap.fen)
    working.step("扶持金额", f"min({standard.shown} × {facts.pwd_served} 人, {cap.shown})", shown(amount), by=standard)
    return amount


def _share_of_cost(working: Working, facts: FacilitySupportFacts) -> int:
    share = working.uses("扶持比例", f"share.{facts.kind}")
    cap = working.uses("最高扶持额", f"cap.{facts.kind}")
    return share_of_cost(working, facts.cost, what="实际建设和设备费用", share=share, cap=cap)


BASES: Final[dict[str, Callable[[Working, FacilitySupportFacts], int]]] = {
    "定额": _flat,
    "按人数": _per_person,
    "按实际费用的比例": _share_of_cost,
}
"""The bases of support by the words that the statute book uses."""


def claims(facts: FacilitySupportFacts, subject: str) -> tuple[Claim, ...]:
    """One support of a facility in a year, under whichever of its names."""
    check(facts)
    return (Claim(kind="cost", subject=subject, item=ITEM, period=str(facts.inspected_on.year)),)


PROGRAMME: Final = Programme(
    code=CODE,
    name_zh="就业帮扶设施扶持",
    name_en="Facility support grant",
    beneficiary="employer",
    facts=FacilitySupportFacts,
    decide=decide,
    law_day=law_day,
    last_day=law_day,
    claims=claims,
    rules=("P1-022", "P1-031", "P1-053", "P3-034", "P3-041", "P4-029"),
)
