"""The chapters of the law book: every programme and every other body of rules, with values, sentences and scenarios."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Final, Literal

import msgspec

from api.law.coverage import Covered
from api.law.results import Result, Results
from api.law.scenarios import Scenario
from domain.names import zh
from domain.places import full_name_of
from domain.plans.implementer import Implementer
from domain.programs.base import Programme
from domain.programs.registry import PROGRAMMES
from domain.reliefs.base import Relief
from domain.reliefs.registry import RELIEFS
from domain.statutes.book import Provision, StatuteBook

OTHER_LAW: Final = {
    "general": ("通用规定", "Rules for every programme"),
    "funds": ("资金的使用范围", "Uses of the funds"),
    "levy": ("残疾人就业保障金征收", "Levy"),
    "counting": ("安排人数的计算", "Counting of placements"),
    "cross_use": ("避免交叉使用", "No cross-use"),
    "duties": ("职责", "Duties"),
    "targets": ("目标", "Targets"),
    "exchanges": ("数据共享", "Exchange of data"),
    "publication": ("公示公布", "Publication"),
    "service_coverage": ("服务覆盖", "Coverage of services"),
}
"""The statute files that belong to no programme; one that is not named here stands under its own code."""

KINDS: Final = {
    "programme": ("补贴项目", "Programmes"),
    "rule": ("规则", "Rules"),
    "register": ("台账", "Registers"),
    "target": ("目标", "Targets"),
    "duty": ("职责", "Duties"),
}

_ADDRESS: Final = re.compile(r"https?://[^\s;;,,]+")
_SENTENCE: Final = re.compile(r"S\d{3}")


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One provision on a page: the place by name, and the addresses and plan sentences of its source."""

    provision: Provision
    place: str
    addresses: tuple[str, ...]
    sentences: tuple[str, ...]


class Key(msgspec.Struct, frozen=True, kw_only=True):
    """One key of a programme through time, place by place."""

    name: str
    places: tuple[tuple[str, tuple[Row, ...]], ...]


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A scenario with its last result."""

    scenario: Scenario
    result: Result


class Chapter(msgspec.Struct, frozen=True, kw_only=True):
    """One page: what it is about, the plans' sentences, the values through time, and the scenarios that show it."""

    code: str
    kind: Literal["programme", "relief", "law", "kind"]
    name_zh: str
    name_en: str
    formula: str = ""
    rules: tuple[Covered, ...] = ()
    keys: tuple[Key, ...] = ()
    parts: tuple[tuple[Implementer, tuple[Covered, ...]], ...] = ()
    scenarios: tuple[Shown, ...] = ()

    @property
    def file(self) -> str:
        """The page's file name."""
        return f"{self.kind}-{self.code}.html"

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every value on the page."""
        return tuple(row for key in self.keys for _, rows in key.places for row in rows)

    @property
    def demo(self) -> int:
        """How many of the values no document gives."""
        return sum(row.provision.is_demo for row in self.rows)

    def having(self, outcome: str) -> int:
        """How many of the scenarios came out so."""
        return sum(shown.result.outcome == outcome for shown in self.scenarios)


def chapters(
    statutes: StatuteBook, covered: Iterable[Covered], written: Iterable[Scenario], results: Results
) -> list[Chapter]:
    """Every programme, then every other statute file, then what else carries out the plans, by kind."""
    covered, shown = tuple(covered), tuple(_with_result(each, results) for each in written)
    return [
        *(_formula("programme", known, statutes, covered, shown) for known in PROGRAMMES.values()),
        *(_formula("relief", known, statutes, covered, shown) for known in RELIEFS.values()),
        *_other_law(statutes),
        *_kinds(covered, shown),
    ]


def _with_result(scenario: Scenario, results: Results) -> Shown:
    return Shown(scenario=scenario, result=results.of(scenario.file, scenario.name))


def _formula(
    kind: Literal["programme", "relief"],
    known: Programme | Relief,
    statutes: StatuteBook,
    covered: tuple[Covered, ...],
    shown: tuple[Shown, ...],
) -> Chapter:
    return Chapter(
        code=known.code,
        kind=kind,
        name_zh=known.name_zh,
        name_en=known.name_en,
        formula=(known.decide.__doc__ or "").split("\n\n")[0].strip(),
        rules=tuple(each for each in covered if each.rule.id in known.rules),
        keys=_keys(statutes, known.code),
        scenarios=tuple(each for each in shown if _is_about(each.scenario, known)),
    )


def _is_about(scenario: Scenario, known: Programme | Relief) -> bool:
    """A scenario is about a programme or relief whose rows it shows, or whose feature bears its name or its code."""
    named = scenario.file.startswith(known.code) or known.name_zh in scenario.feature
    return named or not set(known.rules).isdisjoint(scenario.shows)


def _other_law(statutes: StatuteBook) -> Iterator[Chapter]:
    for code in sorted({row.programme for row in statutes.provisions} - PROGRAMMES.keys() - RELIEFS.keys()):
        name_zh, name_en = OTHER_LAW.get(code, (zh(code), code.replace("_", " ").capitalize()))
        yield Chapter(code=code, kind="law", name_zh=name_zh, name_en=name_en, keys=_keys(statutes, code))


def _kinds(covered: tuple[Covered, ...], shown: tuple[Shown, ...]) -> Iterator[Chapter]:
    """What carries out rules of the plans and has no page of its own: one page a kind, one part for each of it."""
    own = PROGRAMMES.keys() | RELIEFS.keys()
    parts = sorted({by for each in covered for by in each.implementers if by.code not in own})
    for kind, group in groupby(parts, key=lambda each: each.kind):
        members = tuple(group)
        rules = {rule for each in members for rule in each.rules}
        name_zh, name_en = KINDS[kind]
        yield Chapter(
            code=kind,
            kind="kind",
            name_zh=name_zh,
            name_en=name_en,
            parts=tuple((each, tuple(c for c in covered if c.rule.id in each.rules)) for each in members),
            scenarios=tuple(each for each in shown if not rules.isdisjoint(each.scenario.shows)),
        )


def _keys(statutes: StatuteBook, code: str) -> tuple[Key, ...]:
    rows = [row for row in statutes.provisions if row.programme == code]
    return tuple(Key(name=name, places=_places(list(group))) for name, group in groupby(rows, key=lambda row: row.key))


def _places(rows: list[Provision]) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """The rows of a key by place, each place with its name; the statute book gives them in order of time."""
    return tuple(
        (f"{full_name_of(place)} {place}", tuple(map(_row, group)))
        for place, group in groupby(rows, key=lambda row: row.place)
    )


def _row(provision: Provision) -> Row:
    return Row(
        provision=provision,
        place=full_name_of(provision.place),
        addresses=tuple(_ADDRESS.findall(provision.source)),
        sentences=tuple(dict.fromkeys(_SENTENCE.findall(f"{provision.source} {provision.authority}"))),
    )


def ended(row: Provision) -> str:
    """The last day of a row, or that it stays in force until another one replaces it."""
    return "未定 open" if row.valid_to is None or row.valid_to == date.max else row.valid_to.isoformat()


def plain(value: object) -> object:
    """A table of the statute book with its codes by their Chinese names, for people."""
    match value:
        case dict():
            return {zh(name): plain(inner) for name, inner in value.items()}
        case list() | tuple():
            return [plain(inner) for inner in value]
        case bool():
            return "是" if value else "否"
    return zh(value)
