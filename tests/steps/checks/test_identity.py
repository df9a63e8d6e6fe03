"""Record linkage, as its feature says: one person written twice, beside twins, relatives and namesakes."""

from collections.abc import Sequence

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from ledger.checks.engines.duck import DuckEngine
from ledger.checks.identity import Pair, pairs
from ledger.checks.identity_model import shipped_model
from ledger.checks.likeness import explained
from ledger.checks.tables import forms
from tests.checks.example import Example

scenarios("checks/identity.feature")


class Desk:
    """The entries of a scenario, and the pairs that were found among them."""

    def __init__(self, name: str) -> None:
        self.example = Example(name)
        self.found: list[Pair] = []


@pytest.fixture
def desk(request: pytest.FixtureRequest) -> Desk:
    return Desk(request.node.name)


@given(parsers.parse("「{title}」有"))
def entries(desk: Desk, title: str, datatable: Sequence[Sequence[str]]) -> None:
    desk.example.add(title, datatable)


@when("比对身份")
def compared(desk: Desk) -> None:
    engine = DuckEngine()
    engine.put(forms()["identities"], desk.example.rows["identities"])
    desk.found = pairs(engine.connection, shipped_model())


@then(parsers.parse("提示「{one}」与「{other}」可能是同一人"))
def suggested(desk: Desk, one: str, other: str) -> None:
    (pair,) = desk.found
    assert {pair.left, pair.right} == {desk.example.key("person", one), desk.example.key("person", other)}
    expected = {("identities", desk.example.row_of("identities", number)) for number in (1, 2)}
    assert {(row.source, row.row) for row in pair.evidence} == expected


@then(parsers.parse("理由有「{text}」"))
def because(desk: Desk, text: str) -> None:
    (pair,) = desk.found
    assert text in [explained(likeness, shipped_model()).zh for likeness in pair.likenesses]


@then("没有身份提示")
def nothing(desk: Desk) -> None:
    assert desk.found == []
