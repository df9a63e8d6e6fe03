"""Steps of `evidence_freshness.feature`: registers of two sources for a city and its districts."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from ledger.checks.evidence_held import held_in
from ledger.checks.holdings import Holdings
from ledger.evidence.values import day_number
from tests.factories import resident_id
from tests.integration.evidence_room import rows
from tests.integration.world import World, opened
from tests.integration.world_evidence import brought

scenarios("checks/evidence_freshness.feature")

PLACES = {"湖州市": "330500", "吴兴区": "330502", "南浔区": "330503"}
SOURCES = {"民政部门": "civil-affairs", "公安部门": "public-security"}


@pytest.fixture
def world(sqlite_url: str, tmp_path: Path) -> Iterator[World]:
    """A book of the city."""
    here = opened(sqlite_url, tmp_path)
    yield here
    here.book.close()


def held_at(world: World, place: str) -> Holdings:
    return held_in(world.book, world.evidence).at({PLACES[place]})


@given(parsers.parse("今天是 {day},湖州市有一本核查账套"))
def today(world: World, day: str) -> None:
    world.today = date.fromisoformat(day)


@given(parsers.parse("{source}截至 {day} 的死亡登记覆盖{place},共 {count:d} 人"))
@when(parsers.parse("{source}截至 {day} 的死亡登记覆盖{place},共 {count:d} 人"))
def register(world: World, source: str, day: str, place: str, count: int) -> None:
    dead = [{"person": resident_id(f"194001{born + 1:02d}"), "died_day": "2019-02-01"} for born in range(count)]
    brought(world, dead, "deaths", source=SOURCES[source], place=PLACES[place], as_of=date.fromisoformat(day))


@then(parsers.parse("{place}的死亡登记截至 {day},{standing}时效"))
def speaks_until(world: World, place: str, day: str, standing: str) -> None:
    held = held_at(world, place)
    assert held.as_of["deaths"] == day_number(date.fromisoformat(day))
    gaps = held.gap(("deaths",), day_number(world.today))
    assert [gap.why for gap in gaps] == {"已过": ["stale"], "未过": []}[standing]


@then(parsers.parse("{place}没有死亡登记"))
def says_nothing(world: World, place: str) -> None:
    gaps = held_at(world, place).gap(("deaths",), day_number(world.today))
    assert [(gap.dataset, gap.why) for gap in gaps] == [("deaths", "missing")]


@then(parsers.parse("有效的死亡登记共 {count:d} 人"))
def counted(world: World, count: int) -> None:
    assert len(rows(world, "deaths")) == count
