"""The notice of Xia county's internship subsidy, through the real commands."""

from datetime import date

import msgspec
from pytest_bdd import scenarios, step, then

from domain.calendar import Month, month_range
from tests.steps.lifecycle.words import says
from tests.steps.lifecycle.world import World

scenarios("lifecycle/internship_notice.feature")


@step(
    says(
        "{name:Applicant}申请 {number:Number} 名高校毕业生自 {first:Month} 至 {last:Month} 的见习补贴,"
        "每人保险费 {premium:Yuan} 元"
    )
)
def applies_for_interns(world: World, name: str, number: int, first: Month, last: Month, premium: int) -> None:
    intern = {
        "left_school_on": "2024-07-01",
        "age": 23,
        "unemployed_before": True,
        "months": msgspec.to_builtins(month_range(first, last)),
        "insurance_paid": premium,
    }
    interns = [intern | {"person": f"p_intern_{each}"} for each in range(1, number + 1)]
    world.applies(name, "internship_subsidy", {"interns": interns})


@then(says("公示至 {day:Day}"))
def the_notice_ends_on(world: World, day: date) -> None:
    assert world.state.notice_last_day == day
