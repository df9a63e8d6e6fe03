"""Industry support grant 助残帮扶产业资助: a yearly aid for persons with disabilities who develop an industry."""

from datetime import date
from typing import Annotated, Final

from msgspec import Meta

from domain.programs.base import Claim, Facts, Programme
from domain.programs.conditions import require, require_certificate
from domain.programs.cost_share import share_of_cost
from domain.statutes.book import Law
from domain.working import Decision, Working

CODE: Final = "industry_support_grant"
FORMULA: Final = "industry_support_grant/2022"

Natural = Annotated[int, Meta(ge=0)]


class IndustrySupportFacts(Facts, frozen=True, kw_only=True):
    """The industry as found on site, what was invested in it (fen), and who runs it."""

    inspected_on: date
    invested: Natural
    found_on_site: bool
    run_by_applicant: bool
    certificate_valid: bool


def law_day(facts: IndustrySupportFacts) -> date:
    """The day of the inspection."""
    return facts.inspected_on


def decide(facts: IndustrySupportFacts, law: Law) -> Decision:
    """The applicant's own industry, found on site; then a share of what was invested, up to the cap."""
    working = Working(FORMULA, law, law_day(facts))
    working.grants("资助残疾人发展产业", "supported")
    require_certificate(working, valid=facts.certificate_valid)
    require(
        working,
        "须由残疾人本人或其家庭经营",
        "own_industry_required",
        met=facts.run_by_applicant,
        code="not_the_applicants_own",
        zh="不是申请人本人或其家庭经营的产业",
        en="the industry is not run by the applicant or the family",
    )
    require(
        working,
        "须经现场核实",
        "found_on_site_required",
        met=facts.found_on_site,
        code="not_found_on_site",
        zh="现场未见申报的产业",
        en="the industry was not found on site",
    )
    return working.decide(_amount(working, facts))


def _amount(working: Working, facts: IndustrySupportFacts) -> int:
    share = working.uses("资助比例", "investment_share")
    cap = working.uses("每人每年最高资助额", "cap")
    return share_of_cost(working, facts.invested, what="实际投入", share=share, cap=cap)


def claims(facts: IndustrySupportFacts, subject: str) -> tuple[Claim, ...]:
    """One aid for a person in a year."""
    return (Claim(kind="cost", subject=subject, item=CODE, period=str(facts.inspected_on.year)),)


PROGRAMME: Final = Programme(
    code=CODE,
    name_zh="助残帮扶产业资助",
    name_en="Industry support grant",
    beneficiary="person",
    facts=IndustrySupportFacts,
    decide=decide,
    law_day=law_day,
    last_day=law_day,
    claims=claims,
    rules=("P3-035",),
)
