"""Reduction of stall fees and rents 摊位费、租赁费减免: persons with disabilities in new kiosks and service points."""

from typing import Final, Literal

from domain.calendar import Month
from domain.names import zh
from domain.programs.base import Facts
from domain.reliefs import charges
from domain.reliefs.base import Relief
from domain.reliefs.charges import Charge
from domain.statutes.book import Law, Provision
from domain.working import Decision, Working

CODE: Final = "stall_fee_reduction"
FORMULA: Final = "stall_fee_reduction/2022"

Site = Literal["newspaper_kiosk", "service_point", "market_shop", "market_stall"]


class PremisesFeeFacts(Facts, frozen=True, kw_only=True):
    """The site and what is charged for it; `free_shop` where the place provides the premises free of charge."""

    site: Site
    newly_built: bool
    run_by_government: bool
    first_month: Month
    certificate_valid: bool
    operates_in_person: bool
    free_shop: bool = False
    charges: tuple[Charge, ...]


def decide(facts: PremisesFeeFacts, law: Law) -> Decision:
    """Which sites, who runs them, for how long; then the share of each month's charges, or all where it is free."""
    working = Working(FORMULA, law, charges.first_month(facts.charges))
    _site(working, facts)
    charges.certificate(working, facts.certificate_valid)
    in_person = working.uses("须由残疾人本人经营", "in_person_required")
    if in_person.flag and not facts.operates_in_person:
        working.refuse("not_in_person", "摊位、店面由他人经营", "somebody else runs it", by=in_person)
    charges.covered(working, facts.charges)
    charges.not_longer(working, facts.charges, facts.first_month)
    parts = charges.reduced(working, facts.charges, free=_free(working, facts))
    return charges.decided(working, parts, "减免金额")


def _site(working: Working, facts: PremisesFeeFacts) -> None:
    """New service points everywhere; shops and stalls of government markets only where the plan names them."""
    rule = working.uses("减免的网点", "covered_sites")
    new, run = rule.table["newly_built"], rule.table.get("run_by_government", [])
    if not ((facts.newly_built and facts.site in new) or (facts.run_by_government and facts.site in run)):
        working.refuse(
            "site_not_covered",
            f"「{zh(facts.site)}」不在减免的网点范围内",
            f"{facts.site} is not a site covered",
            by=rule,
        )


def _free(working: Working, facts: PremisesFeeFacts) -> Provision | None:
    free = working.uses("有条件的免费提供店面", "free_shop_where_possible")
    return free if free.flag and facts.free_shop else None


RELIEF: Final = Relief(
    code=CODE,
    name_zh="摊位费、租赁费减免",
    name_en="Reduction of stall fees and rents",
    kind="fee",
    beneficiary="person",
    facts=PremisesFeeFacts,
    decide=decide,
    law_day=lambda facts: charges.first_month(facts.charges),
    claims=lambda facts, subject, _: charges.claims(facts.charges, subject),
    period=lambda facts: charges.period(facts.charges),
    rules=("P1-010", "P2-013", "P3-024", "P4-009", "P5-009"),
)
