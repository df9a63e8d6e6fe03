"""Equipment grant 设施设备购置补贴: a share of what a business of one's own was equipped with, up to a cap."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Final, Literal

import msgspec

from domain.errors import Refusal
from domain.identity import parse_uscc
from domain.money import Rounding, round_fen, shown
from domain.programs.base import Claim, Facts, Programme
from domain.programs.conditions import require, require_certificate
from domain.programs.exclusions import Exclusions, Ground
from domain.programs.terms import months_after
from domain.statutes.book import Law, Provision
from domain.working import Decision, Working

CODE: Final = "equipment_grant"
FORMULA: Final = "equipment_grant/2022"
KINDS: Final = {
    "production": "生产设备",
    "operation": "经营设施",
    "accessibility": "无障碍设施",
    "vehicle": "车辆",
    "consumable": "原料耗材",
}
"""What may be bought for a business."""

Fen = Annotated[int, msgspec.Meta(ge=0)]


class NothingBought(Refusal):
    """没有填报购置的设施设备。

    No equipment was given.
    """


class Equipment(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One purchase: its kind, day and price (fen) by invoice, and whether it stands in the business."""

    kind: Literal["production", "operation", "accessibility", "vehicle", "consumable"]
    bought_on: date
    price: Fen
    in_use: bool


class EquipmentGrantFacts(Facts, frozen=True, kw_only=True):
    """The business, if it is registered (`business_uscc`, else blank), and what was bought for it."""

    applied_on: date
    business_uscc: str = ""
    certificate_valid: bool
    still_running: bool
    bought: tuple[Equipment, ...]


_KIND_EXCLUDED = Ground("kind_excluded", "不属于补贴范围的设施设备", "not of a kind that is subsidised")
_TOO_OLD = Ground("bought_too_early", "购置日期早于规定期限", "bought too long before the application")
_LATER = Ground("bought_after_application", "购置日期晚于申请日", "bought after the application")
_UNUSED = Ground("not_in_use", "现场核查未在经营中使用", "not in use in the business")


class _Rules(msgspec.Struct, frozen=True):
    """Which purchases count."""

    kinds: Provision
    within: Provision


def law_day(facts: EquipmentGrantFacts) -> date:
    """The day of application."""
    return facts.applied_on


def decide(facts: EquipmentGrantFacts, law: Law) -> Decision:
    """Who may apply and which purchases count; then the share of their price, and never more than the cap."""
    working = Working(FORMULA, law, law_day(facts))
    working.grants("在设施设备方面给予扶持", "supported")
    _check_applicant(working, facts)
    rules = _Rules(_kinds(working), working.uses("购置之日起申请期限", "apply_within_months"))
    exclusions = Exclusions(working)
    counted = [
        one.price
        for number, one in enumerate(facts.bought, start=1)
        if _counts(f"第 {number} 件", one, facts.applied_on, rules, exclusions)
    ]
    if not sum(counted):
        exclusions.refuse()
    return working.decide(_amount(working, sum(counted)))


def _check_applicant(working: Working, facts: EquipmentGrantFacts) -> None:
    require_certificate(working, valid=facts.certificate_valid)
    require(
        working,
        "须正常经营",
        "running_required",
        met=facts.still_running,
        code="not_running",
        zh="申请时已停止经营",
        en="the business does not run any more",
    )


def _kinds(working: Working) -> Provision:
    kinds = working.law.at("kinds", working.law_day)
    names = "、".join(KINDS[name] for name in kinds.table["names"])
    working.step("补贴的设施设备", kinds.key, names + ("(演示值)" if kinds.is_demo else ""), by=kinds)
    return kinds


def _counts(what: str, one: Equipment, applied_on: date, rules: _Rules, exclusions: Exclusions) -> bool:
    if one.kind not in rules.kinds.table["names"]:
        exclusions.leave_out(what, _KIND_EXCLUDED, rules.kinds)
    elif not one.in_use:
        exclusions.leave_out(what, _UNUSED, rules.kinds)
    elif one.bought_on > applied_on:
        exclusions.leave_out(what, _LATER, rules.within)
    elif applied_on > months_after(one.bought_on, rules.within.count):
        exclusions.leave_out(what, _TOO_OLD, rules.within)
    else:
        return True
    return False


def _amount(working: Working, price: int) -> int:
    share, cap = working.uses("补贴比例", "price_share"), working.uses("补贴上限", "cap")
    rounding = Rounding(working.uses("金额取整规则", "rounding").text)
    amount = min(round_fen(price * share.ratio, rounding), cap.fen)
    working.step("补贴金额", f"min({shown(price)} × {share.shown}, {cap.shown})", shown(amount), by=cap)
    return amount


def claims(facts: EquipmentGrantFacts, subject: str) -> tuple[Claim, ...]:
    """Once a year for the person, and for the business, however many of its founders apply."""
    if not facts.bought:
        raise NothingBought(field="bought")
    return tuple(
        Claim(kind="cost", subject=each, item=CODE, period=str(facts.applied_on.year))
        for each in _subjects(facts, subject)
    )


def _subjects(facts: EquipmentGrantFacts, subject: str) -> Iterator[str]:
    yield subject
    if facts.business_uscc:
        yield parse_uscc(facts.business_uscc, field="business_uscc")


PROGRAMME: Final = Programme(
    code=CODE,
    name_zh="设施设备购置补贴",
    name_en="Equipment grant",
    beneficiary="person",
    facts=EquipmentGrantFacts,
    decide=decide,
    law_day=law_day,
    last_day=law_day,
    claims=claims,
    rules=("P3-021",),
)
