"""One-off start-up grant 一次性创业补贴: once in life, for certified persons whose registered business really runs."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Final

from msgspec import Meta

from domain.identity import parse_uscc
from domain.money import shown
from domain.programs.base import Claim, Contradiction, Earlier, Facts, Programme
from domain.programs.terms import months_after
from domain.statutes.book import Law, Provision
from domain.working import Decision, Working

CODE: Final = "startup_grant"
FORMULA: Final = "startup_grant/2022"
ONCE: Final = "once"

Count = Annotated[int, Meta(ge=0)]


class StartupGrantFacts(Facts, frozen=True, kw_only=True):
    """The applicant and the business; `founders` counts the certified founders, the applicant among them."""

    applied_on: date
    business_uscc: str
    registered_on: date
    running_since: date
    still_running: bool
    founders: Count
    certificate_valid: bool
    age_in_years_on_application: Count
    reached_retirement: bool
    grants_received: Count


def law_day(facts: StartupGrantFacts) -> date:
    """The day of application: whoever applies gets what the rules of that day give."""
    return facts.applied_on


def decide(facts: StartupGrantFacts, law: Law) -> Decision:
    """Who may apply, for which business, not twice; then the amount by the number of founders."""
    working = Working(FORMULA, law, law_day(facts))
    _applicant(working, facts)
    _once(working, facts)
    _registration(working, facts)
    _operation(working, facts)
    return working.decide(_amount(working, facts))


def _applicant(working: Working, facts: StartupGrantFacts) -> None:
    certificate = working.uses("须持有有效残疾人证", "certificate_required")
    if certificate.flag and not facts.certificate_valid:
        working.refuse(
            "certificate_not_valid", "申请时残疾人证无效", "the disability certificate is not valid", by=certificate
        )
    youngest = working.uses("就业年龄下限", "working_age_from")
    if facts.age_in_years_on_application < youngest.count:
        working.refuse(
            "too_young",
            f"申请时未满{youngest.count}周岁",
            f"the applicant is younger than {youngest.count}",
            by=youngest,
        )
    working_age = working.uses("须未达法定退休年龄", "below_retirement_age")
    if working_age.flag and facts.reached_retirement:
        working.refuse(
            "retired", "申请时已达法定退休年龄", "the applicant has reached the retirement age", by=working_age
        )


def _once(working: Working, facts: StartupGrantFacts) -> None:
    once = working.uses("终身只享受一次", "once_in_life")
    if once.flag and facts.grants_received:
        working.refuse("received_before", "已享受过一次性创业补贴", "the grant was received before", by=once)


def _registration(working: Working, facts: StartupGrantFacts) -> None:
    since = working.uses("登记日期不早于", "registered_from")
    if facts.registered_on < date.fromisoformat(since.text):
        working.refuse("registered_too_early", f"登记日期早于{since.text}", f"registered before {since.text}", by=since)
    months = working.uses("自登记之日起申请期限", "apply_within_months")
    last = months_after(facts.registered_on, months.count)
    working.step("申请截止日", f"{facts.registered_on} 起 {months.shown}", str(last), by=months)
    if facts.applied_on > last:
        working.refuse("applied_too_late", f"申请日晚于截止日{last}", f"applied after {last}", by=months)
    if facts.applied_on < facts.registered_on:
        working.refuse("not_registered_yet", "申请日早于登记日", "applied before the registration", by=months)


def _operation(working: Working, facts: StartupGrantFacts) -> None:
    months = working.uses("须已正常经营", "running_months")
    full = months_after(facts.running_since, months.count)
    working.step("经营期满日", f"{facts.running_since} 起 {months.shown}", str(full), by=months)
    if facts.applied_on < full:
        working.refuse(
            "not_running_long_enough",
            f"正常经营未满{months.count}个月",
            f"the business has run for less than {months.count} months",
            by=months,
        )
    if facts.running_since < facts.registered_on:
        working.refuse(
            "running_before_registration", "经营起始日早于登记日", "the business ran before its registration", by=months
        )
    if not facts.still_running:
        working.refuse("not_running", "申请时已停止经营", "the business does not run any more", by=months)


def _amount(working: Working, facts: StartupGrantFacts) -> int:
    joint_from = working.uses("联合创业人数起点", "joint_founders_from")
    if not facts.founders:
        working.refuse("no_founder", "没有持证残疾人创办者", "no certified founder", by=joint_from)
    granted = _standard(working, joint=facts.founders >= joint_from.count)
    working.step("补贴金额", f"持证残疾人创办者 {facts.founders} 人", shown(granted.fen), by=granted)
    return granted.fen


def _standard(working: Working, *, joint: bool) -> Provision:
    if joint:
        return working.uses("联合创业补贴标准", "amount.joint")
    return working.uses("创业补贴标准", "amount.single")


def claims(facts: StartupGrantFacts, subject: str) -> tuple[Claim, ...]:
    """Once in life for the person, and once for the business, however many of its founders apply."""
    business = parse_uscc(facts.business_uscc, field="business_uscc")
    return (
        Claim(kind="cost", subject=subject, item=CODE, period=ONCE),
        Claim(kind="cost", subject=business, item=CODE, period=ONCE),
    )


def history(facts: StartupGrantFacts, _: str, earlier: tuple[Earlier, ...]) -> Iterator[Contradiction]:
    """No fewer grants were received than the book has granted to the person or the business."""
    if facts.grants_received < len(earlier):
        cases = tuple(each.case for each in earlier)
        yield Contradiction(
            field="grants_received", stated=str(facts.grants_received), held=str(len(cases)), cases=cases
        )


PROGRAMME: Final = Programme(
    code=CODE,
    name_zh="一次性创业补贴",
    name_en="One-off start-up grant",
    beneficiary="person",
    facts=StartupGrantFacts,
    decide=decide,
    law_day=law_day,
    last_day=law_day,
    claims=claims,
    history=history,
    rules=("P2-022",),
)
