"""What comes after the small world: back-pay of a mistyped amount, a reward on a certification, a public list."""

from datetime import date

import msgspec

from domain.details import EmployerDetails
from domain.statutes.loader import load_statutes
from ledger.commands import adjustments, draft, publications, submit
from tests.integration.other_law import other_law
from tests.integration.world import PLACE, STARTUP, World, person, startup_facts
from tests.integration.world_registers import DISTRICT, FIRST, YEAR, doing


def adjusted(world: World) -> None:
    """A grant that an office with a mistyped amount gave too low; the difference is opened, signed and paid."""
    world.today = date(2025, 11, 5)
    world.allot(STARTUP, 5_000_000, year=2025)
    known = load_statutes(demo=True).at(STARTUP, "amount.single", world.today, PLACE, world.today)
    with other_law(msgspec.structs.replace(known, value="9000.00")):
        young = {"registered_on": "2024-06-10", "running_since": "2024-06-10"}
        world.file("mistyped", 9, STARTUP, startup_facts(world.today, 9) | young)
        world.accept("mistyped")
        world.review("mistyped")
        world.publish("mistyped")
        world.wait_for_notice("mistyped")
        world.approve("mistyped")
    id = doing(world, "first")(adjustments.open_, adjustments.Open(case=world.cases["mistyped"])).subject
    doing(world, "approver")(adjustments.approve, adjustments.Approve(adjustment=id))
    doing(world, "finance")(adjustments.pay, adjustments.OnAdjustment(adjustment=id))


def rewarded(world: World) -> None:
    """An application for the reward that rests on the certification in the registers."""
    months = [{"year": YEAR, "month": month} for month in (1, 2)]
    facts = {
        "year": YEAR,
        "staff_by_month": [100] * 12,
        "placements": [{"person": world.vault.party_id(person(1)), "weight": 2, "months": months}],
        "rests_on_certification": True,
    }
    command, details = draft.application(
        world.vault,
        programme="over_quota_reward",
        place=DISTRICT,
        applied_on=world.today,
        facts=facts,
        applicant=EmployerDetails(uscc=FIRST, name="单位", account="3305000000000041"),
    )
    submit.draft_and_submit(world.book, world.vault, command, details, world.request("intake"))


def published(world: World) -> None:
    """The list of what was granted in the first year; making it reads the views."""
    command = publications.PublishList(
        kind="granted", place=PLACE, first_day=date(YEAR, 1, 1), last_day=date(YEAR, 12, 31)
    )
    publications.publish_list(world.book, world.vault, command, world.request("publicity"))
