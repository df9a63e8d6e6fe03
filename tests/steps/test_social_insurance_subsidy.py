"""Runs the social-insurance subsidy's feature."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from domain.calendar import Month, month_range
from domain.money import fen_from_yuan
from domain.programs.social_insurance_facts import Insured, PaidMonth, SocialInsuranceFacts
from domain.programs.social_insurance_subsidy import PROGRAMME
from domain.statutes.loader import load_statutes
from domain.working import Decision

scenarios("social_insurance_subsidy.feature")

BOOK = load_statutes(demo=True)
PLACES = {"湖州市": "330500", "山西省": "140000", "湖南省": "430000"}
YUAN = {"Yuan": Decimal}
FIVE_YEARS = "5 年以上"


class Case:
    """What a scenario has said so far, and what came of it."""

    place = ""
    flexible = False
    insured = Insured(
        person="p_1",
        first_recognised=Month(2023, 1),
        months_to_retirement_at_first_recognition=None,
        months_already_subsidised=0,
        months=(),
    )
    others: tuple[Insured, ...] = ()
    decision: Decision | None = None

    def facts(self) -> SocialInsuranceFacts:
        employment = "flexible" if self.flexible else "employed"
        return msgspec.convert({"employment": employment, "insured": (self.insured, *self.others)}, SocialInsuranceFacts)

    def pays(self, month: Month, **yuan: Decimal) -> None:
        paid = PaidMonth(month=month, **{name: fen_from_yuan(amount) for name, amount in yuan.items()})
        self.insured = msgspec.structs.replace(self.insured, months=(*self.insured.months, paid))

    def decided(self) -> Decision:
        assert self.decision is not None
        return self.decision


@pytest.fixture
def case() -> Case:
    return Case()


@given(parsers.parse("{place}的一家用人单位为一名残疾人职工申请社会保险补贴"))
def an_employer_applies(case: Case, place: str) -> None:
    case.place, case.flexible = PLACES[place], False


@given(parsers.parse("{place}的一名灵活就业残疾人为本人申请社会保险补贴"))
def a_flexible_worker_applies(case: Case, place: str) -> None:
    case.place, case.flexible = PLACES[place], True


@given(parsers.parse("该职工 {month} 首次认定为就业困难人员,距法定退休 {left}"))
def first_recognised(case: Case, month: str, left: str) -> None:
    case.insured = msgspec.structs.replace(
        case.insured,
        first_recognised=Month.parse(month),
        months_to_retirement_at_first_recognition=None if left == FIVE_YEARS else int(left.removesuffix(" 个月")),
    )


@given("此前没有享受过补贴")
def nothing_drawn_so_far(case: Case) -> None:
    drawn_so_far(case, 0)


@given(parsers.parse("此前已享受补贴 {months:d} 个月"))
def drawn_so_far(case: Case, months: int) -> None:
    case.insured = msgspec.structs.replace(case.insured, months_already_subsidised=months)


@given(
    parsers.parse(
        "单位 {month} 缴纳养老 {pension:Yuan} 元、医疗 {medical:Yuan} 元、失业 {unemployment:Yuan} 元、工伤 {injury:Yuan} 元", YUAN
    )
)
def paid_in_a_month(
    case: Case, month: str, pension: Decimal, medical: Decimal, unemployment: Decimal, injury: Decimal
) -> None:
    case.pays(Month.parse(month), pension=pension, medical=medical, unemployment=unemployment, work_injury=injury)


@given(
    parsers.parse(
        "单位 {first} 至 {last} 每月缴纳养老 {pension:Yuan} 元、医疗 {medical:Yuan} 元、失业 {unemployment:Yuan} 元", YUAN
    )
)
def paid_in_many_months(
    case: Case, first: str, last: str, pension: Decimal, medical: Decimal, unemployment: Decimal
) -> None:
    for month in month_range(Month.parse(first), Month.parse(last)):
        case.pays(month, pension=pension, medical=medical, unemployment=unemployment)


@given("另一名职工 2023-01 首次认定,已享受满 36 个月,单位同期缴纳相同")
def another_whose_term_is_used_up(case: Case) -> None:
    case.others = (msgspec.structs.replace(case.insured, person="p_2", months_already_subsidised=36),)


@given(parsers.parse("该人 {month} 按最低档缴纳养老、医疗保险"))
def paid_the_lowest_bracket(case: Case, month: str) -> None:
    law, paid = BOOK.law(PROGRAMME.code, case.place, date(2030, 1, 1)), Month.parse(month)
    lowest = {name: law.at(f"lowest_bracket.{name}", paid.last_day).value for name in ("pension", "medical")}
    case.pays(paid, **{name: Decimal(value) for name, value in lowest.items()})


@given(parsers.parse("该人 {month} 缴纳养老 {pension:Yuan} 元、医疗 {medical:Yuan} 元", YUAN))
def paid_by_oneself(case: Case, month: str, pension: Decimal, medical: Decimal) -> None:
    case.pays(Month.parse(month), pension=pension, medical=medical)


@when("测算社会保险补贴")
def decide(case: Case) -> None:
    facts = case.facts()
    known_on = PROGRAMME.law_day(facts).replace(year=PROGRAMME.law_day(facts).year + 1, day=15)
    case.decision = PROGRAMME.decide(facts, BOOK.law(PROGRAMME.code, case.place, known_on))


@then(parsers.parse("补贴金额为 {amount:Yuan} 元", YUAN))
def the_subsidy_is(case: Case, amount: Decimal) -> None:
    decision = case.decided()
    assert decision.granted, decision.reasons
    assert decision.amount == fen_from_yuan(amount)


@then(parsers.parse("不予补贴的月份为「{months}」"))
def these_months_are_left_out(case: Case, months: str) -> None:
    left_out = [step for step in case.decided().steps if step.label.endswith("不予补贴的月份")]
    assert [step.expression for step in left_out] == [months]
    assert all(step.authority for step in left_out)


@then(parsers.parse("不予补贴,理由是「{reason}」"))
def one_reason_is(case: Case, reason: str) -> None:
    decision = case.decided()
    assert not decision.granted
    assert reason in [each.zh for each in decision.reasons]
    assert all(each.authority for each in decision.reasons)


@then(parsers.parse("占用该职工的申领「{months}」"))
def the_months_are_claimed(case: Case, months: str) -> None:
    taken = PROGRAMME.claims(case.facts(), "employer-1")
    assert [claim.key for claim in taken] == [f"cost:p_1:social_insurance:{month}" for month in months.split("、")]
