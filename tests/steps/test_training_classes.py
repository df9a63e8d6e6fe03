"""Training classes paid to their organiser, as their feature says."""

from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios

from domain.money import fen_from_yuan
from domain.programs.training_class import BLIND_MASSAGE, RURAL, SPECIAL
from tests.steps import programme_steps
from tests.steps.programme_steps import Case

globals().update(programme_steps.STEPS)
scenarios("training_classes.feature")

CLASSES = {"农村残疾人实用技术": RURAL, "盲人按摩": BLIND_MASSAGE, "残疾人专项": SPECIAL}
WHO: dict[str, dict[str, Any]] = {
    "农村困难残疾人": {"rural": True, "in_difficulty": True},
    "农村残疾人": {"rural": True},
    "城镇残疾人": {"in_difficulty": True},
    "农村残疾人的家庭成员": {"rural": True, "by_family": True},
    "农村困难残疾人的家庭成员": {"rural": True, "in_difficulty": True, "by_family": True},
    "盲人": {"blind": True},
    "超龄盲人": {"blind": True, "of_working_age": False},
}


@pytest.fixture
def case() -> Case:
    return Case(
        SPECIAL,
        facts={
            "course": "XX-2024-01",
            "starts_on": "2024-03-01",
            "ends_on": "2024-03-31",
            "designated": True,
            "trainees": [],
        },
        names={
            "收取费用": "charged",
            "定点机构": "designated",
            "有需求未安排人数": "turned_away",
            "其他县市区人数": "trainees_elsewhere",
        },
    )


@given(parsers.re("举办(?P<name>农村残疾人实用技术|盲人按摩|残疾人专项)培训班"))
def the_class_is(case: Case, name: str) -> None:
    case.programme = CLASSES[name]


@given(parsers.parse("全班 {days:d} 天,实际成本 {cost} 元"))
def the_class_cost(case: Case, days: int, cost: str) -> None:
    case.facts |= {"class_days": days, "cost": fen_from_yuan(cost.replace(",", ""))}


@given(parsers.re(r"参训的有 (?P<number>\d+) 名(?P<who>\S+),各出勤 (?P<days>\d+) 天"))
def trainees(case: Case, number: str, who: str, days: str) -> None:
    case.facts["trainees"] = []
    more_trainees(case, number, who, days)


@given(parsers.re(r"参训的还有 (?P<number>\d+) 名(?P<who>\S+),各出勤 (?P<days>\d+) 天"))
def more_trainees(case: Case, number: str, who: str, days: str) -> None:
    first = len(case.facts["trainees"]) + 1
    case.facts["trainees"] += [
        WHO[who] | {"person": f"p_{each}", "attended_days": int(days)} for each in range(first, first + int(number))
    ]
