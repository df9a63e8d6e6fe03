"""Waiver of platform fees 平台费用减免: joining and value-added fees of persons who work or trade on a platform."""

from typing import Final, Literal

from domain.identity import parse_uscc
from domain.programs.base import Claim, Facts
from domain.reliefs import charges
from domain.reliefs.base import Relief
from domain.reliefs.charges import Charge
from domain.statutes.book import Law
from domain.working import Decision, Working

CODE: Final = "platform_fee_waiver"
FORMULA: Final = "platform_fee_waiver/2022"

Help = Literal["promotion", "order_tilt", "free_training"]


class PlatformFeeFacts(Facts, frozen=True, kw_only=True):
    """The platform, whether it confirmed the waiver, what else it does for the person, and its charges."""

    platform_uscc: str
    platform_agreed: bool
    other_help: tuple[Help, ...] = ()
    certificate_valid: bool
    charges: tuple[Charge, ...]


def decide(facts: PlatformFeeFacts, law: Law) -> Decision:
    """Whose fees; by agreement where the plan only advocates it; then the share of each month's fees."""
    working = Working(FORMULA, law, charges.first_month(facts.charges))
    charges.certificate(working, facts.certificate_valid)
    advocated = working.uses("仅为倡导,须平台同意", "advocated_only")
    if advocated.flag and not facts.platform_agreed:
        working.refuse("platform_not_agreed", "平台没有同意减免", "the platform has not agreed", by=advocated)
    charges.covered(working, facts.charges)
    return charges.decided(working, charges.reduced(working, facts.charges), "减免金额")


def claims(facts: PlatformFeeFacts, subject: str) -> tuple[Claim, ...]:
    """Each fee of each month once for the person on this platform."""
    return charges.claims(facts.charges, subject, f".{parse_uscc(facts.platform_uscc, field='platform_uscc')}")


RELIEF: Final = Relief(
    code=CODE,
    name_zh="平台加盟、增值服务费减免",
    name_en="Waiver of platform fees",
    kind="fee",
    beneficiary="person",
    facts=PlatformFeeFacts,
    decide=decide,
    law_day=lambda facts: charges.first_month(facts.charges),
    claims=lambda facts, subject, _: claims(facts, subject),
    period=lambda facts: charges.period(facts.charges),
    rules=("P1-013", "P2-027", "P4-011"),
)
