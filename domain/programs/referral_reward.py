"""Referral reward 职业介绍奖励: per head, for agencies whose referrals led to stable employment."""

import itertools
from datetime import date
from typing import Final

import msgspec

from domain.calendar import Month, months_between
from domain.errors import Refusal
from domain.identity import parse_uscc
from domain.money import shown
from domain.programs.base import Claim, Facts, Programme
from domain.programs.exclusions import Exclusions, Ground
from domain.statutes.book import Law, Provision
from domain.working import Decision, Working

CODE: Final = "referral_reward"
FORMULA: Final = "referral_reward/2022"
ONCE: Final = "once"


class NobodyReferred(Refusal):
    """没有填报推荐就业的人员和参保月份。

    Nobody was given who was referred and then insured by the employer.
    """


class ReferredTwice(Refusal):
    """同一被推荐人重复填报;同一人只奖励一次。

    The same person was given twice; a person is rewarded for once.
    """


class OwnWorker(Refusal):
    """推荐到本机构自己就业的,不是推荐就业,不能申请奖励。

    An agency that employs the person itself has referred nobody and cannot apply.
    """


class ReferredPerson(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A person (pseudonym) sent to an employer, and the months in which that employer paid social insurance.

    `last_there_before` is the last month before the referral with an employment record or insurance there, None
    without any.
    """

    person: str
    employer_uscc: str
    referred_on: date
    months: tuple[Month, ...]
    last_there_before: Month | None = None
    related_employer: bool = False


class ReferralRewardFacts(Facts, frozen=True, kw_only=True):
    """The batch that an agency applies for."""

    referred: tuple[ReferredPerson, ...]


_RELATED = Ground("related_employer", "用人单位是推荐机构的关联方", "the employer is related to the agency")
_BEFORE = Ground("insured_before_referral", "推荐以前已在该单位参保", "insured there before the referral")
_RETURNED = Ground(
    "worked_there_before", "推荐前规定月数内曾在该单位就业或参保", "worked there shortly before the referral"
)
_UNSTABLE = Ground("not_stable", "稳定就业未满规定月数", "the employment has not been stable for long enough")


class _Rule(msgspec.Struct, frozen=True):
    """What makes a referral count."""

    stable: Provision
    breaks: Provision
    clear: Provision
    related: Provision


def law_day(facts: ReferralRewardFacts) -> date:
    """The first day of the latest insured month: the law under which the last employment became stable."""
    if not facts.referred or not all(one.months for one in facts.referred):
        raise NobodyReferred(field="referred")
    return max(max(one.months) for one in facts.referred).first_day


def decide(facts: ReferralRewardFacts, law: Law) -> Decision:
    """Who counts, one by one; then heads times the sum for a batch of that size."""
    working = Working(FORMULA, law, law_day(facts))
    rule = _Rule(
        working.uses("稳定就业月数", "stable_months"),
        working.uses("允许中断的月数", "break_months_at_most"),
        working.uses("推荐前须无就业登记和参保的月数", "clear_months_before"),
        working.uses("关联单位不计", "related_employer_excluded"),
    )
    exclusions = Exclusions(working)
    heads = sum(_counts(one, rule, exclusions) for one in facts.referred)
    working.step("计奖人数", f"填报 {len(facts.referred)} 人,逐人核对", f"{heads} 人", by=rule.stable)
    if not heads:
        exclusions.refuse()
        return working.decide(0)
    sum_per_head = _sum_per_head(working, heads)
    amount = heads * sum_per_head.fen
    working.step("奖励金额", f"{heads} 人 × {sum_per_head.shown}", shown(amount), by=sum_per_head)
    return working.decide(amount)


def _counts(one: ReferredPerson, rule: _Rule, exclusions: Exclusions) -> bool:
    first = min(one.months)
    before = one.last_there_before
    if rule.related.flag and one.related_employer:
        exclusions.leave_out(one.person, _RELATED, rule.related)
    elif first < Month.of(one.referred_on):
        exclusions.leave_out(one.person, _BEFORE, rule.stable)
    elif before is not None and months_between(before, first) <= rule.clear.count:
        exclusions.leave_out(one.person, _RETURNED, rule.clear)
    elif stable_months(one.months, rule.breaks.count) < rule.stable.count:
        exclusions.leave_out(one.person, _UNSTABLE, rule.stable)
    else:
        return True
    return False


def stable_months(months: tuple[Month, ...], breaks_at_most: int) -> int:
    """How many months were insured from the first on, until a break of more than that many months ends it."""
    ordered = sorted(set(months))
    count = 1
    for earlier, later in itertools.pairwise(ordered):
        if months_between(earlier, later) - 1 > breaks_at_most:
            break
        count += 1
    return count


def _sum_per_head(working: Working, heads: int) -> Provision:
    """The larger the batch, the higher the tier, for every head of it."""
    tier = 1
    for number in (2, 3):
        if working.law.find(f"tier_{number}_from", working.law_day) is None:
            break
        if heads >= working.uses(f"第 {number} 档人数起点", f"tier_{number}_from").count:
            tier = number
    return working.uses(f"每人奖励标准(第 {tier} 档)", f"amount.tier_{tier}")


def claims(facts: ReferralRewardFacts, subject: str) -> tuple[Claim, ...]:
    """Every referred person once in life, whichever agency applies."""
    law_day(facts)
    for one in facts.referred:
        if parse_uscc(one.employer_uscc, field="employer_uscc") == subject:
            raise OwnWorker(field="employer_uscc")
    persons = [one.person for one in facts.referred]
    if len(set(persons)) < len(persons):
        raise ReferredTwice(field="referred")
    return tuple(Claim(kind="cost", subject=person, item=CODE, period=ONCE) for person in sorted(persons))


PROGRAMME: Final = Programme(
    code=CODE,
    name_zh="推荐残疾人稳定就业奖励",
    name_en="Referral reward",
    beneficiary="employer",
    facts=ReferralRewardFacts,
    decide=decide,
    law_day=law_day,
    last_day=law_day,
    claims=claims,
    rules=("P2-028",),
)
