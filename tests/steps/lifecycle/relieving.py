"""What officers put forward as reliefs, by several features: the months of a VAT refund, and a request of any kind."""

from datetime import date
from typing import Any

from domain.calendar import Month
from ledger.commands import reliefs
from ledger.commands.base import Receipt, Request
from tests.steps.lifecycle.cast import plain
from tests.steps.lifecycle.world import World


def vat(chosen_on: date, *months: Month, policy: str = "pwd_employment") -> dict[str, Any]:
    """A choice, and months in which 10 of 40 staff are persons with disabilities and meet every condition."""
    counts = {"staff": 40, "persons": 10, "contracts": 10, "insured": 10, "paid": 10}
    return {
        "policy": policy,
        "chosen_on": chosen_on.isoformat(),
        "credit_grade": "A",
        "blind_massage": False,
        "resale_or_commissioned": False,
        "qualifying_revenue": 100,
        "total_revenue": 100,
        "vat_paid": 100_000_000,
        "months": [{"month": plain(month), **counts} for month in months],
    }


def asks(
    world: World, who: str, name: str, facts: dict[str, Any], *, relief: str = "stall_fee_reduction", renews: str = ""
) -> None:
    """Put a request forward; a new one becomes the relief in hand."""

    def act(request: Request) -> Receipt:
        command, details = reliefs.requesting(
            world.vault,
            relief=relief,
            place=world.place,
            facts=facts,
            beneficiary=world.people[name],
            renews=renews,
        )
        return reliefs.request(world.book, world.vault, command, details, request)

    receipt = world.does(who, act)
    if receipt is not None:
        world.applicant, world.case, world.cases[name] = name, receipt.subject, receipt.subject
