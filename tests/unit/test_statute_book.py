"""Look-ups in the statute book: in force on the law day, as known on the day of decision, nearest place first."""

from datetime import date
from fractions import Fraction
from typing import Any

import msgspec
import pytest

from domain.places import MalformedPlace
from domain.statutes.book import Law, NoProvisionInForce, Provision, ProvisionOfOtherUnit, StatuteBook

LONG_AFTER = date(2030, 1, 1)


def row(value: Any = "100.00", **changes: Any) -> Provision:
    """A provision of a made-up programme; the test says only what matters to it."""
    begins = changes.get("valid_from", date(2020, 1, 1))
    usual = {
        "programme": "startup_grant",
        "key": "amount",
        "place": "330500",
        "unit": "yuan",
        "valid_from": begins,
        "published_on": begins,
        "authority": "某文〔2020〕1号第一条",
        "source": "https://example.org/1",
        "grade": "A",
    }
    return Provision(value=value, **(usual | changes))


def found(rows: list[Provision], day: date, *, place: str = "330500", known_on: date = LONG_AFTER) -> str | None:
    provision = StatuteBook(rows).find("startup_grant", "amount", day, place, known_on)
    return provision.value if provision else None


def test_nothing_is_in_force_before_the_first_day_and_the_first_day_counts() -> None:
    rows = [row(valid_from=date(2020, 3, 1))]
    assert found(rows, date(2020, 2, 29)) is None
    assert found(rows, date(2020, 3, 1)) == "100.00"


def test_a_flag_that_says_no_gives_nothing() -> None:
    begun, never = date(2020, 6, 1), date(2019, 6, 1)

    def law(value: bool) -> Law:
        return StatuteBook([row(value, unit="flag")]).law("startup_grant", "330500", LONG_AFTER)

    assert law(True).grants("amount", begun).flag
    assert [law(True).holds("amount", day) for day in (never, begun)] == [False, True]
    assert not law(False).holds("amount", begun)
    with pytest.raises(NoProvisionInForce):
        law(False).grants("amount", begun)


def test_the_last_day_counts_and_after_it_nothing_is_in_force() -> None:
    rows = [row(valid_to=date(2020, 12, 31))]
    assert found(rows, date(2020, 12, 31)) == "100.00"
    assert found(rows, date(2021, 1, 1)) is None


def test_a_later_row_replaces_an_open_one_from_its_first_day() -> None:
    rows = [row("1"), row("2", valid_from=date(2022, 1, 1))]
    assert found(rows, date(2021, 12, 31)) == "1"
    assert found(rows, date(2022, 1, 1)) == "2"


def test_after_a_temporary_row_the_open_older_one_applies_again() -> None:
    rows = [row("1"), row("2", valid_from=date(2022, 1, 1), valid_to=date(2022, 12, 31))]
    assert found(rows, date(2022, 12, 31)) == "2"
    assert found(rows, date(2023, 1, 1)) == "1"


def test_closed_periods_that_follow_each_other_leave_nothing_after_the_last() -> None:
    rows = [
        row("1", valid_to=date(2022, 12, 31)),
        row("2", valid_from=date(2023, 1, 1), valid_to=date(2027, 12, 31)),
    ]
    assert found(rows, date(2027, 12, 31)) == "2"
    assert found(rows, date(2028, 1, 1)) is None


def test_publishing_an_open_row_again_with_an_end_ends_it_for_good() -> None:
    rows = [row("1"), row("1", valid_to=date(2022, 6, 30), published_on=date(2022, 6, 1))]
    assert found(rows, date(2022, 7, 1), known_on=date(2022, 5, 31)) == "1"
    assert found(rows, date(2022, 7, 1), known_on=date(2022, 6, 1)) is None
    assert found(rows, date(2022, 6, 30), known_on=date(2022, 6, 1)) == "1"


def test_a_corrected_publication_replaces_the_first_only_for_those_who_decide_after_it() -> None:
    rows = [row("1"), row("2", published_on=date(2020, 5, 1))]
    assert found(rows, date(2020, 2, 1), known_on=date(2020, 4, 30)) == "1"
    assert found(rows, date(2020, 2, 1), known_on=date(2020, 5, 1)) == "2"


def test_a_row_that_is_published_early_waits_for_its_first_day() -> None:
    rows = [row(valid_from=date(2023, 10, 1), published_on=date(2023, 9, 4))]
    assert found(rows, date(2023, 9, 30), known_on=date(2023, 9, 10)) is None
    assert found(rows, date(2023, 10, 1), known_on=date(2023, 9, 10)) == "100.00"


def test_the_nearest_place_wins_by_pairs_of_digits() -> None:
    rows = [
        row("country", place="000000"),
        row("province", place="330000"),
        row("city", place="330500"),
        row("county", place="330502"),
    ]
    day = date(2024, 1, 1)
    assert found(rows, day, place="330502") == "county"
    assert found(rows, day, place="330523") == "city"
    assert found(rows, day, place="330700") == "province"
    assert found(rows, day, place="430000") == "country"


def test_a_province_does_not_see_the_rules_of_its_cities() -> None:
    assert found([row(place="330500")], date(2024, 1, 1), place="330000") is None


def test_where_the_countys_rule_has_ended_the_citys_applies() -> None:
    rows = [row("city"), row("county", place="330502", valid_to=date(2021, 12, 31))]
    assert found(rows, date(2021, 12, 31), place="330502") == "county"
    assert found(rows, date(2022, 1, 1), place="330502") == "city"


def test_an_older_rule_of_the_county_beats_a_newer_one_of_the_city() -> None:
    rows = [row("city", valid_from=date(2023, 1, 1)), row("county", place="330502")]
    assert found(rows, date(2024, 1, 1), place="330502") == "county"


def test_the_refusal_names_programme_key_day_place_and_the_day_of_knowledge() -> None:
    with pytest.raises(NoProvisionInForce) as refused:
        StatuteBook([]).at("startup_grant", "amount", date(2024, 1, 5), "330502", date(2024, 1, 10))
    for part in ("amount", "2024-01-05", "330502", "2024-01-10"):
        assert part in refused.value.zh
        assert part in refused.value.en
    assert "一次性创业补贴" in refused.value.zh
    assert "startup_grant" in refused.value.en
    assert refused.value.code == "no-provision-in-force"


def test_a_place_that_is_no_place_is_refused_and_not_looked_up() -> None:
    with pytest.raises(MalformedPlace):
        found([row()], date(2024, 1, 1), place="33")


def test_the_law_of_a_programme_takes_its_own_provision_before_the_general_one() -> None:
    book = StatuteBook(
        [
            row("general", programme="general", place="330500"),
            row("own", place="330000"),
            row("wage", programme="general", key="wage"),
        ]
    )
    law = book.law("startup_grant", "330502", LONG_AFTER)
    assert law.at("amount", date(2024, 1, 1)).value == "own"
    assert law.at("wage", date(2024, 1, 1)).value == "wage"
    assert book.law("lease_subsidy", "330502", LONG_AFTER).at("amount", date(2024, 1, 1)).value == "general"


def test_the_law_of_a_programme_refuses_what_neither_it_nor_the_general_law_has() -> None:
    law = StatuteBook([row()]).law("startup_grant", "330502", LONG_AFTER)
    assert law.find("cap", date(2024, 1, 1)) is None
    with pytest.raises(NoProvisionInForce):
        law.at("cap", date(2024, 1, 1))


def test_the_law_carries_the_digest_of_the_book() -> None:
    book = StatuteBook([row()])
    assert book.law("startup_grant", "330502", LONG_AFTER).digest == book.digest


@pytest.mark.parametrize(
    "change",
    [
        {"value": "100.01"},
        {"unit": "yuan_per_month"},
        {"valid_to": date(2029, 12, 31)},
        {"published_on": date(2020, 1, 2)},
        {"authority": "某文〔2020〕1号第二条"},
        {"grade": "B"},
        {"note": "更正"},
    ],
)
def test_any_change_of_any_column_changes_the_digest(change: dict[str, Any]) -> None:
    before = row()
    assert StatuteBook([msgspec.structs.replace(before, **change)]).digest != StatuteBook([before]).digest


def test_the_digest_does_not_depend_on_the_order_of_rows_nor_of_a_table() -> None:
    first, second = row({"a": "1", "b": "2"}, unit="table"), row(key="cap")
    turned = row({"b": "2", "a": "1"}, unit="table")
    assert StatuteBook([first, second]).digest == StatuteBook([second, turned]).digest


def test_money_reads_as_fen() -> None:
    assert row("1780.50", unit="yuan_per_month").fen == 178050


@pytest.mark.parametrize(
    ("value", "unit", "ratio"),
    [("1.5", "percent", Fraction(3, 200)), ("-150", "bp", Fraction(-3, 200)), ("2/3", "ratio", Fraction(2, 3))],
)
def test_ratios_read_exactly(value: str, unit: str, ratio: Fraction) -> None:
    assert row(value, unit=unit).ratio == ratio


def test_counts_words_flags_and_month_days_read_as_themselves() -> None:
    assert row(36, unit="months").count == 36
    assert row("2", unit="text").text == "2"
    assert row(False, unit="flag").flag is False
    assert row("03-01", unit="month_day").day == (3, 1)


def test_nobody_can_change_the_law_through_a_table() -> None:
    provision = row({"stages": ["first_review"], "from": date(2020, 1, 1)}, unit="table")
    provision.table["stages"].append("approval")
    assert provision.table == {"stages": ["first_review"], "from": date(2020, 1, 1)}


@pytest.mark.parametrize("reading", ["ratio", "count", "text", "flag", "table", "day"])
def test_a_provision_in_yuan_is_nothing_else(reading: str) -> None:
    with pytest.raises(ProvisionOfOtherUnit):
        getattr(row(unit="yuan"), reading)


def test_a_count_is_not_money() -> None:
    with pytest.raises(ProvisionOfOtherUnit):
        assert row(3, unit="months").fen


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        ("1780.00", "yuan_per_month", "1,780.00 元/月"),
        ("500", "yuan_per_person_per_month", "500.00 元/人/月"),
        ("1.5", "percent", "1.5%"),
        ("-150", "bp", "-150 个基点"),
        ("6", "multiple", "6 倍"),
        (36, "months", "36 个月"),
        (5, "working_days", "5 个工作日"),
        (True, "flag", "是"),
        (False, "flag", "否"),
        ("04-10", "month_day", "4月10日"),
        ("2", "text", "2"),
        ({"b": 2, "a": "甲"}, "table", '{"a":"甲","b":2}'),
    ],
)
def test_a_value_is_shown_as_people_write_it(value: Any, unit: str, shown: str) -> None:
    assert row(value, unit=unit).shown == shown


def test_a_demonstration_value_says_so_wherever_it_is_shown() -> None:
    provision = row("5000.00", grade="demo")
    assert provision.is_demo
    assert provision.shown == "5,000.00 元(演示值)"
