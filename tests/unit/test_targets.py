"""Targets as data: what a row must say, and whose target it is."""

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from domain.errors import NotFound
from domain.plans.catalogue import plan_rules
from domain.statutes.book import NoProvisionInForce, Provision, StatuteBook
from domain.statutes.loader import load_statutes
from domain.targets.goals import Target, TargetMalformed, target_of, targets_of

TODAY = date(2025, 1, 1)
ROW: dict[str, Any] = {
    "zh": "每县一个基地",
    "en": "One base in every county",
    "rules": ["P2-024"],
    "measures": ["facility:startup_base"],
    "counts": "quantity",
    "basis": "stock",
    "goal": "1",
    "unit": "bases",
    "per": "county",
}


def book(value: dict[str, Any], *, valid_to: date | None = date(2025, 12, 31)) -> StatuteBook:
    row = Provision(
        programme="targets",
        key="some_target",
        place="330500",
        value=value,
        unit="table",
        valid_from=date(2022, 1, 1),
        valid_to=valid_to,
        published_on=date(2022, 1, 1),
        authority="文件",
        source="来源",
        grade="A",
    )
    return StatuteBook([row])


def the_target(**changed: Any) -> Target:
    return target_of(book(ROW | changed), TODAY, "some_target")


def test_every_shipped_target_names_a_target_of_the_catalogue() -> None:
    for target in targets_of(load_statutes(demo=False), TODAY):
        assert {kind for row in target.rules for kind in plan_rules()[row].types} & set("TJ"), target.code
        assert target.grade == "A"
        assert target.aims()


def test_every_shipped_target_stands_in_the_feature_with_its_figure() -> None:
    feature = (Path(__file__).parents[2] / "features" / "targets.feature").read_text(encoding="utf-8")
    figures = feature[: feature.index("规则: 新增就业按安置登记计")]
    for target in targets_of(load_statutes(demo=False), TODAY):
        assert f" {target.zh} " in figures, target.code


@pytest.mark.parametrize(
    ("changed", "valid_to"),
    [
        ({"goal": "many"}, date(2025, 12, 31)),
        ({"goal": "1/0"}, date(2025, 12, 31)),
        ({"goal": "0"}, date(2025, 12, 31)),
        ({"measures": []}, date(2025, 12, 31)),
        ({"unit": "tons"}, date(2025, 12, 31)),
        ({"owner": "dpf"}, date(2025, 12, 31)),
        ({}, None),
    ],
)
def test_a_row_that_does_not_make_a_target_is_refused(changed: dict[str, Any], valid_to: date | None) -> None:
    with pytest.raises(TargetMalformed, match="some_target"):
        targets_of(book(ROW | changed, valid_to=valid_to), TODAY)


def test_a_target_of_every_county_has_as_many_aims_as_there_are_counties() -> None:
    assert the_target().aims() == ("330502", "330503", "330521", "330522", "330523")
    assert the_target(per="self").aims() == ("330500",)


def test_an_exact_goal_is_kept_exactly() -> None:
    assert the_target(goal="12.5").goal == Fraction(25, 2)
    assert the_target().years == (2022, 2023, 2024, 2025)


def test_how_to_count_is_the_plans_word_or_the_places_choice() -> None:
    demo = load_statutes(demo=True).law("targets", "330500", TODAY)
    assert the_target().how_counted(demo, TODAY) == ("quantity", None)
    counts, chosen = the_target(counts="").how_counted(demo, TODAY)
    assert counts == "distinct_subject"
    assert chosen is not None
    assert chosen.is_demo
    with pytest.raises(NoProvisionInForce, match="new_employment_counts"):
        the_target(counts="").how_counted(load_statutes(demo=False).law("targets", "330500", TODAY), TODAY)


def test_an_unknown_target_is_named() -> None:
    with pytest.raises(NotFound, match="nothing"):
        target_of(book(ROW), TODAY, "nothing")
