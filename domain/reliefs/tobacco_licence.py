"""Tobacco retail licences 烟草专卖零售许可放宽: spacing and number limits relaxed for persons with disabilities."""

from datetime import date
from fractions import Fraction
from typing import Annotated, Final, Literal

from msgspec import Meta

from domain.counting import shown_fraction
from domain.errors import Refusal
from domain.names import zh
from domain.programs.base import Claim, Facts
from domain.reliefs.base import Relief
from domain.statutes.book import Law, Provision
from domain.working import Decision, Working

CODE: Final = "tobacco_licence_relaxation"
FORMULA: Final = "tobacco_licence_relaxation/2022"
ITEM: Final = "tobacco_licence"

Count = Annotated[int, Meta(ge=0)]
Category = Literal["visual", "hearing", "speech", "physical", "intellectual", "mental", "multiple"]


class RelaxationNotKnown(Refusal):
    """放宽方式「{method}」无法执行;可用:{known}。

    The relaxation "{method}" cannot be carried out; known: {known}.
    """


class CountingNotKnown(Refusal):
    """零售点计数口径「{method}」无法执行;可用:{known}。

    The way of counting outlets "{method}" cannot be carried out; known: {known}.
    """


class TobaccoLicenceFacts(Facts, frozen=True, kw_only=True):
    """The applicant and the site: the distance (m) to the next outlet, and how many outlets its zone has and may have.

    `ordinary_spacing` and `ordinary_number` are what the local layout rules ask of everybody.
    """

    applied_on: date
    certificate_valid: bool
    local_hukou: bool
    on_dibao: bool
    categories: tuple[Category, ...]
    runs_it_in_person: bool
    other_layout_rules_met: bool
    distance: Count
    ordinary_spacing: Count
    outlets_in_zone: Count
    ordinary_number: Count


def decide(facts: TobaccoLicenceFacts, law: Law) -> Decision:
    """Who applies, the layout rules that stay, then spacing and number as the place relaxes them; no amount."""
    working = Working(FORMULA, law, facts.applied_on)
    person = working.uses("须为持证残疾人", "certificate_required")
    if person.flag and not facts.certificate_valid:
        working.refuse("certificate_not_valid", "残疾人证无效", "the certificate is not valid", by=person)
    runs = working.uses("须由残疾人本人经营", "in_person_required")
    if runs.flag and not facts.runs_it_in_person:
        working.refuse("not_in_person", "不是本人经营", "somebody else runs it", by=runs)
    method = working.uses("放宽方式", "relaxation")
    match method.text:
        case "spacing_waived":
            _waived(working, facts, method)
        case "limits_scaled":
            _scaled(working, facts, method)
        case unknown:
            raise RelaxationNotKnown(field=method.key, method=unknown, known="spacing_waived, limits_scaled")
    return working.decide(0, ())


def _waived(working: Working, facts: TobaccoLicenceFacts, method: Provision) -> None:
    """No spacing at all, for whom the sentence names; every other layout rule stays as it is."""
    whom = working.uses("不受间隔距离限制的对象", "waiver_for")
    if whom.table["local_hukou"] and not facts.local_hukou:
        working.refuse("not_local_hukou", "不是本地户籍", "the hukou is not local", by=whom)
    if whom.table["on_dibao"] and not facts.on_dibao:
        working.refuse("not_on_dibao", "未享受低保", "no minimum living allowance", by=whom)
    for category in sorted(set(facts.categories) & set(whom.table["excluded_categories"])):
        words = f"{zh(category)}残疾人不在范围内"
        working.refuse("category_excluded", words, f"{category} disability is excluded", by=whom)
    _other_rules(working, facts, method)
    if facts.outlets_in_zone >= facts.ordinary_number:
        words = f"区域内已有 {facts.outlets_in_zone} 个零售点,达到上限 {facts.ordinary_number} 个"
        working.refuse("zone_is_full", words, f"the zone has its {facts.ordinary_number} outlets", by=method)
    working.step("间隔距离", f"与最近零售点 {facts.distance} 米", "不受限制", by=method)


def _scaled(working: Working, facts: TobaccoLicenceFacts, method: Provision) -> None:
    """Spacing and number as the place's shares relax them; exactly at the relaxed spacing is enough."""
    _other_rules(working, facts, method)
    spacing_share = working.uses("间隔距离放宽至", "spacing_share")
    spacing = facts.ordinary_spacing * spacing_share.ratio
    needed = f"{shown_fraction(spacing)} 米"
    working.step("放宽后的间隔距离", f"{facts.ordinary_spacing} 米 × {spacing_share.shown}", needed, by=spacing_share)
    if facts.distance < spacing:
        words = f"与最近零售点 {facts.distance} 米,不足 {needed}"
        en = f"{facts.distance} m to the next outlet are less than {shown_fraction(spacing)} m"
        working.refuse("too_close", words, en, by=spacing_share)
    extra = working.uses("数量上限放宽", "number_share")
    most = Fraction(facts.ordinary_number) * (1 + extra.ratio)
    working.step("放宽后的数量上限", f"{facts.ordinary_number} × (1 + {extra.shown})", shown_fraction(most), by=extra)
    if facts.outlets_in_zone + 1 > most:
        words = f"区域内已有 {facts.outlets_in_zone} 个零售点,放宽后仍超过上限 {shown_fraction(most)}"
        working.refuse("zone_is_full", words, f"more than {shown_fraction(most)} outlets in the zone", by=extra)


def _other_rules(working: Working, facts: TobaccoLicenceFacts, method: Provision) -> None:
    if not facts.other_layout_rules_met:
        words = "不符合其他零售点布局规定"
        working.refuse("other_layout_rules", words, "other layout rules are not met", by=method)


def counts(rule: Provision, *, begins_on: date | None, ends_on: date | None, on: date) -> bool:
    """Whether a licence counts towards the outlets of a place on a day: those that still run, or all ever granted."""
    if rule.text not in ("still_running", "ever_granted"):
        raise CountingNotKnown(field=rule.key, method=rule.text, known="still_running, ever_granted")
    if begins_on is None or begins_on > on:
        return False
    return rule.text == "ever_granted" or ends_on is None or ends_on >= on


RELIEF: Final = Relief(
    code=CODE,
    name_zh="烟草专卖零售许可放宽",
    name_en="Relaxed conditions of tobacco retail licences",
    kind="eligibility",
    beneficiary="person",
    facts=TobaccoLicenceFacts,
    decide=decide,
    law_day=lambda facts: facts.applied_on,
    claims=lambda _, subject, __: (Claim(kind="cost", subject=subject, item=ITEM, period="once"),),
    period=lambda facts: (facts.applied_on, None),
    last_day=lambda facts: facts.applied_on,
    rules=("P1-011", "P2-014", "P3-025", "P4-010", "P5-010"),
)
