"""Places: division codes are compared by pairs of digits, never as text prefixes."""

import pytest

from domain.places import (
    MalformedPlace,
    UnknownPlace,
    common,
    covers,
    full_name_of,
    lineage,
    name_of,
    parse_place,
    places_within,
    span,
)

PROVINCES = [
    f"{pair}0000"
    for pair in (
        *range(11, 16),
        *range(21, 24),
        *range(31, 38),
        *range(41, 47),
        *range(50, 55),
        *range(61, 66),
        71,
        81,
        82,
    )
]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("000000", "全国"),
        ("330000", "浙江省"),
        ("330500", "湖州市"),
        ("330502", "吴兴区"),
        ("330503", "南浔区"),
        ("330521", "德清县"),
        ("330522", "长兴县"),
        ("330523", "安吉县"),
        ("330700", "金华市"),
        ("330702", "婺城区"),
        ("330703", "金东区"),
        ("330723", "武义县"),
        ("330726", "浦江县"),
        ("330727", "磐安县"),
        ("330781", "兰溪市"),
        ("330782", "义乌市"),
        ("330783", "东阳市"),
        ("330784", "永康市"),
        ("140000", "山西省"),
        ("140105", "小店区"),
        ("140502", "城区"),
        ("140828", "夏县"),
        ("430102", "芙蓉区"),
        ("430104", "岳麓区"),
        ("430181", "浏阳市"),
        ("433100", "湘西土家族苗族自治州"),
    ],
)
def test_a_code_has_its_official_name(code: str, name: str) -> None:
    assert name_of(parse_place(code)) == name


@pytest.mark.parametrize("code", PROVINCES)
def test_all_thirty_four_provinces_are_known(code: str) -> None:
    assert parse_place(code) == code
    assert len(PROVINCES) == 34


@pytest.mark.parametrize("code", [f"14{n:02d}00" for n in range(1, 12)] + [f"43{n:02d}00" for n in (*range(1, 14), 31)])
def test_the_prefectures_of_shanxi_and_hunan_are_known(code: str) -> None:
    assert parse_place(code) == code


@pytest.mark.parametrize(("code", "full"), [("140502", "山西省晋城市城区"), ("330000", "浙江省"), ("000000", "全国")])
def test_a_full_name_begins_with_the_province(code: str, full: str) -> None:
    assert full_name_of(code) == full


@pytest.mark.parametrize("code", ["330571", "330599", "990000", "429004"])
def test_a_well_formed_code_outside_the_table_is_unknown(code: str) -> None:
    with pytest.raises(UnknownPlace) as refusal:
        parse_place(code, field="residence")
    assert refusal.value.field == "residence"
    assert code in refusal.value.zh


@pytest.mark.parametrize(
    "code",
    [
        "330005",
        "000005",
        "003305",
        "030000",
        "",
        "33",
        "3305",
        "33050",
        "3305022",
        "33050\uff12",  # a full-width digit
        " 330502",
        "330502\n",
        "33O502",
    ],
)
def test_a_code_of_another_shape_is_malformed(code: str) -> None:
    with pytest.raises(MalformedPlace):
        parse_place(code)


def test_a_number_typed_into_the_place_is_not_repeated() -> None:
    with pytest.raises(MalformedPlace) as refusal:
        parse_place("330502198001010000")
    assert "1980" not in str(refusal.value.as_dict())


@pytest.mark.parametrize(
    ("code", "around"),
    [
        ("330502", ("330502", "330500", "330000", "000000")),
        ("330500", ("330500", "330000", "000000")),
        ("330000", ("330000", "000000")),
        ("000000", ("000000",)),
        ("429004", ("429004", "429000", "420000", "000000")),  # a county directly under its province
    ],
)
def test_the_lineage_runs_from_the_place_to_the_whole_country(code: str, around: tuple[str, ...]) -> None:
    assert lineage(code) == around


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        ("000000", "330502"),
        ("330000", "330502"),
        ("330500", "330523"),
        ("330502", "330502"),
        ("429000", "429004"),
        ("000000", "000000"),
    ],
)
def test_a_place_covers_itself_and_what_lies_in_it(outer: str, inner: str) -> None:
    assert covers(outer, inner)


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        ("330502", "330500"),
        ("330500", "330000"),
        ("330500", "330702"),
        ("330100", "331002"),  # "3310" begins with "331": only pairs count
        ("330000", "340000"),
        ("330502", "330503"),
        ("330500", "000000"),
    ],
)
def test_a_place_covers_nothing_else(outer: str, inner: str) -> None:
    assert not covers(outer, inner)


@pytest.mark.parametrize("outer", ["000000", "330000", "330500", "330502", "140502"])
def test_a_search_between_two_codes_finds_what_a_place_covers(outer: str) -> None:
    first, last = span(outer)
    assert [code for code in places_within("000000") if first <= code <= last] == list(places_within(outer))


@pytest.mark.parametrize(
    ("places", "around"),
    [
        (["330502"], "330502"),
        (["330502", "330502"], "330502"),
        (["330502", "330500"], "330500"),
        (["330502", "330503"], "330500"),
        (["330502", "331002"], "330000"),
        (["330502", "140502"], "000000"),
    ],
)
def test_the_common_place_is_the_narrowest_around_all(places: list[str], around: str) -> None:
    assert common(places) == around
    assert common(places[::-1]) == around
