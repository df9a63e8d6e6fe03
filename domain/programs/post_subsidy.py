"""Post subsidy 岗位补贴: a monthly sum for the posts that a place wants to keep, on the grounds it lists."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Final, Literal

import msgspec

from domain.calendar import Month
from domain.errors import Refusal
from domain.money import shown
from domain.programs.base import Claim, Contradiction, Earlier, Facts, Programme
from domain.programs.exclusions import Exclusions, Ground
from domain.programs.monthly_law import MonthlyLaw
from domain.programs.public_welfare_post_subsidy import ITEM
from domain.statutes.book import Law, Provision
from domain.working import Decision, Working

CODE: Final = "post_subsidy"
FORMULA: Final = "post_subsidy/2022"
GROUNDS: Final = {
    "centralised": "集中安置残疾人就业的企业",
    "auxiliary": "残疾人辅助性就业机构",
    "blind_massage": "盲人按摩机构",
    "flexible_post": "「15分钟灵活就业圈」岗位",
    "employment_difficulty": "就业困难残疾人岗位",
    "quota_employer": "按比例安排残疾人就业的用人单位",
}
"""Which posts a place may subsidise."""

Count = Annotated[int, msgspec.Meta(ge=0)]
Fen = Annotated[int, msgspec.Meta(ge=0)]


class NobodyInThePosts(Refusal):
    """没有填报在岗残疾人和月份。

    Nobody was given who works in the posts, with the months.
    """


class WorkerGivenTwice(Refusal):
    """同一在岗残疾人重复填报;请把各月合并填写。

    The same worker was given twice; put all months under one entry.
    """


class WorkedMonthGivenTwice(Refusal):
    """同一人的 {month} 重复填报。

    {month} was given twice for the same person.
    """


class WorkedMonth(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One month at work: the wage paid (fen), hours worked, and whether social insurance was paid."""

    month: Month
    wage_paid: Fen
    hours: Count
    insured: bool


class PostWorker(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A person (pseudonym) in a subsidised post; recognition and assessment matter for employment difficulty only."""

    person: str
    recognised_from: Month | None = None
    ability_assessed: bool = False
    months_already_subsidised: Count = 0
    months: tuple[WorkedMonth, ...]


class PostSubsidyFacts(Facts, frozen=True, kw_only=True):
    """The posts of one ground.

    `recognised` says that the employer is recognised as what the ground names, `with_township` that the posts were
    developed together with township and village.
    """

    ground: Literal[
        "centralised", "auxiliary", "blind_massage", "flexible_post", "employment_difficulty", "quota_employer"
    ]
    recognised: bool
    with_township: bool = False
    workers: tuple[PostWorker, ...]


_NOT_RECOGNISED = Ground(
    "difficulty_not_recognised", "当月尚未认定为就业困难人员", "employment difficulty was not recognised yet"
)
_NOT_ASSESSED = Ground("ability_not_assessed", "没有经过就业能力评估", "the ability to work was not assessed")
_USED_UP = Ground("term_used_up", "已享受满规定期限", "the full term has been drawn")
_UNINSURED = Ground("not_insured", "当月没有缴纳社会保险费", "social insurance was not paid")
_TOO_LITTLE = Ground("wage_too_low", "当月工资低于规定下限", "the wage is below the least that the rule allows")
_TOO_SHORT = Ground("hours_too_few", "当月工时不足", "too few hours were worked")


class _Rules(msgspec.Struct, frozen=True):
    """The law of the ground, month by month, and what is left out by it."""

    ground: str
    monthly: MonthlyLaw
    exclusions: Exclusions

    def find(self, label: str, key: str, month: Month) -> Provision | None:
        """The condition of this ground, where the place sets one."""
        return self.monthly.find(label, f"{key}.{self.ground}", month)


def law_day(facts: PostSubsidyFacts) -> date:
    """The first day of the earliest month applied for; sums and conditions are those of each month."""
    check(facts)
    return min(worked.month for worker in facts.workers for worked in worker.months).first_day


def last_day(facts: PostSubsidyFacts) -> date:
    """The first day of the latest month applied for."""
    return max(worked.month for worker in facts.workers for worked in worker.months).first_day


def decide(facts: PostSubsidyFacts, law: Law) -> Decision:
    """Whether the place subsidises such posts of such a body; then the sum of each month that meets the conditions."""
    working = Working(FORMULA, law, law_day(facts))
    _check_ground(working, facts)
    rules = _Rules(facts.ground, MonthlyLaw(working), Exclusions(working))
    amount = sum(_for_worker(working, worker, rules) for worker in facts.workers)
    if not amount:
        rules.exclusions.refuse()
    working.step("补贴金额", "各人补贴合计", shown(amount))
    return working.decide(amount)


def _check_ground(working: Working, facts: PostSubsidyFacts) -> None:
    listed = working.law.at("grounds", working.law_day)
    names = "、".join(GROUNDS[name] for name in listed.table["names"])
    working.step("补贴的岗位", listed.key, names + ("(演示值)" if listed.is_demo else ""), by=listed)
    name = GROUNDS[facts.ground]
    if facts.ground not in listed.table["names"]:
        working.refuse("ground_not_listed", f"当地没有对{name}的岗位补贴", f"no subsidy for {facts.ground}", by=listed)
    elif not facts.recognised:
        working.refuse("not_recognised", f"没有认定为{name}", f"not recognised as {facts.ground}", by=listed)
    jointly = working.law.find(f"with_township.{facts.ground}", working.law_day)
    if jointly is not None and jointly.flag and not facts.with_township:
        working.refuse(
            "not_with_township",
            "岗位不是乡镇(街道)、村(社区)联动开发",
            "the posts were not developed with township and village",
            by=jointly,
        )


def _for_worker(working: Working, worker: PostWorker, rules: _Rules) -> int:
    """The subsidy (fen) of one worker, in one step."""
    payable = _payable(worker, rules)
    sums = [rules.monthly.at("每人每月补贴标准", f"amount.{rules.ground}", worked.month) for worked in payable]
    total = sum(each.fen for each in sums)
    if payable:
        listed = ";".join(f"{worked.month} {each.shown}" for worked, each in zip(payable, sums, strict=True))
        working.step(f"{worker.person} 补贴 {len(payable)} 个月", listed, shown(total), by=sums[-1])
    return total


def _payable(worker: PostWorker, rules: _Rules) -> list[WorkedMonth]:
    """The months that are paid for; what stands against the others is left as a step."""
    payable: list[WorkedMonth] = []
    for worked in sorted(worker.months, key=lambda each: each.month):
        used = worker.months_already_subsidised + len(payable)
        if against := _against_person(worker, worked, used, rules) or _against_month(worked, rules):
            rules.exclusions.leave_out(f"{worker.person} {worked.month}", *against)
        else:
            payable.append(worked)
    return payable


def _against_person(
    worker: PostWorker, worked: WorkedMonth, used: int, rules: _Rules
) -> tuple[Ground, Provision] | None:
    recognised = rules.find("须认定为就业困难人员", "recognition_required", worked.month)
    since = worker.recognised_from
    if recognised and recognised.flag and (since is None or worked.month < since):
        return _NOT_RECOGNISED, recognised
    assessed = rules.find("须经就业能力评估", "assessment_required", worked.month)
    if assessed and assessed.flag and not worker.ability_assessed:
        return _NOT_ASSESSED, assessed
    term = rules.find("补贴期限", "term_months", worked.month)
    if term and used >= term.count:
        return _USED_UP, term
    return None


def _against_month(worked: WorkedMonth, rules: _Rules) -> tuple[Ground, Provision] | None:
    insurance = rules.find("须缴纳社会保险费", "insurance_required", worked.month)
    if insurance and insurance.flag and not worked.insured:
        return _UNINSURED, insurance
    hours = rules.find("每月最低工时", "hours_least", worked.month)
    if hours and worked.hours < hours.count:
        return _TOO_SHORT, hours
    least = rules.find("工资下限(最低工资的倍数)", "wage_least", worked.month)
    if least and worked.wage_paid < rules.monthly.minimum_wage(worked.month).fen * least.ratio:
        return _TOO_LITTLE, least
    return None


def check(facts: PostSubsidyFacts) -> None:
    """Refuse facts that no law is needed to refuse: nobody, twice the same."""
    if not facts.workers or not all(worker.months for worker in facts.workers):
        raise NobodyInThePosts(field="workers")
    if len({worker.person for worker in facts.workers}) < len(facts.workers):
        raise WorkerGivenTwice(field="workers")
    for worker in facts.workers:
        seen: set[Month] = set()
        for worked in worker.months:
            if worked.month in seen:
                raise WorkedMonthGivenTwice(field="months", month=worked.month)
            seen.add(worked.month)


def claims(facts: PostSubsidyFacts, subject: str) -> tuple[Claim, ...]:
    """Every worker's month once: no post, public-welfare or other, is subsidised twice for one person."""
    check(facts)
    return tuple(
        sorted(
            Claim(kind="cost", subject=worker.person, item=ITEM, period=str(worked.month))
            for worker in facts.workers
            for worked in worker.months
        )
    )


def history(facts: PostSubsidyFacts, _: str, earlier: tuple[Earlier, ...]) -> Iterator[Contradiction]:
    """Nobody has drawn fewer months than the book has granted for that person on the same ground."""
    drawn = {each.case: _drawn(each) for each in earlier if each.facts.ground == facts.ground}
    for index, worker in enumerate(facts.workers):
        cases = tuple(case for case, months in drawn.items() if months.get(worker.person))
        held = sum(drawn[case][worker.person] for case in cases)
        if worker.months_already_subsidised < held:
            yield Contradiction(
                field=f"workers[{index}].months_already_subsidised",
                stated=f"{worker.months_already_subsidised}",
                held=f"{held}",
                cases=cases,
            )


def _drawn(earlier: Earlier) -> dict[str, int]:
    working = Working(FORMULA, earlier.law, law_day(earlier.facts))
    rules = _Rules(earlier.facts.ground, MonthlyLaw(working), Exclusions(working))
    return {worker.person: len(_payable(worker, rules)) for worker in earlier.facts.workers}


PROGRAMME: Final = Programme(
    code=CODE,
    name_zh="岗位补贴",
    name_en="Post subsidy",
    beneficiary="employer",
    facts=PostSubsidyFacts,
    decide=decide,
    law_day=law_day,
    last_day=last_day,
    claims=claims,
    history=history,
    rules=("P3-013", "P4-014", "P5-026"),
)
