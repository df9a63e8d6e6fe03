"""疑点核查: a ring of rented certificates is found, stopped, heard and referred; a false alarm is cleared."""

from typing import Any

from api.cli.demo.evidence import evidence, others, ring, ring_units, wards, workshop
from api.cli.demo.inquiry import Inquiry
from api.cli.demo.stage import Stage
from domain.alert import stream_of
from domain.details import EmployerDetails, PersonDetails
from ledger.checks.running import Found
from ledger.commands.load import load_payment

LEVY = "employment_security_fund"
JOBS = "employment_subsidy_fund"
CONTACT = "区残联就业科,区政务服务中心二楼,0572-0000000"
FRAUD_CLAUSE = "财政违法行为处罚处分条例 第十四条"
CHECKS = ("RF13", "RF18", "SP02")


def play(stage: Stage) -> str:
    """Play from the first application to the end of both investigations; returns the payment of the false alarm."""
    _budget(stage)
    first, second, _ = ring_units()
    stage.on("2024-07-05")
    early = _insurance(stage, second, ring()[4:])
    _granted(stage, (early,), "2024-07-08", "2024-07-18")
    paid = _paid(stage, early, "2024-07-22", "HZ240722-001")
    stage.on("2024-09-20")
    honest = _insurance(stage, workshop(), (*wards(), *others()))
    sham = _insurance(stage, first, ring()[:4])
    doubted = _training(stage, wards()[0])
    _granted(stage, (honest, sham, doubted), "2024-09-23", "2024-10-08")
    inquiry = Inquiry(stage)
    found = _checked(stage, inquiry)
    stage.on("2024-10-16")
    held = _stopped(stage, inquiry, sham)
    alarms = tuple(_stopped(stage, inquiry, case) for case in (doubted, honest))
    stage.on("2024-10-17")
    about_ring = _heard_about_ring(stage, inquiry, found, held)
    payment = _cleared(stage, inquiry, found, alarms)
    _convicted(stage, inquiry, about_ring, (early, sham), paid)
    return payment


def _budget(stage: Stage) -> None:
    stage.on("2024-01-08")
    stage.appropriate(JOBS, 2024, "300000.00", "湖财社〔演示〕2号")
    stage.allot(JOBS, 2024, "social_insurance_subsidy", "200000.00", "湖人社〔演示〕4号")
    stage.appropriate(LEVY, 2024, "100000.00", "湖财社〔演示〕1号")
    stage.allot(LEVY, 2024, "training_fee_subsidy", "20000.00", "湖残联〔演示〕3号")


def _insurance(stage: Stage, unit: EmployerDetails, staff: tuple[PersonDetails, ...]) -> str:
    """An employer applies for the insurance of its workers."""
    months = [
        {"month": {"year": 2024, "month": month}, "pension": 67_200, "medical": 39_900, "unemployment": 2_100}
        for month in range(2, 7)
    ]
    insured = [
        {
            "person": stage.vault.party_id(one),
            "first_recognised": {"year": 2024, "month": 2},
            "months_to_retirement_at_first_recognition": None,
            "months_already_subsidised": 0,
            "months": months,
        }
        for one in staff
    ]
    facts: dict[str, Any] = {"employment": "employed", "insured": insured}
    return stage.file("social_insurance_subsidy", unit.uscc[2:8], unit, facts, named=staff)


def _training(stage: Stage, who: PersonDetails) -> str:
    """A worker of the sheltered workshop applies for the fee of the course that led to the work."""
    facts = {
        "course": "HZ-2024-001",
        "starts_on": "2024-01-04",
        "ends_on": "2024-01-31",
        "class_days": 20,
        "attended_days": 20,
        "employed_at_start": False,
        "of_working_age": True,
        "category": "B",
        "fee": 120_000,
    }
    return stage.file("training_fee_subsidy", "330503", who, facts)


def _granted(stage: Stage, cases: tuple[str, ...], reviewed: str, approved: str) -> None:
    for case in cases:
        stage.accept(case)
    stage.on(reviewed)
    for case in cases:
        stage.review(case)
        stage.publish(case, CONTACT)
    stage.on(approved)
    for case in cases:
        stage.second_review(case)
        stage.approve(case)


def _paid(stage: Stage, case: str, day: str, reference: str) -> str:
    stage.on(day)
    payment = stage.pay(case)
    stage.settle(payment, reference)
    return payment


def _checked(stage: Stage, inquiry: Inquiry) -> Found:
    """Evidence comes in, checks are adopted, a run finds the ring and it is drawn."""
    stage.on("2024-10-10")
    inquiry.bring(evidence(), stage.path.parent / "demo-evidence")
    inquiry.adopt(CHECKS, "hold")
    found = inquiry.run()
    inquiry.draw(_ring_of(found), stage.path.parent / "demo-ring.svg")
    return found


def _ring_of(found: Found) -> int:
    (hits,) = (each.hits for each in found.carried if each.check == "SP02")
    return hits[0].subject


def _stopped(stage: Stage, inquiry: Inquiry, case: str) -> str:
    """A payment is stopped as it is instructed; returns the hold."""
    hold = stage.pay(case)
    inquiry.explain(hold)
    stage.must_refuse(lambda: stage.pay(case))
    return hold


def _returned(stage: Stage, found: Found, who: tuple[PersonDetails, ...]) -> tuple[str, ...]:
    """The alerts that say of these persons that their wages went back."""
    parties = {stage.vault.party_id(one) for one in who}
    return tuple(stream_of(hit) for hit in found.hits if hit.check == "RF18" and hit.subject in parties)


def _heard_about_ring(stage: Stage, inquiry: Inquiry, found: Found, hold: str) -> str:
    """The employers and the holders of the certificates are asked; returns the investigation."""
    alerts = (*inquiry.grounds(hold), *_returned(stage, found, ring()))
    opened = inquiry.open("rented_certificate", alerts)
    for number, unit in enumerate(ring_units()[:2], start=8):
        inquiry.ask(opened, unit.uscc, "残疾职工由谁介绍、在何处上班、谁领取工资", f"湖残联核〔演示〕{number}号")
    for number, one in enumerate(ring(), start=10):
        inquiry.ask(opened, stage.vault.party_id(one), "是否上班、工资卡由谁保管", f"湖残联核〔演示〕{number}号")
    stage.say(f"{opened} 书面询问两个单位和八名持证人,五个工作日内陈述申辩")
    return opened


def _cleared(stage: Stage, inquiry: Inquiry, found: Found, holds: tuple[str, ...]) -> str:
    """The guardian explains: the alarm was false, ward and workshop are paid; returns the ward's payment."""
    ward = stage.vault.party_id(wards()[0])
    alerts = _returned(stage, found, wards())
    opened = inquiry.open("returned_wages", alerts)
    inquiry.ask(opened, ward, "工资到账后为何转出", "湖残联核〔演示〕18号")
    stage.on("2024-10-22")
    inquiry.answer(opened, ward, "湖残联核〔演示〕18号笔录")
    stage.say(f"{opened} 当事人和监护人到场陈述:监护人代管三人的工资卡,出示法院指定监护文书")
    stage.on("2024-10-23")
    inquiry.clear(opened, alerts, "guardian_account", "监护关系属实,尚未登记;已转登记部门补登")
    for hold in holds:
        inquiry.release(hold, "疑点已排除")
    cases = [hold.removeprefix("hold:").rpartition("-P")[0] for hold in holds]
    payment, *_ = [_paid(stage, case, "2024-10-24", f"HZ241024-{number:03}") for number, case in enumerate(cases, 1)]
    return payment


def _convicted(stage: Stage, inquiry: Inquiry, opened: str, cases: tuple[str, str], paid: str) -> None:
    """Two persons find that it was fraud; the open case ends, the paid one is recovered, the police is told."""
    early, sham = cases
    first, second, _ = ring_units()
    stage.on("2024-10-24")
    inquiry.answer(opened, first.uscc, "湖残联核〔演示〕8号笔录")
    for number, one in enumerate(ring(), start=10):
        inquiry.answer(opened, stage.vault.party_id(one), f"湖残联核〔演示〕{number}号笔录")
    stage.say(f"{opened} 一个单位和八名持证人陈述:证件由介绍人收走,从未上班")
    stage.on("2024-10-25")
    inquiry.silent(opened, second.uscc)
    stage.say(f"{opened} 另一单位逾期未陈述")
    amount = load_payment(stage.book, paid)[0].amount
    why = "八人租用证件、从未到岗,工资回流"
    inquiry.find(opened, amount=amount, measures=("suspend", "recover", "refer"), cases=cases, why=why)
    stage.must_refuse(lambda: inquiry.confirm(opened, "analyst"))
    stage.on("2024-10-28")
    inquiry.confirm(opened)
    inquiry.suspend(opened, sham)
    stage.on("2024-10-29")
    stage.terminate(sham, "核查属实:租用残疾人证")
    inquiry.recover(opened, early, paid, amount, FRAUD_CLAUSE)
    inquiry.refer(opened, "public_security", "湖残联移〔演示〕1号")
