"""Huzhou 2024: start-up grants, a lease, a loan, social insurance; a returned payment, a recovery, the year's end."""

from typing import Any

from api.cli.demo.people import employer, person
from api.cli.demo.stage import Stage
from domain.details import PersonDetails

LEVY = "employment_security_fund"
JOBS = "employment_subsidy_fund"
LOAN = "inclusive_finance_fund"
CONTACT = "区残联就业科,区政务服务中心二楼,0572-0000000"
RECOVERY_CLAUSE = "财政违法行为处罚处分条例 第十四条"


def play(stage: Stage) -> str:
    """Play the year; returns the payment whose trace is worth reading."""
    _budget(stage)
    returned = _startup_grants(stage)
    lease, paid = _lease(stage)
    _loan(stage)
    _insurance(stage)
    _year_end(stage, _sublet(stage, lease, paid))
    return returned


def _budget(stage: Stage) -> None:
    stage.on("2024-01-08")
    stage.appropriate(LEVY, 2024, "600000.00", "湖财社〔演示〕1号")
    stage.appropriate(JOBS, 2024, "200000.00", "湖财社〔演示〕2号")
    stage.appropriate(LOAN, 2024, "50000.00", "湖财金〔演示〕1号")
    stage.allot(LEVY, 2024, "startup_grant", "100000.00", "湖残联〔演示〕3号")
    stage.allot(LEVY, 2024, "lease_subsidy", "60000.00", "湖残联〔演示〕3号")
    stage.allot(LOAN, 2024, "loan_interest_subsidy", "50000.00", "湖残联〔演示〕3号")
    stage.allot(JOBS, 2024, "social_insurance_subsidy", "80000.00", "湖人社〔演示〕4号")
    stage.must_refuse(lambda: stage.allot(JOBS, 2024, "over_quota_reward", "1.00", "湖残联〔演示〕5号"))
    stage.must_refuse(lambda: stage.allot(LEVY, 2024, "startup_grant", "500000.00", "湖残联〔演示〕6号"))


def _business(day: str, uscc: str, **changes: Any) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "applied_on": day,
        "business_uscc": uscc,
        "registered_on": "2023-04-10",
        "running_since": "2023-05-01",
        "still_running": True,
        "founders": 1,
        "certificate_valid": True,
        "age_in_years_on_application": 34,
        "reached_retirement": False,
        "grants_received": 0,
    }
    return facts | changes


def _startup_grants(stage: Stage) -> str:
    first, second, third = person(0, "330502"), person(1, "330521"), person(2, "330503")
    stage.on("2024-03-01")
    clean = stage.file("startup_grant", "330502", first, _business("2024-03-01", employer(0, "330502").uscc))
    bounced = stage.file("startup_grant", "330521", second, _business("2024-03-01", employer(1, "330521").uscc))
    late = {"registered_on": "2020-05-06", "running_since": "2020-06-01", "still_running": False}
    refused = stage.file("startup_grant", "330503", third, _business("2024-03-01", employer(2, "330503").uscc, **late))
    again = _business("2024-03-01", employer(3, "330502").uscc)
    stage.must_refuse(lambda: stage.file("startup_grant", "330502", first, again))
    stage.on("2024-03-04")
    for case in (clean, bounced, refused):
        stage.accept(case)
    stage.on("2024-03-11")
    stage.review(clean)
    stage.review(bounced)
    stage.on("2024-03-13")
    last_day = stage.publish(clean, CONTACT)
    stage.publish(bounced, CONTACT)
    stage.on("2024-03-15")
    number = stage.object(clean, "信访〔演示〕7号", "反映店面长期关门")
    stage.on(last_day)
    stage.must_refuse(lambda: stage.second_review(clean))
    stage.on("2024-03-20")
    stage.dismiss(clean, number, "两次实地走访均在营业,异议不成立")
    for case in (clean, bounced):
        stage.second_review(case)
        stage.approve(case)
    stage.must_refuse(lambda: stage.approve(clean, "approver-2"))
    stage.on("2024-03-26")
    payments = [stage.pay(case) for case in (clean, bounced)]
    stage.on("2024-03-27")
    stage.settle(payments[0], "HZ240327-001")
    stage.settle(payments[1], "HZ240327-002")
    stage.must_refuse(lambda: stage.settle(payments[1], "HZ240327-003"))
    _bounce(stage, payments[1], second)
    stage.on("2024-04-08")
    stage.appeal(refused, "湖府复〔演示〕2号")
    stage.on("2024-05-20")
    stage.uphold(refused, "登记已超过申请期限且已停止经营,原决定正确")
    return payments[1]


def _bounce(stage: Stage, payment: str, payee: PersonDetails) -> None:
    stage.on("2024-03-29")
    stage.bounce(payment, "HZ240329-001", "账户已销户")
    stage.on("2024-04-02")
    stage.change_account(PersonDetails(**_with(payee, account="623305210000009999")))
    stage.reissue(payment)
    stage.on("2024-04-03")
    stage.settle(payment, "HZ240403-001")


def _with(details: PersonDetails, **changes: str) -> dict[str, str]:
    return {name: getattr(details, name) for name in details.__struct_fields__} | changes


def _lease(stage: Stage) -> tuple[str, str]:
    facts: dict[str, Any] = {
        "lease_begins_on": "2023-07-01",
        "lease_ends_on": "2026-06-30",
        "months": [
            {"month": {"year": year, "month": month}, "rent_paid": 120_000 if month < 10 else 90_000}
            for year, month in [(2023, m) for m in range(7, 13)] + [(2024, m) for m in range(1, 7)]
        ],
        "certificate_valid": True,
        "still_running": True,
        "own_premises": False,
        "related_landlord": False,
    }
    tenant = person(3, "330502", born="1985-11-02", category=1, grade=1)
    stage.on("2024-07-02")
    case = stage.file("lease_subsidy", "330502", tenant, facts | {"certificate_valid": False})
    stage.on("2024-07-03")
    stage.correct(case, "残疾人证扫描件不清,请补交", facts, "2024-07-05")
    stage.accept(case)
    stage.on("2024-07-09")
    stage.review(case)
    stage.publish(case, CONTACT)
    stage.on("2024-07-17")
    stage.second_review(case)
    stage.approve(case)
    stage.on("2024-07-22")
    paid = stage.pay(case, 1)
    stage.on("2024-07-23")
    stage.settle(paid, "HZ240723-001")
    return case, paid


def _sublet(stage: Stage, case: str, paid: str) -> str:
    """The premises turn out to be sublet: suspended, ended, partly recovered; returns the recovery."""
    stage.on("2024-10-10")
    stage.suspend(case, "群众反映承租场地已转租")
    stage.must_refuse(lambda: stage.pay(case, 2))
    stage.on("2024-10-28")
    stage.terminate(case, "核查属实:2023年9月起转租")
    stage.must_refuse(lambda: stage.recover(paid, "99999.00", "转租期间不应享受", RECOVERY_CLAUSE))
    recovery = stage.recover(paid, "1000.00", "2023年9月起转租,该月补贴不应享受", RECOVERY_CLAUSE)
    stage.on("2024-11-18")
    stage.receive(recovery, "HZ241118-001", "600.00")
    return recovery


def _loan(stage: Stage) -> None:
    facts: dict[str, Any] = {
        "contract_signed_on": "2023-03-15",
        "lent_on": "2023-03-20",
        "due_on": "2026-03-19",
        "borrower": "individual",
        "loan": 20_000_000,
        "rate_bp": 415,
        "reference_rate_bp": 365,
        "earlier_loans": 0,
        "certificate_valid": True,
        "periods": [
            _period("2024-01-01", "2024-03-31", 20_000_000, 209_805),
            _period("2024-04-01", "2024-06-30", 20_000_000, 209_805, overdue=True),
        ],
    }
    stage.on("2024-07-24")
    case = stage.file("loan_interest_subsidy", "330523", person(4, "330523", born="1979-08-21"), facts)
    stage.accept(case)
    stage.on("2024-07-26")
    stage.review(case)
    stage.publish(case, CONTACT)
    stage.on("2024-08-02")
    stage.second_review(case)
    stage.approve(case)
    payment = stage.pay(case)
    stage.on("2024-08-05")
    stage.settle(payment, "HZ240805-001")


def _period(first: str, last: str, principal: int, interest: int, *, overdue: bool = False) -> dict[str, Any]:
    return {
        "first_day": first,
        "last_day": last,
        "principal": principal,
        "interest_paid": interest,
        "overdue": overdue,
    }


def _insurance(stage: Stage) -> None:
    staff = [person(number, "330522", born=f"1988-0{number}-09") for number in (5, 6)]
    months = [
        {"month": {"year": 2024, "month": m}, "pension": 67_200, "medical": 39_900, "unemployment": 2_100}
        for m in range(1, 7)
    ]
    insured = [
        {
            "person": stage.vault.party_id(one),
            "first_recognised": {"year": 2021, "month": 4},
            "months_to_retirement_at_first_recognition": None,
            "months_already_subsidised": done,
            "months": months,
        }
        for one, done in zip(staff, (12, 33), strict=True)
    ]
    stage.on("2024-08-06")
    case = stage.file(
        "social_insurance_subsidy",
        "330522",
        employer(4, "330522"),
        {"employment": "employed", "insured": insured},
        named=tuple(staff),
    )
    stage.accept(case)
    stage.on("2024-08-08")
    stage.review(case)
    stage.publish(case, CONTACT)
    stage.on("2024-08-19")
    stage.second_review(case)
    stage.approve(case)
    payment = stage.pay(case)
    stage.on("2024-08-20")
    stage.settle(payment, "HZ240820-001")


def _year_end(stage: Stage, recovery: str) -> None:
    stage.on("2024-12-31")
    stage.close_year(LEVY, 2024, "300000.00", "湖财社〔演示〕31号")
    stage.close_year(LOAN, 2024, "0.00", "湖财金〔演示〕9号")
    stage.on("2025-01-06")
    stage.must_refuse(lambda: stage.allot(LEVY, 2024, "startup_grant", "1.00", "湖残联〔演示〕40号"))
    stage.on("2025-01-20")
    stage.receive(recovery, "HZ250120-001", "300.00")
    stage.on("2025-02-17")
    stage.write_off(recovery, "100.00", "湖财社〔演示〕45号")
