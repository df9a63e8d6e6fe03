"""The statutes that come with the product: documented where documents exist, refused where none was found."""

import re
from datetime import date
from fractions import Fraction

import pytest

from domain.names import ZH
from domain.programs import registry
from domain.reliefs.registry import RELIEFS
from domain.statutes.book import NoProvisionInForce
from domain.statutes.loader import load_statutes
from domain.statutes.minimum_wage import minimum_wage
from domain.workflow import workflow_in_force

NOW = date(2024, 6, 1)
PRODUCTION = load_statutes(demo=False)
DEMO = load_statutes(demo=True)
OTHER_FILES = {
    "checks",
    "checks_persons",
    "checks_chains",
    "checks_work",
    "checks_money",
    "checks_training",
    "counting",
    "targets",
    "publication",
    "general",
    "funds",
    "levy",
    "duties",
    "quota",
    "cross_use",
    "service_coverage",
    "exchanges",
    "facilities",
    "jobs",
}
WITHOUT_RATES = {
    "startup_grant",
    "lease_subsidy",
    "loan_interest_subsidy",
    "social_insurance_subsidy",
    "training_fee_subsidy",
    "training_living_allowance",
    "skill_assessment_subsidy",
    "certificate_subsidy",
    "over_quota_reward",
}


def general(place: str, key: str, day: date, known_on: date = NOW) -> str:
    return str(PRODUCTION.at("general", key, day, place, known_on).value)


PLANS = (
    (97, "000000", date(2024, 12, 31)),
    (184, "330500", date(2025, 12, 31)),
    (280, "140000", date(2024, 12, 31)),
    (371, "430000", date(2024, 12, 31)),
    (446, "330700", date(2025, 12, 31)),
)
"""The last sentence of each of the five plans in their collection, whose plan it is, and when that plan ends."""


def test_a_row_from_a_plan_stands_at_the_place_of_its_sentence_and_never_outlives_what_the_plan_says() -> None:
    taken = [row for row in PRODUCTION.provisions if row.source.startswith("五个行动方案汇编")]
    assert len(taken) > 200
    for row in taken:
        sentences = [int(number) for number in re.findall(r"S(\d{3})", row.source)]
        for sentence in sentences:
            place, ends = next((place, ends) for last, place, ends in PLANS if sentence <= last)
            assert (row.place, row.grade) == (place, "A"), (row.programme, row.key)
            assert row.valid_to in (None, ends), (row.programme, row.key)
        assert sentences, (row.programme, row.key)


def test_every_row_has_a_source_and_an_authority() -> None:
    assert DEMO.provisions
    for provision in DEMO.provisions:
        assert provision.source.strip(), provision
        assert provision.authority.strip(), provision
        assert provision.shown, provision


def test_every_file_is_named_after_a_programme() -> None:
    assert {provision.programme for provision in DEMO.provisions} <= set(registry.PROGRAMMES) | set(
        RELIEFS
    ) | OTHER_FILES


def test_production_has_no_demonstration_value() -> None:
    assert PRODUCTION.provisions
    assert not [provision for provision in PRODUCTION.provisions if provision.is_demo]


def test_the_demonstration_adds_to_production_and_takes_nothing_away() -> None:
    documented = tuple(provision for provision in DEMO.provisions if not provision.is_demo)
    assert documented == PRODUCTION.provisions
    assert DEMO.digest != PRODUCTION.digest


def test_every_documented_row_gives_an_address_or_the_sentence_of_a_plan() -> None:
    assert not [row for row in PRODUCTION.provisions if not re.search(r"https?://|\bS\d{3}\b", row.source)]


@pytest.mark.parametrize(
    ("wage_class", "before", "after"),
    [(1, "2280.00", "2490.00"), (2, "2070.00", "2260.00"), (3, "1840.00", "2010.00")],
)
def test_zhejiang_minimum_wage_of_2024_reaches_back_only_for_who_decides_after_its_publication(
    wage_class: int, before: str, after: str
) -> None:
    key, law_day = f"monthly_minimum_wage.class_{wage_class}", date(2024, 1, 5)
    assert general("330502", key, law_day, known_on=date(2024, 1, 10)) == before
    assert general("330502", key, law_day, known_on=date(2024, 1, 15)) == after
    assert general("330502", key, law_day, known_on=date(2024, 1, 16)) == after
    assert general("330502", key, date(2023, 12, 31), known_on=date(2024, 1, 16)) == before


def test_zhejiang_had_no_loaded_minimum_wage_before_august_2021() -> None:
    with pytest.raises(NoProvisionInForce):
        general("330000", "monthly_minimum_wage.class_1", date(2021, 7, 31))


def test_xia_county_pays_the_third_class_of_shanxi() -> None:
    wage_class, wage = minimum_wage(PRODUCTION.law("over_quota_reward", "140828", NOW), date(2024, 5, 1))
    assert (wage_class.text, wage.fen) == ("3", 178000)
    assert wage.place == "140000"
    assert wage.fen * Fraction(60, 100) == 106800


@pytest.mark.parametrize("place", ["000000", "330500", "330702", "430102", "140828"])
def test_the_quota_is_one_and_a_half_percent_in_all_four_jurisdictions(place: str) -> None:
    assert PRODUCTION.at("general", "quota_ratio", NOW, place, NOW).ratio == Fraction(15, 1000)


@pytest.mark.parametrize(("place", "owner"), [("330500", "330000"), ("430100", "430000"), ("140100", "140000")])
def test_the_quota_cites_the_provinces_own_document(place: str, owner: str) -> None:
    assert PRODUCTION.at("general", "quota_ratio", NOW, place, NOW).place == owner


@pytest.mark.parametrize(
    ("place", "key", "day"),
    [
        ("430000", "monthly_minimum_wage.class_1", date(2023, 1, 1)),
        ("430102", "minimum_wage_class", date(2023, 1, 1)),
        ("330502", "minimum_wage_class", date(2024, 1, 1)),
        ("330523", "minimum_wage_class", date(2022, 1, 1)),
        ("330702", "minimum_wage_class", date(2024, 1, 1)),
        ("330727", "minimum_wage_class", date(2024, 1, 1)),
        ("330500", "workflow", date(2024, 1, 1)),
        ("430000", "notice", date(2024, 1, 1)),
        ("140000", "approval_limits", date(2024, 1, 1)),
    ],
)
def test_what_no_document_gives_is_refused_in_production_and_shown_as_demonstration_otherwise(
    place: str, key: str, day: date
) -> None:
    with pytest.raises(NoProvisionInForce):
        PRODUCTION.at("general", key, day, place, NOW)
    assert DEMO.at("general", key, day, place, NOW).shown.endswith("(演示值)")


def test_no_jurisdiction_of_the_plans_has_a_documented_rate_for_these_programmes() -> None:
    """Start-up, lease and loan-interest amounts, training rates and Zhejiang's reward were sought and not found."""
    provinces = ("14", "33", "43")
    rates = [
        (row.place, row.programme, row.key)
        for row in PRODUCTION.provisions
        if row.place.startswith(provinces) and row.unit.startswith("yuan") and row.programme in WITHOUT_RATES
    ]
    assert rates == []


@pytest.mark.parametrize("place", ["330502", "330521", "330522", "330523", "330782", "330727", "140100", "140500"])
def test_the_demonstration_knows_a_minimum_wage_wherever_it_plays(place: str) -> None:
    _, wage = minimum_wage(DEMO.law("over_quota_reward", place, NOW), date(2024, 5, 1))
    assert wage.fen > 0


def test_the_demonstration_wage_of_hunan_differs_from_year_to_year() -> None:
    law = DEMO.law("over_quota_reward", "430102", NOW)
    wages = {minimum_wage(law, date(year, 7, 1))[1].fen for year in (2022, 2023, 2024)}
    assert len(wages) == 3


def test_the_old_classes_of_huzhou_are_history() -> None:
    assert general("330502", "minimum_wage_class", date(2016, 5, 1)) == "2"
    assert general("330523", "minimum_wage_class", date(2016, 5, 1)) == "3"


def test_the_old_classes_of_jinhua_are_history() -> None:
    assert general("330782", "minimum_wage_class", date(2013, 5, 1)) == "2"
    assert general("330727", "minimum_wage_class", date(2013, 5, 1)) == "4"


def test_severe_grades_count_double() -> None:
    weight = PRODUCTION.at("general", "count_weight", NOW, "330500", NOW).table
    assert weight == {"disability_certificate_double": [1, 2], "soldier_certificate_double": [1, 2, 3]}


@pytest.mark.parametrize("day", [date(2023, 12, 31), date(2024, 1, 1)])
def test_an_appeal_may_be_brought_within_sixty_days_under_the_old_and_the_new_law(day: date) -> None:
    assert PRODUCTION.at("general", "appeal_days", day, "330500", NOW).count == 60


def test_the_levy_relief_is_continued_once_and_unknown_from_2028_on() -> None:
    first = PRODUCTION.at("levy", "levy_exempt_staff_up_to", date(2022, 12, 31), "330500", NOW)
    second = PRODUCTION.at("levy", "levy_exempt_staff_up_to", date(2027, 12, 31), "330500", NOW)
    assert (first.count, second.count) == (30, 30)
    assert first.authority != second.authority
    for key in ("levy_exempt_staff_up_to", "levy_reduction_tier"):
        with pytest.raises(NoProvisionInForce):
            PRODUCTION.at("levy", key, date(2028, 1, 1), "330500", NOW)


def allowed(fund: str, day: date, known_on: date) -> set[str]:
    return set(PRODUCTION.at("funds", f"{fund}.allowed_uses", day, "430100", known_on).table["programmes"])


def test_the_security_fund_pays_training_by_the_regulation_itself() -> None:
    uses = allowed("employment_security_fund", date(2015, 9, 30), NOW)
    assert "training_fee_subsidy" in uses
    assert "over_quota_reward" not in uses


def test_the_security_fund_pays_rewards_since_the_measures_of_2015() -> None:
    assert "over_quota_reward" in allowed("employment_security_fund", date(2015, 10, 1), NOW)


def test_the_employment_fund_never_pays_rewards() -> None:
    for day in (date(2020, 1, 1), date(2024, 1, 1)):
        assert "over_quota_reward" not in allowed("employment_subsidy_fund", day, NOW)


def test_the_uses_of_the_employment_fund_are_unknown_under_the_measures_of_2026() -> None:
    with pytest.raises(NoProvisionInForce):
        allowed("employment_subsidy_fund", date(2026, 1, 9), date(2026, 2, 1))


def test_the_inclusive_finance_fund_pays_loan_interest_and_nothing_else() -> None:
    assert allowed("inclusive_finance_fund", NOW, NOW) == {"loan_interest_subsidy"}


@pytest.mark.parametrize("place", ["140000", "330000", "430000"])
@pytest.mark.parametrize("year", [2022, 2023, 2024, 2025, 2026])
def test_every_fund_of_the_demonstration_has_a_use_in_every_year(place: str, year: int) -> None:
    for fund in ("employment_security_fund", "employment_subsidy_fund", "inclusive_finance_fund"):
        uses = DEMO.at("funds", f"{fund}.allowed_uses", date(year, 7, 1), place, date(2026, 12, 31)).table
        assert uses["programmes"]
        assert uses["clause"]


@pytest.mark.parametrize("place", ["330500", "140100", "430100", "330700"])
def test_the_demonstration_workflow_can_be_read_everywhere(place: str) -> None:
    workflow = workflow_in_force(DEMO.law("startup_grant", place, NOW), NOW)
    assert set(workflow.roles.values()) <= set(ZH)
    assert set(workflow.stages) <= set(workflow.roles)
    assert {limit.role for limit in workflow.limits} <= set(ZH)


def test_stages_and_notice_differ_by_place() -> None:
    zhejiang, shanxi, hunan = (
        workflow_in_force(DEMO.law("startup_grant", place, NOW), NOW) for place in ("330500", "140100", "430100")
    )
    assert "on_site_check" in zhejiang.stages
    assert "on_site_check" not in shanxi.stages
    assert (zhejiang.notice.days, zhejiang.notice.unit) == (5, "working_day")
    assert (hunan.notice.days, hunan.notice.unit) == (7, "day")
