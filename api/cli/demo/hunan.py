"""Hunan 2024: an over-quota reward that two people must sign, and the three training subsidies of one trainee."""

from typing import Any

from api.cli.demo.people import employer, person
from api.cli.demo.stage import Stage

LEVY = "employment_security_fund"
CONTACT = "市残联就业服务中心,0731-00000000"


def play(stage: Stage) -> str:
    """Play the year; returns the payment of the reward."""
    stage.on("2024-01-10")
    stage.appropriate(LEVY, 2024, "900000.00", "湘财社〔演示〕1号")
    for code, amount in (
        ("over_quota_reward", "400000.00"),
        ("training_fee_subsidy", "60000.00"),
        ("training_living_allowance", "30000.00"),
        ("skill_assessment_subsidy", "20000.00"),
    ):
        stage.allot(LEVY, 2024, code, amount, "湘残联〔演示〕2号", place="430100")
    _training(stage)
    return _reward(stage)


def _reward(stage: Stage) -> str:
    staff = tuple(person(number, "430104", born=f"198{number}-06-01", grade=4) for number in range(8))
    year = [{"year": 2023, "month": month} for month in range(1, 13)]
    firm, small = employer(0, "430104"), employer(1, "430104")
    ours = [_placement(stage, one, year if index else year[:9]) for index, one in enumerate(staff[:7])]
    stage.on("2024-05-06")
    case = stage.file("over_quota_reward", "430104", firm, _quota(100, ours), named=staff[:7])
    twice = [_placement(stage, staff[0], year[:1])]
    stage.must_refuse(lambda: stage.file("over_quota_reward", "430104", small, _quota(10, twice), named=(staff[0],)))
    exact = [_placement(stage, staff[7], year)]
    refused = stage.file("over_quota_reward", "430104", small, _quota(67, exact), named=(staff[7],))
    stage.on("2024-05-08")
    stage.accept(case)
    stage.accept(refused)
    stage.on("2024-05-13")
    stage.review(case)
    stage.publish(case, CONTACT)
    stage.on("2024-05-21")
    stage.second_review(case)
    stage.approve(case)
    stage.must_refuse(lambda: stage.approve(case))
    stage.on("2024-05-22")
    stage.approve(case, "approver-2")
    payment = stage.pay(case)
    stage.on("2024-05-24")
    stage.settle(payment, "CS240524-001")
    return payment


def _placement(stage: Stage, who: Any, months: list[dict[str, int]]) -> dict[str, Any]:
    return {"person": stage.vault.party_id(who), "weight": 1, "months": months}


def _quota(staff: int, placements: list[dict[str, Any]]) -> dict[str, Any]:
    return {"year": 2023, "staff_by_month": [staff] * 12, "placements": placements}


def _training(stage: Stage) -> None:
    trainee = person(8, "430102", born="1995-02-11", category=2)
    course = {
        "course": "CS-2024-017",
        "starts_on": "2024-03-04",
        "ends_on": "2024-03-29",
        "class_days": 20,
        "attended_days": 18,
        "employed_at_start": False,
        "of_working_age": True,
    }
    stage.on("2024-04-09")
    cases = [
        stage.file("training_fee_subsidy", "430102", trainee, course | {"category": "B", "fee": 135_050}),
        stage.file("training_living_allowance", "430102", trainee, course),
        stage.file(
            "skill_assessment_subsidy",
            "430102",
            trainee,
            {"occupation": "4-10-04-02", "level": 5, "assessed_on": "2024-04-02", "passed": True, "fee": 18_000},
        ),
    ]
    stage.must_refuse(lambda: stage.file("training_living_allowance", "430102", trainee, course))
    for case in cases:
        stage.accept(case)
    stage.on("2024-04-11")
    for case in cases:
        stage.review(case)
        stage.publish(case, CONTACT)
    stage.on("2024-04-19")
    for case in cases:
        stage.second_review(case)
        stage.approve(case)
    paid = [stage.pay(case) for case in cases]
    stage.on("2024-04-22")
    for number, payment in enumerate(paid, start=1):
        stage.settle(payment, f"CS240422-{number:03d}")
