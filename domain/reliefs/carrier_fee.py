"""Continued fee reductions of employment carriers 就业载体费用减免延续: workshops, co-operatives, family farms."""

from typing import Annotated, Final, Literal

from msgspec import Meta

from domain.calendar import Month
from domain.names import zh
from domain.programs.base import Facts
from domain.reliefs import charges
from domain.reliefs.base import Relief
from domain.reliefs.charges import Charge
from domain.statutes.book import Law
from domain.working import Decision, Working

CODE: Final = "carrier_fee_reduction"
FORMULA: Final = "carrier_fee_reduction/2022"

Carrier = Literal["support_workshop", "rural_cooperative", "family_farm", "support_unit", "other"]


class CarrierFeeFacts(Facts, frozen=True, kw_only=True):
    """The carrier, how many persons with disabilities work there, and until when its fees were reduced before."""

    carrier: Carrier
    persons_supported: Annotated[int, Meta(ge=0)]
    reduced_until: Month | None = None
    charges: tuple[Charge, ...]


def decide(facts: CarrierFeeFacts, law: Law) -> Decision:
    """A carrier that the plan names and that supports somebody; it is continued, never begun; then the shares."""
    working = Working(FORMULA, law, charges.first_month(facts.charges))
    _carrier(working, facts)
    _continued(working, facts)
    charges.covered(working, facts.charges)
    return charges.decided(working, charges.reduced(working, facts.charges), "减免金额")


def _carrier(working: Working, facts: CarrierFeeFacts) -> None:
    rule = working.uses("就业载体", "carriers")
    if facts.carrier not in rule.table["carriers"]:
        working.refuse("not_a_carrier", f"「{zh(facts.carrier)}」不是就业载体", "it is not a carrier", by=rule)
    if not facts.persons_supported:
        working.refuse("nobody_supported", "没有帮扶残疾人就业", "it supports no person with disabilities", by=rule)


def _continued(working: Working, facts: CarrierFeeFacts) -> None:
    """What is continued was there before, and goes on in the month after it."""
    rule = working.grants("延续原有减免", "continued")
    first = min(charge.month for charge in facts.charges)
    if facts.reduced_until is None:
        working.refuse("nothing_to_continue", "此前没有享受费用减免,无可延续", "no reduction to continue", by=rule)
    elif first != facts.reduced_until.plus(1):
        working.refuse(
            "not_continuous",
            f"{first}与原减免的最后一个月{facts.reduced_until}不相接",
            f"{first} does not follow {facts.reduced_until}, the last month before",
            by=rule,
        )


RELIEF: Final = Relief(
    code=CODE,
    name_zh="就业载体费用减免延续",
    name_en="Continued fee reductions of employment carriers",
    kind="fee",
    beneficiary="employer",
    facts=CarrierFeeFacts,
    decide=decide,
    law_day=lambda facts: charges.first_month(facts.charges),
    claims=lambda facts, subject, _: charges.claims(facts.charges, subject),
    period=lambda facts: charges.period(facts.charges),
    rules=("P4-024",),
)
