"""Steps that every programme's feature shares: where, by which rules, and what comes out.

A module that binds a feature makes them its own and says which programme it is about:

    globals().update(programme_steps.STEPS)

    @pytest.fixture
    def case() -> Case:
        return Case(PROGRAMME, facts={...}, labels={"每月上限": "monthly_cap.year_1"})

Its own given-steps then change `case.facts`, plain data as an application states it: money in fen, days as text. Plain
facts need no step of their own: `stated` names them in Chinese, and the feature states them in a table.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import msgspec
from pytest_bdd import given, parsers, then, when
from pytest_bdd.steps import StepNamePrefix

from domain.errors import Refusal
from domain.money import Rounding, fen_from_yuan, shown
from domain.names import zh
from domain.places import full_name_of
from domain.programs.base import Programme
from domain.statutes.book import Law
from domain.working import Decision
from tests.changed_law import changed_law

Table = list[list[str]]
CONVERTERS = {"Day": date.fromisoformat, "Yuan": fen_from_yuan}
ROUNDINGS = {zh(rule.value): rule.value for rule in Rounding}
YES_NO = {"是": True, "否": False}
AMOUNT = re.compile(r"([\d,]+\.\d\d) 元")
NUMBER = re.compile(r"(\d+)(?: \S+)?")


@dataclass
class Case:
    """One application on its way through a scenario.

    `labels` are the feature's names for keys of provisions, `names` those for facts, `words` those for coded values.
    """

    programme: Programme
    facts: dict[str, Any]
    labels: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    place: str = "000000"
    known_on: date = date(2025, 12, 31)
    demo: bool = True
    changed: dict[str, str | int | bool] = field(default_factory=dict)
    outcome: Decision | Refusal | None = None

    @property
    def law(self) -> Law:
        """The shipped book, with the values that the scenario changed."""
        return changed_law(self.programme.code, self.place, self.known_on, self.changed, demo=self.demo)

    @property
    def stated(self) -> Any:
        """The facts as the programme takes them."""
        return msgspec.convert(self.facts, self.programme.facts)

    def state(self, name: str, text: str) -> None:
        """Put one fact down as the feature words it: yes or no, an amount in yuan, a number, a day, or a known word."""
        self.facts[self.names[name]] = self._read(text)

    def _read(self, text: str) -> str | int | bool:
        if text in YES_NO:
            return YES_NO[text]
        if match := AMOUNT.fullmatch(text):
            return fen_from_yuan(match[1].replace(",", ""))
        if match := NUMBER.fullmatch(text):
            return int(match[1])
        return self.words.get(text, text)

    @property
    def decision(self) -> Decision:
        """What was decided; a refusal to compute is a failure here."""
        assert isinstance(self.outcome, Decision), self.outcome
        return self.outcome


def texts_of(table: Table) -> list[list[str]]:
    """The rows below the header."""
    return table[1:]


@given(parsers.parse("在{name}({place})申请"))
def _applies_in(case: Case, name: str, place: str) -> None:
    assert full_name_of(place) == name
    case.place = place


@given("使用没有演示值的正式账套")
def _production(case: Case) -> None:
    case.demo = False


@given("当地标准是")
def _standards_are(case: Case, datatable: Table) -> None:
    """State the shipped values, so that who reads the feature sees what it computes with."""
    for label, value in texts_of(datatable):
        assert case.law.at(case.labels[label], case.known_on).shown == value


@given("标准改为")
def _standards_become(case: Case, datatable: Table) -> None:
    for label, value in texts_of(datatable):
        case.changed[case.labels[label]] = ROUNDINGS.get(value, value)


@given("申报情况是")
def _facts_are(case: Case, datatable: Table) -> None:
    for name, text in texts_of(datatable):
        case.state(name, text)


@given(parsers.parse("申报的{name}是「{text}」"))
def _fact_is(case: Case, name: str, text: str) -> None:
    case.state(name, text)


@when("测算补贴")
def _computes(case: Case) -> None:
    facts = case.stated
    try:
        case.outcome = case.programme.decide(facts, case.law)
    except Refusal as refusal:
        case.outcome = refusal


@then(parsers.parse("补贴 {amount:Yuan} 元", CONVERTERS))
def _grants(case: Case, amount: int) -> None:
    assert [reason.zh for reason in case.decision.reasons] == []
    assert shown(case.decision.amount) == shown(amount)


@then(parsers.parse("不予补贴,理由是「{reasons}」"))
def _refuses(case: Case, reasons: str) -> None:
    """All reasons and no other, separated by full-width semicolons; each cites a clause, and nothing is paid."""
    assert [reason.zh for reason in case.decision.reasons] == reasons.split("；")
    assert all(reason.authority and reason.en for reason in case.decision.reasons)
    assert case.decision.amount == 0
    assert case.decision.instalments == ()


@then(parsers.parse("无法测算,因为「{sentence}」"))
def _cannot_compute(case: Case, sentence: str) -> None:
    assert isinstance(case.outcome, Refusal)
    assert sentence in case.outcome.zh


@then(parsers.parse("测算依据的「{label}」是「{value}」"))
def _worked_with(case: Case, label: str, value: str) -> None:
    assert value in [step.value for step in case.decision.steps if step.label == label]


@then(parsers.parse("理由依据「{authority}」"))
def _rests_on(case: Case, authority: str) -> None:
    assert any(authority in reason.authority for reason in case.decision.reasons)


@then("分次拨付")
def _instalments(case: Case, datatable: Table) -> None:
    paid = [[part.label, shown(part.amount)] for part in case.decision.instalments]
    assert paid == texts_of(datatable)


@then("占用的费用项目是")
def _claims(case: Case, datatable: Table) -> None:
    """Each row: whose cost (the applicant is 申请人), which cost item, which period."""
    claims = case.programme.claims(case.stated, "申请人")
    assert [[claim.subject, claim.item, claim.period] for claim in claims] == texts_of(datatable)
    assert {claim.kind for claim in claims} == {"cost"}


STEPS = {name: value for name, value in globals().items() if name.startswith(StepNamePrefix.step_def.value)}
"""The step definitions above, to be taken over by the modules that bind features."""
