"""Public-welfare posts, as their feature says."""

from datetime import date
from typing import Any

import msgspec
import pytest
from pytest_bdd import given, parsers, scenarios, then

from domain.calendar import Month, month_range
from domain.money import fen_from_yuan
from domain.programs import social_insurance_subsidy
from domain.programs.public_welfare_facts import ENTRY_GROUNDS
from domain.programs.public_welfare_post_subsidy import PROGRAMME
from domain.programs.social_insurance_facts import SocialInsuranceFacts
from domain.register_names import POST_KINDS
from domain.statutes.loader import load_statutes
from tests.factories import uscc
from tests.steps import programme_steps
from tests.steps.programme_steps import CONVERTERS, Case

globals().update(programme_steps.STEPS)
scenarios("public_welfare_posts.feature")

KINDS = {name: code for code, name in POST_KINDS.items()}
GROUNDS = {name: code for code, name in ENTRY_GROUNDS.items()}
OUTCOMES = {
    "未录用": (True, "not_hired"),
    "录用": (True, "hired"),
    "拒绝": (True, "refused_by_person"),
    "非市场": (False, "hired"),
}
FIVE_YEARS = "5 年以上"


@pytest.fixture
def case() -> Case:
    return Case(PROGRAMME, facts={"holders": [{"person": "p_1", "months": []}]})


def holder(case: Case) -> dict[str, Any]:
    first: dict[str, Any] = case.facts["holders"][0]
    return first


def month_of(text: str) -> Any:
    return msgspec.to_builtins(Month.parse(text))


def months(first: str, last: str, wage: str, *, insured: bool) -> list[dict[str, Any]]:
    paid = {"wage_paid": fen_from_yuan(wage), "insured": insured}
    return [
        {"month": msgspec.to_builtins(month)} | paid for month in month_range(Month.parse(first), Month.parse(last))
    ]


@given(parsers.parse("用人单位开发「{kind}」公益性岗位"))
def develops(case: Case, kind: str) -> None:
    case.facts["post_kind"] = KINDS[kind]


@given(parsers.parse("该岗位由基层政府开发管理「{grass_roots}」,已有其他资金保障「{funded}」"))
def run_and_funded(case: Case, grass_roots: str, funded: str) -> None:
    case.facts |= {"run_by_grass_roots": grass_roots == "是", "otherwise_funded": funded == "是"}


@given(parsers.parse("残疾人甲 {month} 上岗,肢体残疾 {grade:d} 级,身份为「{ground}」,已经核实"))
def takes_the_post(case: Case, month: str, grade: int, ground: str) -> None:
    stated = {"placed_from": month_of(month), "disability_grade": grade, "ground_verified": True}
    case.facts["holders"][0] |= stated | {"ground": GROUNDS[ground]}


@given(parsers.parse("甲 {month} 上岗"))
def placed_from(case: Case, month: str) -> None:
    holder(case)["placed_from"] = month_of(month)


@given(parsers.parse("甲的身份为「{ground}」"))
def has_ground(case: Case, ground: str) -> None:
    holder(case)["ground"] = GROUNDS[ground]


@given("甲的身份未经核实")
def not_verified(case: Case) -> None:
    holder(case)["ground_verified"] = False


@given(parsers.parse("甲 {month} 首次认定为就业困难人员,距法定退休 {left},本次安置已享受补贴 {drawn:d} 个月"))
def recognised(case: Case, month: str, left: str, drawn: int) -> None:
    months_left = None if left == FIVE_YEARS else int(left.removesuffix(" 个月"))
    case.facts["holders"][0] |= {
        "first_recognised": month_of(month),
        "months_to_retirement_at_first_recognition": months_left,
        "months_already_subsidised": drawn,
    }


@given(parsers.parse("甲所在家庭有残疾人 {count:d} 人"))
def household(case: Case, count: int) -> None:
    holder(case)["household_pwd"] = count


@given(parsers.parse("甲本人愿意「{willing}」"))
def willing(case: Case, willing: str) -> None:
    holder(case)["willing"] = willing == "是"


@given(parsers.parse("甲上岗前通过市场渠道推荐 {count:d} 次,均未能就业"))
def failed(case: Case, count: int) -> None:
    referred(case, "、".join(["未录用"] * count))


@given(parsers.parse("甲上岗前的岗位推荐依次为「{outcomes}」"))
def referred(case: Case, outcomes: str) -> None:
    holder(case)["referrals"] = [
        {"referred_on": date(2023, 6, number + 1), "through_market": market, "outcome": outcome}
        for number, (market, outcome) in enumerate(OUTCOMES[name] for name in outcomes.split("、"))
    ]


@given(parsers.parse("甲是第 {placement:d} 次安置,残疾 {grade:d} 级,上次安置止于 {ended}"))
def placed_again(case: Case, placement: int, grade: int, ended: str) -> None:
    stated = {"placement": placement, "disability_grade": grade, "previous_ended": month_of(ended)}
    case.facts["holders"][0] |= stated


@given(
    parsers.re(
        r"甲 (?P<first>\S+) 至 (?P<last>\S+) 每月工资 (?P<wage>\S+) 元,(?P<insured>按要求缴纳|没有缴纳)社会保险费"
    )
)
def worked(case: Case, first: str, last: str, wage: str, insured: str) -> None:
    holder(case)["months"] += months(first, last, wage, insured=insured == "按要求缴纳")


@given(parsers.parse("残疾人乙与甲同岗,身份为「{ground}」,{first} 至 {last} 每月工资 {wage} 元"))
def colleague(case: Case, ground: str, first: str, last: str, wage: str) -> None:
    stated = {"person": "p_2", "ground": GROUNDS[ground], "months": months(first, last, wage, insured=True)}
    case.facts["holders"].append(holder(case) | stated)


@then(
    parsers.parse(
        "单位为甲申请 {month} 社会保险补贴,缴纳养老 {pension:Yuan} 元、医疗 {medical:Yuan} 元、"
        "失业 {unemployment:Yuan} 元,得补贴 {amount:Yuan} 元",
        CONVERTERS,
    ),
    target_fixture="insurance",
)
def applies_for_insurance(case: Case, month: str, pension: int, medical: int, unemployment: int, amount: int) -> Any:
    paid = {"month": month_of(month), "pension": pension, "medical": medical, "unemployment": unemployment}
    person = {name: holder(case)[name] for name in ("person", "first_recognised", "months_already_subsidised")}
    stated = {"insured": [person | {"months_to_retirement_at_first_recognition": None, "months": [paid]}]}
    facts = msgspec.convert(stated, SocialInsuranceFacts)
    law = load_statutes(demo=True).law(social_insurance_subsidy.CODE, case.place, case.known_on)
    assert social_insurance_subsidy.decide(facts, law).amount == amount
    return facts


@then("两项申请占用的费用项目不重复")
def claims_do_not_meet(case: Case, insurance: Any) -> None:
    post = {claim.key for claim in PROGRAMME.claims(case.stated, uscc(1))}
    assert post.isdisjoint(claim.key for claim in social_insurance_subsidy.claims(insurance, uscc(1)))
