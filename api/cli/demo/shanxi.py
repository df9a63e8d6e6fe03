"""Shanxi 2024: rewards for whole persons only, inside the window of March and April, and a certificate subsidy."""

from datetime import date
from typing import Any

from api.cli.demo.people import employer, person
from api.cli.demo.stage import Stage
from domain.working import Reason

LEVY = "employment_security_fund"
CONTACT = "县残联,0359-0000000"
YEAR = [{"year": 2023, "month": month} for month in range(1, 13)]


def play(stage: Stage) -> str:
    """Play the year; returns the payment of the reward."""
    stage.on("2024-01-15")
    stage.appropriate(LEVY, 2024, "300000.00", "晋财社〔演示〕1号")
    stage.allot(LEVY, 2024, "over_quota_reward", "100000.00", "晋残联〔演示〕2号")
    stage.allot(LEVY, 2024, "certificate_subsidy", "20000.00", "晋残联〔演示〕2号")
    payment = _rewards(stage)
    _certificate(stage)
    return payment


def _rewards(stage: Stage) -> str:
    staff = [person(number, "140828", born=f"199{number}-01-20", grade=3) for number in range(6)]
    enough, short = employer(0, "140828"), employer(1, "140828")
    stage.on("2024-02-29")
    early = _quota(stage, 100, staff[:3], YEAR)
    stage.must_refuse(lambda: stage.file("over_quota_reward", "140828", enough, early, named=tuple(staff[:3])))
    stage.on("2024-03-01")
    case = stage.file("over_quota_reward", "140828", enough, early, named=tuple(staff[:3]))
    under = _quota(stage, 101, staff[3:5], YEAR)
    refused = stage.file("over_quota_reward", "140828", short, under, named=tuple(staff[3:5]))
    stage.on("2024-03-06")
    stage.accept(case)
    stage.accept(refused)
    stage.on("2024-03-12")
    stage.review(case)
    stage.publish(case, CONTACT)
    stage.on("2024-03-20")
    stage.second_review(case)
    stage.approve(case)
    payment = stage.pay(case)
    stage.on("2024-03-21")
    stage.settle(payment, "XX240321-001")
    stage.on("2024-04-11")
    late = _quota(stage, 100, staff[5:], YEAR)
    stage.must_refuse(
        lambda: stage.file(
            "over_quota_reward", "140828", employer(2, "140828"), late, named=tuple(staff[5:]), applied_on=stage.today
        )
    )
    return payment


def _quota(stage: Stage, staff: int, people: list[Any], months: list[dict[str, int]]) -> dict[str, Any]:
    placements = [{"person": stage.vault.party_id(one), "weight": 1, "months": months} for one in people]
    return {"year": 2023, "staff_by_month": [staff] * 12, "placements": placements}


def _certificate(stage: Stage) -> None:
    holder, other = person(6, "140828", born="1998-09-09"), person(7, "140828", born="1997-07-07", category=3)
    facts = {"occupation": "4-10-04-02", "level": 4, "issued_on": "2024-05-30", "verified": True, "trained": True}
    stage.on("2024-06-12")
    case = stage.file("certificate_subsidy", "140828", holder, facts, applied_on=date(2024, 6, 11))
    doubtful = stage.file("certificate_subsidy", "140828", other, facts)
    withdrawn = stage.file("certificate_subsidy", "140828", other, facts | {"occupation": "6-29-03-01"})
    stage.withdraw(withdrawn, "申请人改报其他工种")
    stage.accept(case)
    stage.accept(doubtful)
    stage.on("2024-06-17")
    stage.reject(
        doubtful,
        Reason(
            code="register_differs",
            zh="发证机构答复:该批次证书名单中无此人",
            en="the issuer's list of that batch does not name the applicant",
            authority="演示:取证补贴须经发证机构核验",
        ),
    )
    stage.review(case)
    stage.publish(case, CONTACT)
    stage.on("2024-06-25")
    stage.second_review(case)
    stage.approve(case)
    payment = stage.pay(case)
    stage.on("2024-06-26")
    stage.settle(payment, "XX240626-001")
