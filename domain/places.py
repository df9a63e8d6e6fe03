"""Places: administrative division codes (GB/T 2260), compared by pairs of digits."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

from domain.errors import Refusal

WHOLE_COUNTRY = "000000"

# Province, prefecture, county. A zero pair means "all of it", so nothing but zeros may follow one.
_SHAPE = re.compile(r"000000|[1-9][0-9]0000|[1-9][0-9](?!00)[0-9]{4}")


class MalformedPlace(Refusal):
    """行政区划代码应为六位半角数字:省、市、县各两位;市级为 00 时县级也必须为 00。

    A division code is six half-width digits, two each for province, prefecture and county; below a 00 there is only 00.
    """

    rule = "GB/T 2260"


class UnknownPlace(Refusal):
    """行政区划代码 {code} 不在本系统的代码表内;开发区、新区没有自己的代码,请填所在县(市、区)的代码。

    The division code {code} is not in our table; a development zone has no code of its own: give that of its county.
    """

    rule = "GB/T 2260"


def parse_place(code: str, *, field: str = "place") -> str:
    """The code, if it is well formed and in our table."""
    if not _SHAPE.fullmatch(code):
        raise MalformedPlace(field=field)
    if code not in _names():
        raise UnknownPlace(field=field, code=code)
    return code


def name_of(code: str) -> str:
    """The official name of the place alone: `330502` is `吴兴区`."""
    return _names()[parse_place(code)]


def full_name_of(code: str) -> str:
    """The name from the province down: `140502` is `山西省晋城市城区`, which `城区` alone would not tell."""
    names = _names()
    known = [names[each] for each in reversed(lineage(parse_place(code))) if each in names]
    return "".join(known[1:]) or known[0]


@cache
def lineage(code: str) -> tuple[str, ...]:
    """The code and everything around it, most specific first, down to the whole country; the code need not be known."""
    if not _SHAPE.fullmatch(code):
        raise MalformedPlace(field="place")
    return tuple(dict.fromkeys((code, f"{code[:4]}00", f"{code[:2]}0000", WHOLE_COUNTRY)))


def level_of(code: str) -> Literal["country", "province", "prefecture", "county"]:
    """Which level the place is of."""
    if code == WHOLE_COUNTRY:
        return "country"
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def places_within(outer: str) -> tuple[str, ...]:
    """Every place of our table that is `outer` or lies in it, by code."""
    return tuple(code for code in sorted(_names()) if covers(outer, code))


def covers(outer: str, inner: str) -> bool:
    """True where `inner` is `outer` or lies in it: `330000` and `330500` cover `330502`."""
    return outer in lineage(inner)


def common(places: Sequence[str]) -> str:
    """The narrowest place that covers all of these, of which there is at least one."""
    return next(outer for outer in lineage(places[0]) if all(covers(outer, each) for each in places))


def span(outer: str) -> tuple[str, str]:
    """The first and the last code that `outer` covers, for a search between the two: `330500` to `330599`."""
    prefix = {"country": "", "province": outer[:2], "prefecture": outer[:4], "county": outer}[level_of(outer)]
    return outer, prefix.ljust(6, "9")


@cache
def _names() -> Mapping[str, str]:
    text = (files("domain") / "data" / "places.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(text)["places"])


@cache
def counties_in(outer: str) -> tuple[str, ...]:
    """The counties of our table in a place, in the order of their codes; a county is itself."""
    return tuple(sorted(code for code in _names() if not code.endswith("00") and covers(outer, code)))
