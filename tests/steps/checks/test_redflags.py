"""The checks, as their features say: each fraud beside what only looks like it."""

from collections.abc import Sequence

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from ledger.checks.check import Words
from ledger.checks.engines.sqlite import SqliteEngine
from ledger.checks.hit import Hit
from ledger.checks.registry import check_of
from ledger.checks.sentence import sentence
from tests.checks.example import Example, form_called, load, rows_of, run

scenarios("checks/redflags")


class Bench:
    """What a scenario looks at."""

    def __init__(self, name: str) -> None:
        self.example = Example(name)
        self.check = ""
        self.hits: list[Hit] = []

    def hit(self, who: str) -> Hit:
        """The only hit of a subject."""
        key = self.example.key(check_of(self.check).subject, who)
        (found,) = (hit for hit in self.hits if hit.subject == key)
        return found


def said_of(bench: Bench, found: Hit) -> Words:
    """The sentence of a hit."""
    months = {"from_month": found.from_month, "to_month": found.to_month, "amount_fen": found.amount}
    return sentence(check_of(bench.check), {**found.facts, **months}, lambda kind, number: kind)


def must_be_proved(bench: Bench, found: Hit, datatable: Sequence[Sequence[str]]) -> None:
    """Whether exactly these rows are cited."""
    expected = {(form_called(title).name, bench.example.row_of(title, int(number))) for title, number in datatable[1:]}
    assert {(row.source, row.row) for row in found.evidence} == expected


@pytest.fixture
def bench(request: pytest.FixtureRequest) -> Bench:
    return Bench(request.node.name)


@given(parsers.parse("「{title}」有"))
def rows(bench: Bench, title: str, datatable: Sequence[Sequence[str]]) -> None:
    bench.example.add(title, datatable)


@given(parsers.parse("阈值「{name}」为 {value:d}"))
def threshold(bench: Bench, name: str, value: int) -> None:
    bench.example.chosen[name] = value


@when(parsers.parse("运行检查 {check}"))
def carried_out(bench: Bench, check: str) -> None:
    engine = SqliteEngine()
    load(engine, rows_of([bench.example]))
    bench.check = check
    bench.hits = run(engine, check, bench.example.chosen)


@then(parsers.parse("命中「{who}」"))
def hit(bench: Bench, who: str) -> None:
    kind = check_of(bench.check).subject
    expected = {bench.example.key(kind, word) for word in who.split("、")}
    assert {each.subject for each in bench.hits} == expected


@then("没有命中")
def no_hit(bench: Bench) -> None:
    assert bench.hits == []


@then(parsers.parse("命中 {number:d} 个对象"))
def counted(bench: Bench, number: int) -> None:
    assert len({each.subject for each in bench.hits}) == number


@then(parsers.parse("「{who}」的说明为「{text}」"))
def explained(bench: Bench, who: str, text: str) -> None:
    said = said_of(bench, bench.hit(who))
    assert said.zh == text
    assert said.en


@then(parsers.parse("「{who}」的证据为"))
def proved(bench: Bench, who: str, datatable: Sequence[Sequence[str]]) -> None:
    must_be_proved(bench, bench.hit(who), datatable)


@then("只命中一个关系网")
def one_ring(bench: Bench) -> None:
    assert check_of(bench.check).subject == "ring"
    assert len(bench.hits) == 1


@then(parsers.parse("它的说明为「{text}」"))
def ring_explained(bench: Bench, text: str) -> None:
    assert said_of(bench, bench.hits[0]).zh == text


@then("它的证据为")
def ring_proved(bench: Bench, datatable: Sequence[Sequence[str]]) -> None:
    must_be_proved(bench, bench.hits[0], datatable)
