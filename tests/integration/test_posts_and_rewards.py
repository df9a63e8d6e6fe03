"""Posts, rewards and insurance from the form to the calculation, paid from a fund that may pay them."""

from pathlib import Path
from typing import Any

import pytest

from api.forms.reference import example_of
from api.schemas.catalogue import form_of
from domain.names import zh
from tests.integration.desk import LEVY, Desk
from tests.sheets import applicant

JOBS = "employment_subsidy_fund"
PERSON = ("resident_id", "name", "certificate")


def facts_of(programme: str) -> Any:
    return example_of(form_of(programme))["facts"]


def persons(programme: str, group: str, count: int, **changed: Any) -> list[dict[str, Any]]:
    """That many people who do not exist, each as in the example but for what is changed."""
    (example,) = facts_of(programme)[group]
    named = (applicant(number) for number in range(count))
    return [example | changed | {name: one[f"applicant.{name}"] for name in PERSON} for one in named]


def spells(year: int) -> dict[str, str]:
    return {"first_month": f"{year}-01", "last_month": f"{year}-12"}


CASES: list[tuple[str, str, str, dict[str, Any], str]] = [
    ("referral_reward", "330500", LEVY, {}, "500.00"),
    (
        "stable_placement_reward",
        "140100",
        LEVY,
        {"placements": persons("stable_placement_reward", "placements", 3)},
        "2400.00",
    ),
    (
        "public_welfare_post_subsidy",
        "430100",
        JOBS,
        {"holders": persons("public_welfare_post_subsidy", "holders", 2, ground="minimum_living_allowance")},
        "4400.00",
    ),
    ("post_subsidy", "140100", LEVY, {}, "200.00"),
    ("flexible_employment_subsidy", "140100", LEVY, {}, "200.00"),
    ("equipment_grant", "140100", LEVY, {}, "3400.00"),
    ("over_quota_reward", "330500", LEVY, {}, "2400.00"),
    (
        "over_quota_reward",
        "410300",
        LEVY,
        {"year": 2014, "placements": persons("over_quota_reward", "placements", 2, **spells(2014))},
        "3000.00",
    ),
]


@pytest.mark.parametrize(
    ("programme", "place", "fund", "facts", "amount"), CASES, ids=[f"{zh(case[0])}-{case[1]}" for case in CASES]
)
def test_an_application_is_calculated_and_budget_is_set_aside(
    tmp_path: Path, programme: str, place: str, fund: str, facts: dict[str, Any], amount: str
) -> None:
    desk = Desk(tmp_path, place=place)
    desk.budget(programme, "100000.00", fund)
    case = desk.submitted(programme, **facts)
    desk.done("application", "accept", case, officer="intake")
    shown = desk.read("case", "show", case)
    assert (shown["case"]["status"], shown["case"]["amount"]) == ("in_review", amount)


@pytest.mark.parametrize(("place", "year", "certified"), [("410300", 2014, 2), ("330500", 2023, 0)])
def test_category_and_grade_stand_in_the_case_only_where_a_tariff_needs_them(
    tmp_path: Path, place: str, year: int, certified: int
) -> None:
    desk = Desk(tmp_path, place=place)
    placed = persons("over_quota_reward", "placements", 2, **spells(year))
    case = desk.submitted("over_quota_reward", year=year, placements=placed)
    assert len(desk.read("case", "show", case)["facts"]["certified"]) == certified


def test_a_post_month_is_subsidised_once_whatever_the_post(tmp_path: Path) -> None:
    desk = Desk(tmp_path, place="140100")
    holders = persons("public_welfare_post_subsidy", "holders", 1, ground="employment_difficulty")
    desk.submitted("public_welfare_post_subsidy", holders=holders)
    workers = persons("post_subsidy", "workers", 1)
    form = desk.form("post_subsidy", 1, workers=workers)
    assert desk.refused("application", "submit", "--form", form, officer="intake")["code"] == "cost-already-claimed"


def test_a_fund_pays_only_what_its_clauses_allow(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.budget("referral_reward", "1000.00")
    line = ("--year", 2024, "--amount", "1.00", "--place", "330500", "--document", "残联〔演示〕3号")
    desk.done(
        "fund", "appropriate", "--fund", JOBS, "--year", 2024, "--amount", "9.00", "--document", "文", officer="budget"
    )
    refused = desk.refused("fund", "allot", "--fund", JOBS, "--programme", "referral_reward", *line, officer="budget")
    assert refused["code"] == "use-not-allowed"
