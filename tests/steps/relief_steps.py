"""Steps that the reliefs' features share: a request is filled in as its form is, and decided by the law of a place.

Every request begins with the example of its form; a scenario says what is different, by the form's own headings.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import msgspec
from pytest_bdd import given, parsers, then, when
from pytest_bdd.steps import StepNamePrefix

from api.forms.reference import relief_example_of
from api.schemas.fields import FormField, Group
from api.schemas.form import loaded
from api.schemas.relief_catalogue import RELIEF_FORMS, relief_form_of
from api.schemas.relief_form import ReliefForm
from domain.errors import Refusal
from domain.money import fen_from_yuan, shown
from domain.places import full_name_of
from domain.reliefs.base import Relief
from domain.reliefs.registry import RELIEFS
from domain.statutes.book import Law
from domain.working import Decision
from tests.changed_law import changed_law

Table = list[list[str]]
CONVERTERS = {"Yuan": fen_from_yuan}
CODES = {known.name_zh: code for code, known in RELIEFS.items()}
LABELS = {
    "减免比例": "reduction_share",
    "失业、再就业时期限的计算": "interruption",
    "渐退期内不计入的比例": "taper_share",
}
"""The features' names for keys of provisions that a scenario may change."""


@dataclass
class Case:
    """One request on its way through a scenario."""

    relief: Relief = field(init=False)
    data: dict[str, Any] = field(init=False)
    place: str = "000000"
    known_on: date = date(2025, 12, 31)
    demo: bool = True
    changed: dict[str, str] = field(default_factory=dict)
    outcome: Decision | Refusal | None = None

    def begin(self, code: str) -> None:
        """Fill the form in with its examples."""
        self.relief = RELIEFS[code]
        self.data = relief_example_of(self.form)

    @property
    def form(self) -> ReliefForm:
        """The form of the relief."""
        return relief_form_of(self.relief.code)

    @property
    def fields(self) -> dict[str, Any]:
        """The fields of the facts, by name."""
        facts = self.form.fields["facts"]
        assert isinstance(facts, Group)
        return dict(facts.schema.fields)

    @property
    def law(self) -> Law:
        """The shipped book, with the values that the scenario changed."""
        return changed_law(self.relief.code, self.place, self.known_on, self.changed, demo=self.demo)

    @property
    def stated(self) -> Any:
        """The facts as the formula takes them."""
        form = loaded(self.form, self.data)
        return msgspec.convert(self.form.to_facts(form), self.relief.facts)

    @property
    def decision(self) -> Decision:
        """What was decided; a refusal to compute is a failure here."""
        assert isinstance(self.outcome, Decision), self.outcome
        return self.outcome


def named(fields: dict[str, Any], heading: str) -> str | None:
    """The name of the field with that heading."""
    found = (name for name, each in fields.items() if isinstance(each, FormField) and each.zh == heading)
    return next(found, None)


@given(parsers.parse("在{name}({place})申请「{relief}」"))
def _applies_in(case: Case, name: str, place: str, relief: str) -> None:
    assert full_name_of(place) == name
    case.place = place
    case.begin(CODES[relief])


@given("使用没有演示值的正式账套")
def _production(case: Case) -> None:
    case.demo = False


@given(parsers.parse("「{heading}」为「{value}」"))
def _fact(case: Case, heading: str, value: str) -> None:
    name = named(case.fields, heading)
    assert name, heading
    case.data["facts"][name] = value


@given(parsers.parse("「{heading}」不填"))
def _blank(case: Case, heading: str) -> None:
    name = named(case.fields, heading)
    assert name, heading
    case.data["facts"].pop(name, None)


@given("逐项填报")
def _items(case: Case, datatable: Table) -> None:
    """The rows of the list that has these headings; a blank cell is left out."""
    headings, *rows = datatable
    for name, group in case.fields.items():
        if isinstance(group, Group) and all(named(group.schema.fields, heading) for heading in headings):
            keys = [str(named(group.schema.fields, heading)) for heading in headings]
            case.data["facts"][name] = [
                {key: cell for key, cell in zip(keys, row, strict=True) if cell} for row in rows
            ]
            return
    raise AssertionError(headings)


@given("没有申报月份")
def _no_months(case: Case) -> None:
    case.data["facts"]["months"] = []


@given("规定改为")
def _changed(case: Case, datatable: Table) -> None:
    for label, value in datatable[1:]:
        case.changed[LABELS[label]] = value


@when("测算减免")
def _computes(case: Case) -> None:
    facts = case.stated
    try:
        case.outcome = case.relief.decide(facts, case.law)
    except Refusal as refusal:
        case.outcome = refusal


@then(parsers.parse("减免 {amount:Yuan} 元", CONVERTERS))
def _grants(case: Case, amount: int) -> None:
    assert [reason.zh for reason in case.decision.reasons] == []
    assert shown(case.decision.amount) == shown(amount)


@then("符合条件")
def _qualifies(case: Case) -> None:
    assert [reason.zh for reason in case.decision.reasons] == []


@then(parsers.parse("不予减免,理由是「{reasons}」"))
def _refuses(case: Case, reasons: str) -> None:
    """All reasons and no other, separated by full-width semicolons; each cites a clause, and nothing is relieved."""
    assert [reason.zh for reason in case.decision.reasons] == reasons.split("；")
    assert all(reason.authority and reason.en for reason in case.decision.reasons)
    assert case.decision.amount == 0
    assert case.decision.instalments == ()


@then(parsers.parse("理由依据「{authority}」"))
def _rests_on(case: Case, authority: str) -> None:
    assert any(authority in reason.authority for reason in case.decision.reasons)


@then(parsers.parse("无法测算,因为「{sentence}」"))
def _cannot_compute(case: Case, sentence: str) -> None:
    assert isinstance(case.outcome, Refusal)
    assert sentence in case.outcome.zh


@then(parsers.parse("测算依据的「{label}」是「{value}」"))
def _worked_with(case: Case, label: str, value: str) -> None:
    assert value in [step.value for step in case.decision.steps if step.label == label]


@then(parsers.parse("没有「{label}」这一步"))
def _worked_without(case: Case, label: str) -> None:
    assert label not in [step.label for step in case.decision.steps]


@then("各月为")
def _months(case: Case, datatable: Table) -> None:
    """Every month with an amount, and no other."""
    assert [[part.label, shown(part.amount)] for part in case.decision.instalments] == datatable[1:]


@then("占用的项目是")
def _claims(case: Case, datatable: Table) -> None:
    """Each row: whose (the applicant is 申请人), what, in which period."""
    claims = case.relief.claims(case.stated, "申请人", case.law)
    assert [[claim.subject, claim.item, claim.period] for claim in claims] == datatable[1:]


assert set(RELIEF_FORMS) == set(RELIEFS)
STEPS = {name: value for name, value in globals().items() if name.startswith(StepNamePrefix.step_def.value)}
"""The step definitions above, to be taken over by the modules that bind features."""
