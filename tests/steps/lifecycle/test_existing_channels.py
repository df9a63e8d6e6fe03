"""Facilities are supported through the funds that there are, through the real commands."""

from pytest_bdd import scenarios, step

from domain.programs.facility_support_grant import KINDS
from tests.steps.lifecycle.words import says
from tests.steps.lifecycle.world import World

scenarios("lifecycle/existing_channels.feature")

CODES = {zh: code for code, zh in KINDS.items()}


@step(says("{name:Applicant}申请扶持有 {served:Number} 名残疾人的{kind:Text}"))
def applies_for_support(world: World, name: str, served: int, kind: str) -> None:
    facts = {
        "kind": CODES[kind],
        "inspected_on": world.today.isoformat(),
        "meets_standard": True,
        "still_running": True,
        "pwd_served": served,
    }
    world.applies(name, "facility_support_grant", facts)
