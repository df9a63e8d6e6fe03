"""The social-insurance subsidy, as its feature says."""

from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then

from domain.calendar import Month, month_range
from domain.money import fen_from_yuan
from domain.programs.social_insurance_subsidy import PROGRAMME
from tests.steps import programme_steps
from tests.steps.programme_steps import CONVERTERS, Case

globals().update(programme_steps.STEPS)
scenarios("social_insurance_subsidy.feature")

FIVE_YEARS = "5 年以上"


@pytest.fixture
def case() -> Case:
    return Case(PROGRAMME, facts={})


def month_of(text: str) -> dict[str, int]:
    month = Month.parse(text)
    return {"year": month.year, "month": month.month}


def insured(case: Case) -> dict[str, Any]:
    """The first insured person of the application."""
    first: dict[str, Any] = case.facts["insured"][0]
    return first


def pays(case: Case, month: str, **fen: int) -> None:
    insured(case)["months"].append({"month": month_of(month), **fen})


def starts_with(case: Case, employment: str) -> None:
    person = {"person": "p_1", "months_already_subsidised": 0, "months": []}
    recognised = {"first_recognised": month_of("2023-01"), "months_to_retirement_at_first_recognition": None}
    case.facts = {"employment": employment, "insured": [person | recognised]}


@given("用人单位为一名残疾人职工申请社会保险补贴")
def an_employer_applies(case: Case) -> None:
    starts_with(case, "employed")


@given("一名灵活就业残疾人为本人申请社会保险补贴")
def a_flexible_worker_applies(case: Case) -> None:
    starts_with(case, "flexible")


@given(parsers.parse("该职工 {month} 首次认定为就业困难人员,距法定退休 {left}"))
def first_recognised(case: Case, month: str, left: str) -> None:
    insured(case)["first_recognised"] = month_of(month)
    insured(case)["months_to_retirement_at_first_recognition"] = (
        None if left == FIVE_YEARS else int(left.removesuffix(" 个月"))
    )


@given("此前没有享受过补贴")
def nothing_drawn_so_far(case: Case) -> None:
    drawn_so_far(case, 0)


@given(parsers.parse("此前已享受补贴 {months:d} 个月"))
def drawn_so_far(case: Case, months: int) -> None:
    insured(case)["months_already_subsidised"] = months


@given(
    parsers.parse(
        "单位 {month} 缴纳养老 {pension:Yuan} 元、医疗 {medical:Yuan} 元、"
        "失业 {unemployment:Yuan} 元、工伤 {injury:Yuan} 元",
        CONVERTERS,
    )
)
def paid_in_a_month(case: Case, month: str, pension: int, medical: int, unemployment: int, injury: int) -> None:
    pays(case, month, pension=pension, medical=medical, unemployment=unemployment, work_injury=injury)


@given(
    parsers.parse(
        "单位 {first} 至 {last} 每月缴纳养老 {pension:Yuan} 元、医疗 {medical:Yuan} 元、失业 {unemployment:Yuan} 元",
        CONVERTERS,
    )
)
def paid_in_many_months(case: Case, first: str, last: str, pension: int, medical: int, unemployment: int) -> None:
    for month in month_range(Month.parse(first), Month.parse(last)):
        pays(case, str(month), pension=pension, medical=medical, unemployment=unemployment)


@given("另一名职工 2023-01 首次认定,已享受满 36 个月,单位同期缴纳相同")
def another_whose_term_is_used_up(case: Case) -> None:
    case.facts["insured"].append(insured(case) | {"person": "p_2", "months_already_subsidised": 36})


@given(parsers.parse("该人 {month} 按最低档缴纳养老 {pension} 元、医疗 {medical} 元"))
def paid_the_lowest_bracket(case: Case, month: str, pension: str, medical: str) -> None:
    """State the shipped brackets of that month, and pay them."""
    paid = {"pension": fen_from_yuan(pension), "medical": fen_from_yuan(medical)}
    for name, fen in paid.items():
        assert case.law.at(f"lowest_bracket.{name}", Month.parse(month).first_day).fen == fen
    pays(case, month, **paid)


@given(parsers.parse("该人 {month} 自选缴纳养老 {pension:Yuan} 元、医疗 {medical:Yuan} 元", CONVERTERS))
def paid_by_oneself(case: Case, month: str, pension: int, medical: int) -> None:
    pays(case, month, pension=pension, medical=medical)


@then(parsers.parse("不予补贴的月份为「{months}」"))
def these_months_are_left_out(case: Case, months: str) -> None:
    left_out = [step for step in case.decision.steps if step.label.endswith("不予补贴的月份")]
    assert [step.expression for step in left_out] == [months]
    assert all(step.authority for step in left_out)
