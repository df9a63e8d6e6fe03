"""The equipment grant, as its feature says."""

import pytest
from pytest_bdd import given, parsers, scenarios, then

from domain.money import fen_from_yuan
from domain.programs import lease_subsidy, loan_interest_subsidy, social_insurance_subsidy
from domain.programs.equipment_grant import CODE, KINDS, PROGRAMME
from tests.factories import uscc
from tests.steps import programme_steps
from tests.steps.programme_steps import Case

globals().update(programme_steps.STEPS)
scenarios("equipment_grant.feature")

CODES = {name: code for code, name in KINDS.items()}


@pytest.fixture
def case() -> Case:
    return Case(PROGRAMME, facts={"certificate_valid": True, "still_running": True, "bought": []})


@given(parsers.parse("残疾人甲于 {day} 为正在经营的主体申请设施设备购置补贴"))
def applies(case: Case, day: str) -> None:
    case.facts |= {"applied_on": day, "business_uscc": uscc(1)}


@given(parsers.re(r"甲于 (?P<day>\S+) 购置「(?P<kind>\S+)」,发票金额 (?P<price>\S+) 元,(?P<used>在用|未在用)"))
def buys(case: Case, day: str, kind: str, price: str, used: str) -> None:
    bought = {"kind": CODES[kind], "bought_on": day, "price": fen_from_yuan(price), "in_use": used == "在用"}
    case.facts["bought"].append(bought)


@given("甲的残疾人证无效,经营已停止")
def not_eligible(case: Case) -> None:
    case.facts |= {"certificate_valid": False, "still_running": False}


@then(parsers.parse("山西依据「{clause}」给予设施设备扶持"))
def is_supported(case: Case, clause: str) -> None:
    assert [clause in step.authority for step in case.decision.steps if step.label == "在设施设备方面给予扶持"] == [
        True
    ]


@then("四个项目占用的费用项目各不相同")
def cost_items_differ() -> None:
    items = {CODE, lease_subsidy.ITEM, social_insurance_subsidy.ITEM, loan_interest_subsidy.ITEM}
    assert len(items) == 4
