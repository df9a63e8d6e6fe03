"""Person-months, as the features on counting say."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from pytest_bdd import parsers, scenarios, then, when

from domain.act import Act
from domain.actor import Actor
from domain.certification import acts
from domain.counting import count_weight
from domain.errors import Refusal
from domain.placement.acts import ROLE as FILING_ROLE
from domain.quota.status import QuotaStatus, quota_status
from domain.statutes.loader import load_statutes
from tests.placed import EMPLOYER
from tests.steps.counting import month_steps
from tests.steps.counting.month_steps import Judged, beginning

globals().update(month_steps.STEPS)
scenarios("counting/person_months.feature", "counting/places.feature", "counting/conflicts.feature")


@pytest.fixture
def judged() -> Judged:
    return beginning()


@when("判定计入人数", target_fixture="weight")
def weighs(judged: Judged) -> int:
    (held,) = judged.certificates
    day = judged.month.last_day
    return count_weight(judged.law, day, disability_grade=held.grade, disability_category=held.category)


@then(parsers.parse("按 {number:d} 人计算"))
def counts_as(weight: int, number: int) -> None:
    assert weight == number


SOURCES = {"劳动合同": "contracts", "个人所得税申报": "individual_income_tax", "社会保险": "social_insurance"}
TODAY = date(2024, 3, 5)


@when(
    parsers.re(r"在.+\((?P<place>\d{6})\)申报 2023 年度,在职职工人数来自(?P<source>.+)"),
    target_fixture="filed",
)
def files(place: str, source: str) -> Any:
    book = load_statutes(demo=True)
    act = Act(actor=Actor(id="clerk", roles=(FILING_ROLE,), place=place), on=TODAY, today=TODAY, reason="申报认证")
    try:
        return acts.file(
            None,
            employer=EMPLOYER,
            employer_kind="enterprise",
            year=2023,
            place=place,
            staff_by_month=(100,) * 12,
            staff_source=SOURCES[source],  # type: ignore[arg-type]
            placements=(),
            counting=book.law("counting", place, TODAY),
            levy=book.law("levy", place, TODAY),
            act=act,
        )
    except Refusal as refusal:
        return refusal


@then("申报被接受")
def is_filed(filed: Any) -> None:
    assert not isinstance(filed, Refusal)


@then(parsers.parse("申报被拒绝,因为「{sentence}」"))
def is_not_filed(filed: Any, sentence: str) -> None:
    assert isinstance(filed, Refusal)
    assert sentence in filed.zh


@when(
    parsers.parse("各月在职职工 {staff:d} 人,计入 {weights:d} 个人月,计算太原市 2023 年度的状态"),
    target_fixture="status",
)
def computes_status(staff: int, weights: int) -> QuotaStatus:
    law = load_statutes(demo=True).law("quota", "140100", TODAY)
    return quota_status((staff,) * 12, weights, 2023, law)


@then(parsers.parse("应安排 {required} 人,差额 {missing} 人"))
def stands(status: QuotaStatus, required: str, missing: str) -> None:
    assert (status.required, status.shortfall) == (Fraction(required), Fraction(missing))
