"""Public-welfare-post subsidy 公益性岗位补贴: for employers who keep such posts for persons with disabilities."""

from collections.abc import Iterator
from datetime import date
from typing import Final

import msgspec

from domain.money import Rounding, round_fen, shown
from domain.programs.base import Claim, Contradiction, Earlier, Programme
from domain.programs.exclusions import Exclusions, Ground
from domain.programs.monthly_law import MonthlyLaw
from domain.programs.public_welfare_entry import Entry
from domain.programs.public_welfare_facts import PostHolder, PostMonth, PublicWelfarePostFacts, check
from domain.programs.support_term import SupportTerm, support_term
from domain.register_names import POST_KINDS
from domain.statutes.book import Law, Provision
from domain.working import Decision, Working

CODE: Final = "public_welfare_post_subsidy"
FORMULA: Final = "public_welfare_post_subsidy/2022"
ITEM: Final = "post_subsidy"
"""The cost item: one post subsidy for a person and month, whatever the post."""

_UNINSURED = Ground("not_insured", "当月没有按要求缴纳社会保险费", "social insurance was not paid as required")
_TOO_LITTLE = Ground("wage_too_low", "当月工资低于规定下限", "the wage is below the least that the rule allows")
_TOO_MUCH = Ground("wage_too_high", "当月工资高于规定上限", "the wage is above the most that the rule allows")


class _Rules(msgspec.Struct, frozen=True):
    """What every month of every holder is measured by."""

    monthly: MonthlyLaw
    term: SupportTerm
    exclusions: Exclusions
    entry: Entry


def law_day(facts: PublicWelfarePostFacts) -> date:
    """The first day of the earliest month applied for; wages and shares are those of each month."""
    check(facts)
    return min(worked.month for holder in facts.holders for worked in holder.months).first_day


def last_day(facts: PublicWelfarePostFacts) -> date:
    """The first day of the latest month applied for."""
    return max(worked.month for holder in facts.holders for worked in holder.months).first_day


def decide(facts: PublicWelfarePostFacts, law: Law) -> Decision:
    """Whether it is such a post, who may hold it; then, month by month, a share of the local minimum wage."""
    working = Working(FORMULA, law, law_day(facts))
    _check_post(working, facts)
    rules = _rules(working)
    amount = sum(_for_holder(working, holder, rules) for holder in facts.holders if rules.entry.admits(holder))
    if not amount:
        rules.exclusions.refuse()
    working.step("补贴金额", "各人补贴合计", shown(amount))
    return working.decide(amount)


def _rules(working: Working) -> _Rules:
    exclusions = Exclusions(working)
    return _Rules(MonthlyLaw(working), support_term(working), exclusions, Entry(working, exclusions))


def _check_post(working: Working, facts: PublicWelfarePostFacts) -> None:
    """Some places list the kinds of posts, and take auxiliary posts only where nothing else pays for them."""
    kinds = working.law.find("post_kinds", working.law_day)
    if kinds is not None:
        names = "、".join(POST_KINDS[name] for name in kinds.table["names"])
        working.step("公益性岗位的种类", kinds.key, names, by=kinds)
        if facts.post_kind not in kinds.table["names"]:
            zh = f"「{POST_KINDS[facts.post_kind]}」不在当地公益性岗位的种类之内"
            working.refuse("post_not_listed", zh, f"posts of {facts.post_kind} are not listed", by=kinds)
    if working.law.find("grass_roots_auxiliary_only", working.law_day) is None or facts.post_kind != "auxiliary_post":
        return
    rule = working.uses("辅助性岗位须由基层政府开发管理,且没有其他资金保障", "grass_roots_auxiliary_only")
    if rule.flag and not facts.run_by_grass_roots:
        working.refuse("not_grass_roots", "不是基层政府开发管理的岗位", "not run by grass-roots government", by=rule)
    if rule.flag and facts.otherwise_funded:
        working.refuse(
            "otherwise_funded",
            "该岗位已有财政资金或其他资金、基金保障",
            "another fund already pays for the post",
            by=rule,
        )


def _for_holder(working: Working, holder: PostHolder, rules: _Rules) -> int:
    """The subsidy (fen) of one holder, with a step for every month."""
    payable = _payable(holder, rules)
    return sum(_month(working, f"{holder.person} {worked.month}", worked, rules.monthly) for worked in payable)


def _payable(holder: PostHolder, rules: _Rules) -> list[PostMonth]:
    """The months that are paid for; what stands against the others is left as a step."""
    payable: list[PostMonth] = []
    for worked in sorted(holder.months, key=lambda each: each.month):
        used = holder.months_already_subsidised + len(payable)
        if against := _against(holder, worked, used, rules):
            rules.exclusions.leave_out(f"{holder.person} {worked.month}", *against)
        else:
            payable.append(worked)
    return payable


def _against(holder: PostHolder, worked: PostMonth, used: int, rules: _Rules) -> tuple[Ground, Provision] | None:
    """Why the month is not paid, with its clause; None where it is."""
    outside = rules.term.ground_against(
        holder.first_recognised, holder.months_to_retirement_at_first_recognition, worked.month, used
    )
    if outside:
        return outside, rules.term.clause(outside)
    insurance = rules.monthly.at("须按要求缴纳社会保险费", "insurance_required", worked.month)
    if insurance.flag and not worked.insured:
        return _UNINSURED, insurance
    return _against_wage(worked, rules.monthly)


def _against_wage(worked: PostMonth, monthly: MonthlyLaw) -> tuple[Ground, Provision] | None:
    wage = monthly.minimum_wage(worked.month).fen
    least = monthly.at("工资下限(最低工资的倍数)", "wage_least", worked.month)
    if worked.wage_paid < wage * least.ratio:
        return _TOO_LITTLE, least
    most = monthly.find("工资上限(最低工资的倍数)", "wage_most", worked.month)
    if most is not None and worked.wage_paid > wage * most.ratio:
        return _TOO_MUCH, most
    return None


def _month(working: Working, what: str, worked: PostMonth, monthly: MonthlyLaw) -> int:
    wage = monthly.minimum_wage(worked.month)
    share = monthly.at("补贴比例", "wage_share", worked.month)
    rounding = Rounding(monthly.at("金额取整规则", "rounding", worked.month).text)
    amount = round_fen(wage.fen * share.ratio, rounding)
    working.step(f"{what} 补贴", f"月最低工资标准 {shown(wage.fen)} × {share.shown}", shown(amount), by=share)
    return amount


def claims(facts: PublicWelfarePostFacts, subject: str) -> tuple[Claim, ...]:
    """Every holder's month once, whoever applies and whatever the post."""
    check(facts)
    return tuple(
        sorted(
            Claim(kind="cost", subject=holder.person, item=ITEM, period=str(worked.month))
            for holder in facts.holders
            for worked in holder.months
        )
    )


def history(facts: PublicWelfarePostFacts, _: str, earlier: tuple[Earlier, ...]) -> Iterator[Contradiction]:
    """Nobody has drawn fewer months in a placement, or been placed less often, than the book has granted."""
    granted = [(each.case, held, months) for each in earlier for held, months in _granted(each)]
    for index, holder in enumerate(facts.holders):
        own = [(case, held, months) for case, held, months in granted if held.person == holder.person]
        same = [(case, months) for case, held, months in own if held.placed_from == holder.placed_from]
        before = {held.placed_from: case for case, held, _ in own if held.placed_from < holder.placed_from}
        drawn, placed = sum(months for _, months in same), len(before) + 1
        if holder.months_already_subsidised < drawn:
            yield Contradiction(
                field=f"holders[{index}].months_already_subsidised",
                stated=f"{holder.months_already_subsidised}",
                held=f"{drawn}",
                cases=tuple(dict.fromkeys(case for case, _ in same)),
            )
        if holder.placement < placed:
            yield Contradiction(
                field=f"holders[{index}].placement",
                stated=f"{holder.placement}",
                held=f"{placed}",
                cases=tuple(dict.fromkeys(before.values())),
            )


def _granted(earlier: Earlier) -> Iterator[tuple[PostHolder, int]]:
    """The holders whom a granted case paid for, and for how many months each."""
    rules = _rules(Working(FORMULA, earlier.law, law_day(earlier.facts)))
    for holder in earlier.facts.holders:
        if rules.entry.admits(holder) and (months := len(_payable(holder, rules))):
            yield holder, months


PROGRAMME: Final = Programme(
    code=CODE,
    name_zh="公益性岗位补贴",
    name_en="Public-welfare-post subsidy",
    beneficiary="employer",
    facts=PublicWelfarePostFacts,
    decide=decide,
    law_day=law_day,
    last_day=last_day,
    claims=claims,
    history=history,
    rules=("P1-021", "P2-008", "P2-035", "P2-044", "P3-026", "P3-027", "P4-018", "P5-029"),
)
