"""Over-quota rewards of fixed sums per head: one sum for everybody, or a tariff by category and grade with a cap."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Final

import msgspec

from domain.counting import shown_fraction
from domain.errors import Refusal
from domain.identity.certificates import CATEGORY_NAMES
from domain.money import Rounding, fen_from_yuan, round_fen, shown
from domain.programs.over_quota_facts import CertifiedPerson, OverQuotaRewardFacts
from domain.programs.over_quota_steps import begin, check_employer, excess_of, in_yuan, one_of, paid_persons
from domain.statutes.book import Law, Provision
from domain.working import Decision, Working

FORMULA: Final = "over_quota_reward/per_head/2022"
TARIFF: Final = "tariff_by_category_and_grade"


class CertificateNotStated(Refusal):
    """当地按残疾类别和等级奖励,名册中有人没有填报残疾人证的类别和等级。

    The place rewards by category and grade, and somebody on the roster is stated without them.
    """


class TariffSilent(Refusal):
    """奖励标准表没有规定{category} {grade} 级的金额。

    The tariff gives no amount for {category} of grade {grade}.
    """


class _Share(msgspec.Struct, frozen=True, order=True):
    """How much of the year's head-count one person stands for, and the sum (fen) for a head of that kind."""

    fen: int
    heads: Fraction


def decide(facts: OverQuotaRewardFacts, law: Law) -> Decision:
    """Whether the employer may ask at all; then paid persons times fixed sums, and never more than the cap."""
    working = begin(FORMULA, facts, law)
    _check_choice(working, facts)
    _check_conditions(working, facts)
    check_employer(working, facts)
    persons = paid_persons(working, excess_of(working, facts, _threshold(working, facts)))
    _check_whole_person(working, persons)
    if not (refusal := working.decide(0)).granted:
        return refusal
    rule = working.law.at("formula", working.law_day)
    name, family = FAMILIES[rule.text]
    working.step("奖励标准的算法", rule.key, name, by=rule)
    exact = family(working, facts, persons)
    amount = round_fen(exact, Rounding(working.uses("金额取整规则", "rounding").text))
    working.step("奖励金额", in_yuan(exact), shown(amount))
    return working.decide(_capped(working, amount))


def _check_choice(working: Working, facts: OverQuotaRewardFacts) -> None:
    """Where an employer chooses after certification and before the levy: it has not waived, and chose in time."""
    if working.law.find("choice_before_levy", working.law_day) is None:
        return
    order = working.uses("认证后先选择申请或放弃奖励,再申报保障金", "choice_before_levy")
    if facts.waived:
        working.refuse("reward_waived", "单位已选择放弃奖励", "the employer chose to waive the reward", by=order)
    if order.flag and facts.levy_filed_first:
        working.refuse(
            "levy_filed_first",
            "选择之前已申报残疾人就业保障金",
            "the levy was filed before the choice was made",
            by=order,
        )


def _check_conditions(working: Working, facts: OverQuotaRewardFacts) -> None:
    if working.law.find("conditions_required", working.law_day) is None:
        return
    rule = working.uses("须达到奖励条件", "conditions_required")
    if rule.flag and not facts.meets_conditions:
        working.refuse("conditions_not_met", "未达到奖励条件", "the conditions of the reward are not met", by=rule)


def _check_whole_person(working: Working, persons: Fraction) -> None:
    """Above the ratio, but rounded to nobody."""
    if not persons and working.decide(0).granted:
        rule = working.law.at("excess_rounding", working.law_day)
        working.refuse("nobody_to_reward", "超比例人数取整后为 0 人", "the excess rounds down to nobody", by=rule)


def _threshold(working: Working, facts: OverQuotaRewardFacts) -> str:
    """A place may ask a higher ratio of centralised employers."""
    own = "threshold_ratio_centralised"
    return own if facts.centralised and working.law.find(own, working.law_day) else "threshold_ratio"


def _flat(working: Working, _: OverQuotaRewardFacts, persons: Fraction) -> Fraction:
    """Everybody is worth the same, and no more than the upper bound that a document gives."""
    given = working.uses("每人每年奖励标准", "amount_per_person")
    standard = given.fen
    if working.law.find("amount_per_person_at_most", working.law_day) is not None:
        most = working.uses("每人每年奖励上限", "amount_per_person_at_most")
        standard = min(standard, most.fen)
    working.step(
        "计奖人数 × 每人标准", f"{shown_fraction(persons)} 人 × {shown(standard)}", in_yuan(persons * standard)
    )
    return persons * standard


def _tariff(working: Working, facts: OverQuotaRewardFacts, persons: Fraction) -> Fraction:
    """The excess is made up of the persons on the roster, the cheapest or the dearest of the tariff first."""
    tariff = working.law.at("tariff", working.law_day)
    working.step("分类别、等级的奖励标准", tariff.key, "、".join(_read(tariff)), by=tariff)
    order = working.uses("超比例部分先计哪些人", "excess_order")
    dearest_first = one_of(_ORDERS, "excess_order", order.text)
    total, left = Fraction(0), persons
    for fen, heads in _by_sum(_shares(facts, tariff), dearest_first=dearest_first):
        taken = min(heads, left)
        if taken:
            working.step(f"每人 {shown(fen)} 的", f"{shown_fraction(taken)} 人", in_yuan(taken * fen), by=tariff)
        total, left = total + taken * fen, left - taken
    return total


def _shares(facts: OverQuotaRewardFacts, tariff: Provision) -> Iterator[_Share]:
    certified = {one.person: one for one in facts.certified}
    for placement in facts.placements:
        if placement.person not in certified:
            raise CertificateNotStated(field="certified")
        sum_of_kind = _sum_for(certified[placement.person], tariff)
        yield _Share(sum_of_kind, Fraction(placement.weight * len(placement.months), 12))


def _by_sum(shares: Iterator[_Share], *, dearest_first: bool) -> list[tuple[int, Fraction]]:
    heads: dict[int, Fraction] = {}
    for share in shares:
        heads[share.fen] = heads.get(share.fen, Fraction(0)) + share.heads
    return sorted(heads.items(), reverse=dearest_first)


def _sum_for(one: CertifiedPerson, tariff: Provision) -> int:
    for row in tariff.table["rows"]:
        if one.category in row["categories"] and one.grade in row["grades"]:
            return fen_from_yuan(row["amount"])
    name, _ = CATEGORY_NAMES[one.category]
    raise TariffSilent(field="certified", rule=tariff.authority, category=name, grade=one.grade)


def _read(tariff: Provision) -> Iterator[str]:
    """The tariff for people, row by row."""
    for row in tariff.table["rows"]:
        categories = "/".join(CATEGORY_NAMES[category][0] for category in row["categories"])
        grades = "/".join(map(str, row["grades"]))
        yield f"{categories} {grades} 级 {shown(fen_from_yuan(row['amount']))}"


def _capped(working: Working, amount: int) -> int:
    if working.law.find("total_cap", working.law_day) is None:
        return amount
    most = working.uses("奖励总额上限", "total_cap")
    if amount > most.fen:
        working.step("按上限奖励", f"{shown(amount)} 高于上限", shown(most.fen), by=most)
    return min(amount, most.fen)


_ORDERS: Final = {"lowest_tariff_first": False, "highest_tariff_first": True}
FAMILIES: Final[dict[str, tuple[str, Callable[[Working, OverQuotaRewardFacts, Fraction], Fraction]]]] = {
    "flat_per_person_year": ("每超 1 人每年固定金额", _flat),
    TARIFF: ("按残疾类别和等级的固定金额", _tariff),
}
"""The formula families of this module, as the place's data names them."""
