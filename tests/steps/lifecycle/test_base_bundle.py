"""One base's four benefits, through the real commands."""

from pytest_bdd import scenarios, step

from tests.steps.base_bundle import facts_of_the_bundle
from tests.steps.lifecycle.cast import PROGRAMME_CODES
from tests.steps.lifecycle.words import says
from tests.steps.lifecycle.world import World

scenarios("lifecycle/base_bundle.feature")

STANDARD = {"employs_directly": True, "insures_employees": True, "meets_base_standard": True}


@step(says("{name:Applicant}以达标的基地申请{programme:Text}"))
def applies_as_a_base(world: World, name: str, programme: str) -> None:
    code = PROGRAMME_CODES[programme]
    world.applies(name, code, facts_of_the_bundle()[code] | STANDARD)
