"""The four benefits of Jinhua's bases, as their feature says."""

import msgspec
import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from domain.errors import Refusal
from domain.money import shown
from domain.names import zh
from domain.programs import base_creation_grant, job_creation_subsidy, lease_subsidy, loan_interest_subsidy
from domain.working import Decision
from tests.steps import programme_steps
from tests.steps.base_bundle import facts_of_the_bundle, led
from tests.steps.programme_steps import Case, Table, texts_of

globals().update(programme_steps.STEPS)
scenarios("employment_base_jinhua.feature")

BUNDLE = (base_creation_grant, job_creation_subsidy, lease_subsidy, loan_interest_subsidy)
NAMED = {module.PROGRAMME.name_zh: module.PROGRAMME for module in BUNDLE}


@pytest.fixture
def case() -> Case:
    return Case(
        base_creation_grant.PROGRAMME,
        facts={},
        names={
            "统一社会信用代码": "base_uscc",
            "基地类型": "kind",
            "达标认定日期": "recognised_on",
            "核定人数日期": "counted_on",
            "安排残疾人人数": "pwd_employed",
            "正常运营": "still_running",
            "残疾人证有效": "certificate_valid",
            "员工制": "employs_directly",
            "参加社会保险": "insures_employees",
            "达到基地标准": "meets_base_standard",
        },
        words={"就业创业基地": "employment_startup_base", "孵化基地": "incubation_base"},
    )


@pytest.fixture
def outcomes() -> dict[str, Decision | Refusal]:
    return {}


@given(
    parsers.parse("申请人甲开办的基地:员工制「{employs}」,参加社会保险「{insures}」,达到基地标准「{meets}」"),
    target_fixture="conditions",
)
def the_base(employs: str, insures: str, meets: str) -> dict[str, bool]:
    answers = {"employs_directly": employs, "insures_employees": insures, "meets_base_standard": meets}
    return {name: answer == "是" for name, answer in answers.items()}


@when("分别测算四项补助")
def compute_all_four(case: Case, conditions: dict[str, bool], outcomes: dict[str, Decision | Refusal]) -> None:
    for code, facts in facts_of_the_bundle().items():
        case.programme = NAMED[zh(code)]
        stated = msgspec.convert(facts | conditions, case.programme.facts)
        try:
            outcomes[code] = case.programme.decide(stated, case.law)
        except Refusal as refusal:
            outcomes[code] = refusal


def decided(outcomes: dict[str, Decision | Refusal]) -> dict[str, Decision]:
    """All four, each of them decided."""
    assert all(isinstance(outcome, Decision) for outcome in outcomes.values()), outcomes
    return {zh(code): outcome for code, outcome in outcomes.items() if isinstance(outcome, Decision)}


@then("四项补助的结果是")
def all_four_are(outcomes: dict[str, Decision | Refusal], datatable: Table) -> None:
    every = decided(outcomes)
    assert [reason.zh for each in every.values() for reason in each.reasons] == []
    assert [[name, shown(each.amount)] for name, each in every.items()] == texts_of(datatable)


@then("四项补助占用的费用项目互不相同")
def no_claim_is_shared() -> None:
    items = [
        {claim.item for claim in NAMED[zh(code)].claims(msgspec.convert(facts, NAMED[zh(code)].facts), "申请人")}
        for code, facts in facts_of_the_bundle().items()
    ]
    assert sum(map(len, items)) == len(set().union(*items)) == len(BUNDLE)


@then(parsers.parse("四项补助都不予补贴,理由是「{reason}」"))
def none_is_granted(outcomes: dict[str, Decision | Refusal], reason: str) -> None:
    assert [[each.zh for each in decision.reasons] for decision in decided(outcomes).values()] == [[reason]] * 4


@then(parsers.parse("四项理由都依据「{authority}」"))
def all_rest_on(outcomes: dict[str, Decision | Refusal], authority: str) -> None:
    assert all(authority in each.authority for decision in decided(outcomes).values() for each in decision.reasons)


@then(parsers.re("「(?P<name>[^」]+)」无法测算,因为「(?P<sentence>.+)」"))
def one_cannot_be_computed(outcomes: dict[str, Decision | Refusal], name: str, sentence: str) -> None:
    outcome = outcomes[NAMED[name].code]
    assert isinstance(outcome, Refusal)
    assert sentence in outcome.zh


@given(parsers.re("申请(?P<name>一次性创建补助|创业带动就业补贴)"))
def applies_for(case: Case, name: str) -> None:
    case.programme = NAMED[name]
    if name == "创业带动就业补贴":
        case.facts["led"] = []


@given(parsers.parse("带动 {number:d} 人,合同自 {contract_from} 起,参保 {months:d} 个月"))
def brought_into_work(case: Case, number: int, contract_from: str, months: int) -> None:
    case.facts["led"] = [led(each, contract_from, months) for each in range(1, number + 1)]


@given(parsers.parse("其中 1 人的合同自 {contract_from} 起"))
def one_came_later(case: Case, contract_from: str) -> None:
    case.facts["led"][-1] |= {"contract_from": contract_from}


@given("填报的这个人就是申请人")
def the_founder(case: Case) -> None:
    case.facts["led"][0]["person"] = "申请人"


@when("提交申请")
def submits(case: Case) -> None:
    try:
        case.programme.claims(case.stated, "申请人")
    except Refusal as refusal:
        case.outcome = refusal


@then(parsers.parse("不能提交,因为「{sentence}」"))
def cannot_submit(case: Case, sentence: str) -> None:
    assert isinstance(case.outcome, Refusal)
    assert sentence in case.outcome.zh
