"""After the course: the assessment-fee subsidy 职业技能鉴定费补贴 and the certificate subsidy 取证补贴."""

from datetime import date
from typing import Final

from domain.errors import Refusal
from domain.money import shown
from domain.programs.base import Claim, Facts, Programme
from domain.programs.training_terms import check_code, check_fee, check_yearly_limit, yearly_history
from domain.statutes.book import Law
from domain.working import Decision, Working

ASSESSMENT: Final = "skill_assessment_subsidy"
CERTIFICATE: Final = "certificate_subsidy"
ASSESSMENT_FORMULA: Final = "skill_assessment_subsidy/2022"
CERTIFICATE_FORMULA: Final = "certificate_subsidy/2022"
_LEVELS: Final = range(1, 6)


class SkillLevelNotKnown(Refusal):
    """职业技能等级应为一级(高级技师)至五级(初级工),没有 {level} 级。

    Skill levels go from 1 (senior technician) to 5 (junior); there is no level {level}.
    """


class SkillFacts(Facts, frozen=True, kw_only=True):
    """An occupation (code) and a level from 5 (初级工) to 1 (高级技师)."""

    occupation: str
    level: int
    subsidised_this_year: int = 0


class SkillAssessmentFacts(SkillFacts, frozen=True, kw_only=True):
    """An assessment that was taken, whether it was passed, and the fee really paid for it in fen."""

    assessed_on: date
    passed: bool
    fee: int


class CertificateFacts(SkillFacts, frozen=True, kw_only=True):
    """A certificate, whether the issuer's register confirms it, and whether a training came before it."""

    issued_on: date
    verified: bool
    trained: bool


def assessment_law_day(facts: SkillAssessmentFacts) -> date:
    """The day of the assessment."""
    return facts.assessed_on


def certificate_law_day(facts: CertificateFacts) -> date:
    """The day on which the certificate was issued."""
    return facts.issued_on


def decide_assessment(facts: SkillAssessmentFacts, law: Law) -> Decision:
    """The assessment fee really paid, at most the cap of the level."""
    working = _working(ASSESSMENT_FORMULA, facts, law, facts.assessed_on)
    passing = working.uses("须鉴定合格", "must_pass")
    if passing.flag and not facts.passed:
        working.refuse("not_passed", "鉴定不合格", "the assessment was not passed", by=passing)
    cap = working.uses("鉴定费最高补贴额", f"fee_cap.level_{facts.level}")
    check_fee(working, facts.fee, "鉴定费", by=cap)
    amount = min(facts.fee, cap.fen)
    expression = f"实际鉴定费 {shown(facts.fee)} 与最高补贴额 {cap.shown} 取低者"
    working.step("鉴定费补贴金额", expression, shown(amount), by=cap)
    return working.decide(amount)


def decide_certificate(facts: CertificateFacts, law: Law) -> Decision:
    """A fixed amount by the level of a genuine certificate that a training led to."""
    working = _working(CERTIFICATE_FORMULA, facts, law, facts.issued_on)
    training = working.uses("须参加职业培训", "training_required")
    if training.flag and not facts.trained:
        working.refuse("not_trained", "没有参加职业培训", "no training came before the certificate", by=training)
    genuine = working.uses("证书须经官方查询核实", "must_be_verified")
    if genuine.flag and not facts.verified:
        zh, en = "证书未能在发证机构查询核实", "the issuer's register does not confirm the certificate"
        working.refuse("certificate_not_verified", zh, en, by=genuine)
    flat = working.uses("取证补贴标准", f"amount.level_{facts.level}")
    working.step("取证补贴金额", f"{facts.level} 级证书定额", shown(flat.fen), by=flat)
    return working.decide(flat.fen)


def _working(formula: str, facts: SkillFacts, law: Law, day: date) -> Working:
    """What both share: a level that exists, and not more often in a year than the law allows."""
    _check(facts)
    working = Working(formula, law, day)
    check_yearly_limit(working, facts.subsidised_this_year)
    return working


def _check(facts: SkillFacts) -> None:
    check_code(facts.occupation, "occupation")
    if facts.level not in _LEVELS:
        raise SkillLevelNotKnown(field="level", level=facts.level)


def _claims(item: str, facts: SkillFacts, subject: str) -> tuple[Claim, ...]:
    _check(facts)
    return (Claim(kind="cost", subject=subject, item=item, period=f"{facts.occupation}:level_{facts.level}"),)


def claims_assessment(facts: SkillAssessmentFacts, subject: str) -> tuple[Claim, ...]:
    """One occupation at one level, once in a lifetime."""
    return _claims("skill_assessment", facts, subject)


def claims_certificate(facts: CertificateFacts, subject: str) -> tuple[Claim, ...]:
    """One occupation at one level, once in a lifetime."""
    return _claims("certificate", facts, subject)


ASSESSMENT_PROGRAMME: Final = Programme(
    code=ASSESSMENT,
    name_zh="职业技能鉴定费补贴",
    name_en="Skill-assessment subsidy",
    beneficiary="person",
    facts=SkillAssessmentFacts,
    decide=decide_assessment,
    law_day=assessment_law_day,
    last_day=assessment_law_day,
    claims=claims_assessment,
    history=yearly_history(assessment_law_day),
    rules=("P4-038",),
)
CERTIFICATE_PROGRAMME: Final = Programme(
    code=CERTIFICATE,
    name_zh="取证补贴",
    name_en="Certificate subsidy",
    beneficiary="person",
    facts=CertificateFacts,
    decide=decide_certificate,
    law_day=certificate_law_day,
    last_day=certificate_law_day,
    claims=claims_certificate,
    history=yearly_history(certificate_law_day),
    rules=("P3-044",),
)
