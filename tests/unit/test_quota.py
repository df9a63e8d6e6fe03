"""The quota: what cannot be worked out is refused by name."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec
import pytest

from domain.errors import Refusal
from domain.quota.bodies import job_coach
from domain.quota.centralised import CentralisedRuleNotKnown, NoMonths, StaffedMonth, qualifies
from domain.quota.reserved import ReservedComparisonNotKnown, ReservedRoundingNotKnown, UnitsNegative, reserved
from domain.quota.status import CODE, NoBodiesToPool, pooled_status
from domain.statutes.book import Law, NoProvisionInForce, Provision, StatuteBook
from domain.statutes.loader import load_statutes

DAY = date(2024, 12, 31)
SHIPPED = load_statutes(demo=True)
FULL = (StaffedMonth(40, 10),)


def law(place: str, **changed: Any) -> Law:
    """The shipped law of the quota, with other values of some keys."""

    def rows() -> Iterable[Provision]:
        for row in SHIPPED.provisions:
            new = row.programme == CODE and row.key in changed
            yield msgspec.structs.replace(row, value=changed[row.key]) if new else row

    return StatuteBook(rows()).law(CODE, place, date(2025, 1, 31))


@pytest.mark.parametrize("months", [(), (StaffedMonth(0, 0),), (StaffedMonth(10, -1),)])
def test_a_threshold_needs_months_with_staff(months: tuple[StaffedMonth, ...]) -> None:
    with pytest.raises(NoMonths):
        qualifies(months, "centralised_threshold", DAY, law("140000"), massage=False)


def test_a_period_that_nobody_knows_is_refused() -> None:
    table = {"percent": "25", "comparison": "at_least", "period": "weekly"}
    with pytest.raises(CentralisedRuleNotKnown):
        qualifies(FULL, "centralised_threshold", DAY, law("140000", centralised_threshold=table), massage=False)


def test_a_comparison_that_nobody_knows_is_refused() -> None:
    table = {"percent": "25", "comparison": "more_than", "period": "monthly"}
    with pytest.raises(CentralisedRuleNotKnown):
        qualifies(FULL, "centralised_threshold", DAY, law("140000", centralised_threshold=table), massage=False)
    share = {"percent": "10", "of": "posts", "comparison": "more_than"}
    with pytest.raises(ReservedComparisonNotKnown):
        reserved(10, 1, DAY, law("330500", reserved_share=share))


def test_the_bodies_that_need_a_job_coach_of_any_size_are_data() -> None:
    hunan = law("430000", job_coach={"more_than": 30, "bodies": ["auxiliary"]})
    assert not job_coach("auxiliary", 5, 0, DAY, hunan).granted
    assert job_coach("centralised", 10, 0, DAY, hunan).granted


def test_the_reward_threshold_is_known_only_where_a_plan_has_one() -> None:
    with pytest.raises(NoProvisionInForce):
        qualifies(FULL, "centralised_reward_threshold", DAY, law("140000"), massage=False)


@pytest.mark.parametrize(("total", "kept"), [(-1, 0), (1, -1)])
def test_posts_are_not_negative(total: int, kept: int) -> None:
    with pytest.raises(UnitsNegative):
        reserved(total, kept, DAY, law("330500"))


def test_a_rounding_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ReservedRoundingNotKnown):
        reserved(10, 1, DAY, law("330500", reserved_rounding="sideways"))


@pytest.mark.parametrize(("rounding", "wanted"), [("up", 3), ("down", 2), ("half_up", 3)])
def test_the_rounding_is_data(rounding: str, wanted: int) -> None:
    assert reserved(25, 0, DAY, law("330500", reserved_rounding=rounding)).wanted == wanted


def test_nothing_to_pool_is_named() -> None:
    with pytest.raises(NoBodiesToPool) as caught:
        pooled_status((), 2024, law("140100"))
    refusal: Refusal = caught.value
    assert "140100" in refusal.zh
