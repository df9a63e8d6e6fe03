"""The assessment of the levy: base wage, tiers, exemption, their validity, and late certification."""

from datetime import date

import msgspec
import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from domain.errors import Refusal
from domain.levy.assessment import decide
from domain.levy.facts import CODE, EmployerKind, LevyFacts
from domain.money import fen_from_yuan, shown
from domain.places import full_name_of
from domain.statutes.book import Law, StatuteBook
from domain.statutes.loader import load_statutes
from domain.working import Decision

scenarios("levy/assessment.feature")

KINDS = {
    "企业": EmployerKind.ENTERPRISE,
    "国有企业": EmployerKind.STATE_OWNED_ENTERPRISE,
    "机关": EmployerKind.STATE_ORGAN,
    "事业单位": EmployerKind.PUBLIC_INSTITUTION,
    "民办非企业单位": EmployerKind.PRIVATE_NON_ENTERPRISE,
}
CONVERTERS = {"Day": date.fromisoformat, "Yuan": fen_from_yuan}


class Case:
    """One employer and levy year on its way through a scenario."""

    facts: LevyFacts
    place = "000000"
    known_on = date(2024, 11, 2)
    quota = ""
    outcome: Decision | Refusal

    @property
    def law(self) -> Law:
        """The shipped law, with the quota that the scenario states."""
        rows = (
            msgspec.structs.replace(row, value=self.quota) if self.quota and row.key == "quota_ratio" else row
            for row in load_statutes(demo=True).provisions
        )
        return StatuteBook(rows).law(CODE, self.place, self.known_on)

    @property
    def decision(self) -> Decision:
        """What was assessed."""
        assert isinstance(self.outcome, Decision), self.outcome
        return self.outcome

    def becomes(self, **changed: object) -> None:
        """Change the facts."""
        self.facts = msgspec.structs.replace(self.facts, **changed)


@pytest.fixture
def case() -> Case:
    made = Case()
    made.facts = LevyFacts(
        year=2024,
        kind=EmployerKind.ENTERPRISE,
        staff_by_month=(100,) * 12,
        counted_person_months=0,
        wage_total=1_200_000_000,
    )
    return made


@given(parsers.parse("在{name}({place})核定 {year:d} 年度的残保金,核定日为 {day:Day}", CONVERTERS))
def where_and_when(case: Case, name: str, place: str, year: int, day: date) -> None:
    assert full_name_of(place) == name
    case.place, case.known_on = place, day
    case.becomes(year=year)


@given(parsers.parse("该单位是{kind},上年各月在职职工 {staff:d} 人,工资总额 {wages:Yuan} 元", CONVERTERS))
def the_employer_is(case: Case, kind: str, staff: int, wages: int) -> None:
    funded = kind.startswith("财政供养的")
    case.becomes(
        kind=KINDS[kind.removeprefix("财政供养的")],
        fiscally_funded=funded,
        staff_by_month=(staff,) * 12,
        wage_total=wages,
    )


@given(parsers.parse("该单位是企业,上年各月在职职工合计 {total:d} 人,工资总额 {wages:Yuan} 元", CONVERTERS))
def the_employer_has_months(case: Case, total: int, wages: int) -> None:
    every, more = divmod(total, 12)
    case.becomes(staff_by_month=tuple(every + (month < more) for month in range(12)), wage_total=wages)


@given(parsers.parse("上年安排残疾人就业合计 {months:d} 个人月,认证日为 {day:Day}", CONVERTERS))
def placed_and_certified(case: Case, months: int, day: date) -> None:
    case.becomes(counted_person_months=months, certified_on=day)


@given(parsers.parse("上年安排残疾人就业合计 {months:d} 个人月,没有认证"))
def placed_and_not_certified(case: Case, months: int) -> None:
    case.becomes(counted_person_months=months)


@given("上年没有安排残疾人就业")
def nobody_placed(case: Case) -> None:
    case.becomes(counted_person_months=0, certified_on=None)


@given(parsers.parse("规定比例改为 {ratio}%"))
def another_quota(case: Case, ratio: str) -> None:
    case.quota = ratio


@given(parsers.parse("当年没有减免规定,依据「{document}」全额征收"))
def charged_in_full(case: Case, document: str) -> None:
    case.becomes(full_rate_document=document)


@when("核定残保金")
def assess(case: Case) -> None:
    try:
        case.outcome = decide(case.facts, case.law)
    except Refusal as refusal:
        case.outcome = refusal


@then(parsers.parse("应缴残保金 {amount:Yuan} 元", CONVERTERS))
def the_levy_is(case: Case, amount: int) -> None:
    assert case.decision.granted
    assert shown(case.decision.amount) == shown(amount)


@then(parsers.parse("测算依据的「{label}」是「{value}」"))
def worked_with(case: Case, label: str, value: str) -> None:
    assert value in [step.value for step in case.decision.steps if step.label == label]


@then(parsers.parse("「{label}」出自「{authority}」"))
def rests_on(case: Case, label: str, authority: str) -> None:
    assert authority in {step.authority for step in case.decision.steps if step.label == label}


@then(parsers.parse("无法测算,因为「{sentence}」"))
def cannot_compute(case: Case, sentence: str) -> None:
    assert isinstance(case.outcome, Refusal)
    assert sentence in case.outcome.zh
