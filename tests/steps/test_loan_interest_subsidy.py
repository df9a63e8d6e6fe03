"""Start-up loan interest subsidy, as its feature says."""

from datetime import date

import pytest
from pytest_bdd import given, parsers, scenarios

from domain.money import fen_from_yuan
from domain.programs.loan_interest_subsidy import PROGRAMME
from domain.programs.terms import months_after
from tests.steps import programme_steps
from tests.steps.programme_steps import CONVERTERS, Case, Table

globals().update(programme_steps.STEPS)
scenarios("loan_interest_subsidy.feature")

BORROWERS = {"个人": "individual", "合伙": "partnership", "小微企业": "small_firm"}


@pytest.fixture
def case() -> Case:
    return Case(
        PROGRAMME,
        facts={
            "borrower": "individual",
            "earlier_loans": 0,
            "certificate_valid": True,
            "periods": [],
        },
        labels={
            "个人贷款额度": "limit.individual",
            "小微企业贷款额度": "limit.small_firm",
            "个人贷款期限": "term.individual",
            "累计次数": "loans_at_most",
            "贷款利率上限加点": "rate_cap_over_reference_bp",
            "贴息方式": "regime",
            "计息天数基数": "day_count_base",
            "金额取整规则": "rounding",
            "贴息年限": "subsidised_years",
        },
    )


@given(parsers.parse("申请人甲于 {day:Day} 签订贷款合同,金额 {loan:Yuan} 元,期限 {months:d} 个月", CONVERTERS))
def signed(case: Case, day: date, loan: int, months: int) -> None:
    case.facts |= {"contract_signed_on": str(day), "loan": loan}
    case.facts |= {"lent_on": str(day), "due_on": str(months_after(day, months))}


@given(parsers.parse("贷款于 {lent} 发放,{due} 到期"))
def paid_out(case: Case, lent: str, due: str) -> None:
    case.facts |= {"lent_on": lent, "due_on": due}


@given(parsers.parse("借款人是{borrower}"))
def borrower(case: Case, borrower: str) -> None:
    case.facts["borrower"] = BORROWERS[borrower]


@given(parsers.parse("合伙创业的持证残疾人共 {partners:d} 人"))
def partners(case: Case, partners: int) -> None:
    case.facts |= {"borrower": "partnership", "partners": partners}


@given(parsers.parse("年利率 {rate:d} 个基点,合同的参考利率 {reference:d} 个基点"))
def rates(case: Case, rate: int, reference: int) -> None:
    case.facts |= {"rate_bp": rate, "reference_rate_bp": reference}


@given(parsers.parse("以前享受过 {times:d} 次贴息贷款"))
def earlier_loans(case: Case, times: int) -> None:
    case.facts["earlier_loans"] = times


@given("申请时申请人甲的残疾人证无效")
def certificate_not_valid(case: Case) -> None:
    case.facts["certificate_valid"] = False


@given(parsers.parse("申请人甲带动 {persons:d} 名其他残疾人稳定就业"))
def leads(case: Case, persons: int) -> None:
    case.facts |= {"pwd_employed": persons, "pwd_employed_months": 12}


@given(parsers.parse("带动的残疾人已就业 {months:d} 个月"))
def led_for(case: Case, months: int) -> None:
    case.facts["pwd_employed_months"] = months


@given("申请人甲是经认定的残疾人非遗继承人")
def heir(case: Case) -> None:
    case.facts["heritage_heir"] = True


@given(parsers.parse("{first} 至 {last} 本金 {principal} 元,实付利息 {paid} 元"))
def period(case: Case, first: str, last: str, principal: str, paid: str) -> None:
    case.facts["periods"].append(stated(first, last, principal, paid))


@given("计息期间如下")
def periods(case: Case, datatable: Table) -> None:
    for first, last, principal, paid, state in programme_steps.texts_of(datatable):
        flags = {"overdue": state == "逾期", "extended": state == "展期"}
        case.facts["periods"].append(stated(first, last, principal, paid) | flags)


def stated(first: str, last: str, principal: str, paid: str) -> dict[str, object]:
    """One interest period as an application states it."""
    return {
        "first_day": first,
        "last_day": last,
        "principal": fen_from_yuan(principal),
        "interest_paid": fen_from_yuan(paid),
    }
