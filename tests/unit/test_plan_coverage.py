"""The catalogue of the plans, and how it is matched with what is there."""

from pathlib import Path

import pytest

from api.law.coverage import Covered, coverage
from api.law.scenarios import ROOT, FeatureUnreadable, NoFeatures, Scenario, read_scenarios
from domain.plans.catalogue import NotExecutable, UnknownPlanRule, not_executable, plan_rules
from domain.plans.implementer import Implementer
from domain.plans.implementers import implementers

ROW = "P4-049"
REWARD = Implementer(kind="programme", code="over_quota_reward", name_zh="奖励", name_en="reward", rules=(ROW,))
PROMOTION = NotExecutable(rules=(ROW,), ground="promotion", zh="只是倡导", en="only encouraged")
FEATURE = """# language: zh-CN
@P1-052
功能: 标签

  场景: 没有规则
    假如 什么也没有

  @P4-049 @slow
  规则: 有标签的规则

    @P2-001
    场景大纲: 有标签的大纲
      假如 <什么>

      例子:
        | 什么 |
        | 一   |
"""


def scenario(shows: str) -> Scenario:
    return Scenario(file="a.feature", line=1, feature="f", rule="", name="n", shows=(shows,))


def only(rule_id: str, **given: object) -> Covered:
    sources: dict[str, object] = {"implementers": (), "scenarios": (), "reasons": {}} | given
    found = coverage(plan_rules(), **sources)  # type: ignore[arg-type]
    return next(each for each in found if each.rule.id == rule_id)


def test_the_catalogue_holds_every_rule_of_the_five_plans() -> None:
    rules = plan_rules().values()
    assert [sum(rule.plan == plan for rule in rules) for plan in (1, 2, 3, 4, 5)] == [61, 55, 54, 53, 45]
    assert sum(rule.strength == "HARD" for rule in rules) == 132
    assert plan_rules()[ROW].quote.endswith("当年当地月最低工资标准的6倍给予奖励。")


def test_what_must_be_executable_is_more_than_the_hard_rules() -> None:
    assert plan_rules()["P1-047"].must_be_executable, "a subsidy without a number"
    assert not plan_rules()["P1-018"].must_be_executable, "a service"
    assert not plan_rules()["P1-059"].must_be_executable, "a commendation"


def test_a_rule_needs_an_implementer_and_a_scenario() -> None:
    shown = [scenario(ROW)]
    assert only(ROW).status == "missing"
    assert only(ROW, implementers=[REWARD]).status == "no_scenario"
    assert only(ROW, scenarios=shown).status == "no_implementer"
    done = only(ROW, implementers=[REWARD], scenarios=shown)
    assert (done.status, done.is_gap) == ("executable", False)
    assert only(ROW).is_gap


def test_a_reason_stands_only_for_what_need_not_be_executable() -> None:
    assert only(ROW, reasons={ROW: PROMOTION}).is_gap
    soft = only("P1-059", reasons={"P1-059": PROMOTION})
    assert (soft.status, soft.is_gap) == ("recorded", False)
    both = only(ROW, reasons={ROW: PROMOTION}, implementers=[REWARD])
    assert (both.status, both.is_gap) == ("contradictory", True)


@pytest.mark.parametrize("where", ["implementers", "scenarios"])
def test_a_row_that_the_catalogue_lacks_is_refused(where: str) -> None:
    unknown = Implementer(kind="duty", code="d", name_zh="义", name_en="d", rules=("P9-999",))
    given = {"implementers": [unknown], "scenarios": [scenario("P9-999")]}
    with pytest.raises(UnknownPlanRule, match="P9-999"):
        only(ROW, **{where: given[where]})


def test_tags_of_a_feature_and_of_a_rule_hold_for_all_their_scenarios(tmp_path: Path) -> None:
    (tmp_path / "a.feature").write_text(FEATURE, encoding="utf-8")
    plain, outline = read_scenarios(tmp_path)
    assert (plain.name, plain.rule, plain.shows) == ("没有规则", "", ("P1-052",))
    assert (outline.name, outline.rule, outline.shows) == (
        "有标签的大纲",
        "有标签的规则",
        ("P1-052", "P2-001", "P4-049"),
    )


def test_a_folder_without_features_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoFeatures):
        read_scenarios(tmp_path)


def test_a_feature_that_does_not_parse_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.feature").write_text("# language: zh-CN\n假如 什么\n", encoding="utf-8")
    with pytest.raises(FeatureUnreadable, match=r"broken\.feature"):
        read_scenarios(tmp_path)


def test_every_recorded_reason_is_of_a_rule_that_need_not_be_executable() -> None:
    assert [rule_id for rule_id in not_executable() if plan_rules()[rule_id].must_be_executable] == []


def test_no_two_implementers_share_kind_and_code() -> None:
    names = [(each.kind, each.code) for each in implementers()]
    assert len(names) == len(set(names))


def test_every_rule_of_the_plans_is_shown_by_a_scenario_or_recorded_with_its_reason() -> None:
    found = coverage(plan_rules(), implementers(), read_scenarios(ROOT / "features"), not_executable())
    assert [(each.rule.id, each.status) for each in found if each.is_gap] == []
