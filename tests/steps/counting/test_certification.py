"""Certification through the real commands, as its feature says."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, step, then, when

from domain.errors import Refusal
from ledger import certified_exchange as exchange
from ledger.audit.verify import verify
from ledger.commands.load import load_certification
from tests.quota_office import FIRST, SECOND, YEAR, Office

scenarios("counting/certification.feature")
UNITS = {"甲": FIRST, "乙": SECOND}
KEY = b"k" * 32


class Scene:
    """The office, the worker, what was certified last, and what was refused."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.office = Office(f"sqlite:///{folder}/book.sqlite", folder)
        self.person = self.office.known(1)
        self.placements: dict[str, str] = {}
        self.how: dict[str, Any] = {}
        self.last = ""
        self.other: Office | None = None
        self.refusal: Refusal | None = None

    def does(self, act: Any) -> None:
        """Do it, or keep why not; a refusal leaves the log as it was."""
        before = self.office.book.head.position
        try:
            act()
        except Refusal as refusal:
            assert self.office.book.head.position == before
            self.refusal = refusal

    def placed(self, unit: str) -> str:
        """The placement with the unit, registered when it is first asked for."""
        if unit not in self.placements:
            first, last = self.how[unit]
            self.placements[unit] = self.office.places(
                self.person, UNITS[unit], first, last, local_hukou=self.how.get("local", True)
            )
        return self.placements[unit]


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    here = Scene(tmp_path)
    yield here
    assert here.refusal is None, f"refused, and nobody asked: {here.refusal}"
    assert verify(here.office.book, vault=here.office.vault).ok
    here.office.book.close()
    if here.other:
        here.other.book.close()


@given("太原市的账套里登记了单位甲和单位乙")
def the_book(scene: Scene) -> None:
    assert scene.office.place == "140100"


@given(parsers.parse("残疾职工在单位{unit}从 {first} 工作到 {last},证据齐全"))
def works(scene: Scene, unit: str, first: str, last: str) -> None:
    scene.how[unit] = (first, last)


@given("该职工的户籍不在本地")
def from_elsewhere(scene: Scene) -> None:
    scene.how["local"] = False


@given(parsers.parse("湖州市的账套里同一人 {month} 由单位乙认证"))
def certified_elsewhere(scene: Scene, month: str) -> None:
    scene.other = other = Office(f"sqlite:///{scene.folder}/other.sqlite", scene.folder, place="330500")
    other.files(SECOND, other.places(other.known(1), SECOND, month, month))
    other.certifies(SECOND)


@step(parsers.re(r"单位(?P<unit>[甲乙])申报 2023 年度,(?P<who>审核人|申报人自己)审核认证"))
def certifies(scene: Scene, unit: str, who: str) -> None:
    scene.last = UNITS[unit]
    scene.office.files(UNITS[unit], scene.placed(unit))
    officer = "certifier" if who == "审核人" else "filer"
    scene.does(lambda: scene.office.certifies(UNITS[unit], officer))


@given(parsers.parse("审核人撤销单位{unit}的认证"))
def revokes(scene: Scene, unit: str) -> None:
    scene.office.revokes(UNITS[unit])


@when(parsers.re(r"单位甲(?P<rests>不?)以认证为据申请超比例奖励(?P<short>,名册少报一个月)?"))
def applies(scene: Scene, rests: str, short: str | None) -> None:
    months = [{"year": YEAR, "month": month} for month in range(1, 6 if short else 7)]
    facts = {
        "year": YEAR,
        "staff_by_month": [100] * 12,
        "placements": [{"person": scene.person, "weight": 1, "months": months}],
        "rests_on_certification": not rests,
    }
    scene.does(lambda: scene.office.rewarded(FIRST, facts))


@then(parsers.parse("计入 {months:d} 个人月,全年平均 {average} 人"))
def counts(scene: Scene, months: int, average: str) -> None:
    state, _ = load_certification(scene.office.book, f"certification:{scene.last}:{YEAR}")
    assert (len(state.counted), state.counted_average) == (months, Fraction(average))


@then(parsers.parse("该职工 {month} 由单位{unit}占用"))
def is_held(scene: Scene, month: str, unit: str) -> None:
    claims = scene.office.book.claims(f"count:{scene.person}:")
    assert claims[f"count:{scene.person}:counted_headcount:{month}"] == f"certification:{UNITS[unit]}:{YEAR}"


@then(parsers.parse("被拒绝,理由是「{reason}」"))
def is_refused(scene: Scene, reason: str) -> None:
    assert scene.refusal is not None
    assert reason in scene.refusal.zh
    scene.refusal = None


@then(parsers.parse("两个账套用同一交换密钥比对,都计入的是 {month}"))
def both_count(scene: Scene, month: str) -> None:
    assert [each.month for each in compared(scene, KEY)] == [month]


@then("用不同的密钥比对,什么也看不出来")
def blind(scene: Scene) -> None:
    assert compared(scene, b"x" * 32) == ()


def compared(scene: Scene, key: bytes) -> tuple[exchange.Overlap, ...]:
    assert scene.other is not None
    given = exchange.export(scene.other.book, scene.other.vault, YEAR, KEY)
    return exchange.overlaps(scene.office.book, scene.office.vault, given, key)
