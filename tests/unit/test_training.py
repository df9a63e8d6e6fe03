"""Training subsidies: facts that cannot be, law days, claims, and the conditions a place may lift."""

from datetime import date
from typing import Any

import msgspec
import pytest

from domain.errors import Refusal
from domain.programs.base import Programme
from domain.programs.training import PROGRAMMES
from domain.programs.training_certificate import SkillLevelNotKnown
from domain.programs.training_course import AttendanceImpossible, CourseDaysImpossible
from domain.programs.training_terms import CodeMalformed, FeeNegative
from domain.statutes.book import Law, StatuteBook
from domain.statutes.loader import load_statutes
from domain.wording import PersonalDataInText, TextMissing

DEMO = load_statutes(demo=True)
FEE, LIVING, ASSESSMENT, CERTIFICATE = PROGRAMMES

COURSE = {
    "course": "K-2024-01",
    "starts_on": date(2024, 3, 1),
    "ends_on": date(2024, 3, 31),
    "class_days": 20,
    "attended_days": 20,
    "employed_at_start": False,
    "of_working_age": True,
}
STATED: dict[str, dict[str, Any]] = {
    FEE.code: COURSE | {"category": "A", "fee": 100_000},
    LIVING.code: COURSE,
    ASSESSMENT.code: {
        "occupation": "4-10-01-05",
        "level": 5,
        "assessed_on": date(2024, 5, 10),
        "passed": True,
        "fee": 15_000,
    },
    CERTIFICATE.code: {
        "occupation": "4-10-01-05",
        "level": 5,
        "issued_on": date(2024, 6, 20),
        "verified": True,
        "trained": True,
    },
}
PLACE = {FEE.code: "430000", LIVING.code: "430000", ASSESSMENT.code: "430000", CERTIFICATE.code: "140000"}


def facts(programme: Programme, **changed: Any) -> Any:
    return msgspec.convert(STATED[programme.code] | changed, programme.facts)


def law_of(programme: Programme, **changed: Any) -> Law:
    """The shipped law with some values of the programme changed."""
    rows = (
        msgspec.structs.replace(row, value=changed[row.key])
        if row.programme == programme.code and row.key in changed
        else row
        for row in DEMO.provisions
    )
    return StatuteBook(rows).law(programme.code, PLACE[programme.code], date(2025, 1, 1))


IMPOSSIBLE: list[tuple[Programme, dict[str, Any], type[Refusal]]] = [
    (FEE, {"ends_on": date(2024, 2, 29)}, CourseDaysImpossible),
    (FEE, {"class_days": 0, "attended_days": 0}, CourseDaysImpossible),
    (LIVING, {"class_days": 32}, CourseDaysImpossible),
    (LIVING, {"attended_days": 21}, AttendanceImpossible),
    (LIVING, {"attended_days": -1}, AttendanceImpossible),
    (LIVING, {"course": ""}, TextMissing),
    (FEE, {"course": "K 2024"}, CodeMalformed),
    (FEE, {"course": "K:2024"}, CodeMalformed),
    (FEE, {"course": "11010519491231002X"}, PersonalDataInText),
    (ASSESSMENT, {"level": 0}, SkillLevelNotKnown),
    (ASSESSMENT, {"level": 6}, SkillLevelNotKnown),
    (CERTIFICATE, {"level": 6}, SkillLevelNotKnown),
    (CERTIFICATE, {"occupation": "电工"}, CodeMalformed),
]


@pytest.mark.parametrize(("programme", "changed", "error"), IMPOSSIBLE)
def test_facts_that_cannot_be_are_refused_on_submission_and_on_decision(
    programme: Programme, changed: dict[str, Any], error: type[Refusal]
) -> None:
    with pytest.raises(error):
        programme.claims(facts(programme, **changed), "p_1")
    with pytest.raises(error):
        programme.decide(facts(programme, **changed), law_of(programme))


@pytest.mark.parametrize("programme", [FEE, ASSESSMENT])
def test_a_fee_below_zero_is_refused(programme: Programme) -> None:
    with pytest.raises(FeeNegative):
        programme.decide(facts(programme, fee=-1), law_of(programme))


def test_a_category_is_a_code() -> None:
    with pytest.raises(CodeMalformed):
        FEE.decide(facts(FEE, category="A.level/1"), law_of(FEE))


def test_a_course_may_fill_every_day_of_its_period() -> None:
    assert LIVING.decide(facts(LIVING, class_days=31, attended_days=31), law_of(LIVING)).granted


@pytest.mark.parametrize(
    ("programme", "day"),
    [
        (FEE, date(2024, 3, 1)),
        (LIVING, date(2024, 3, 1)),
        (ASSESSMENT, date(2024, 5, 10)),
        (CERTIFICATE, date(2024, 6, 20)),
    ],
)
def test_the_law_of_the_first_day_of_class_of_the_assessment_or_of_the_certificate_decides(
    programme: Programme, day: date
) -> None:
    decision = programme.decide(facts(programme), law_of(programme))
    assert programme.law_day(facts(programme)) == decision.law_day == day
    assert decision.formula == f"{programme.code}/2022"
    assert decision.granted


def test_fee_and_allowance_of_one_course_are_different_costs() -> None:
    (fee,), (living,) = FEE.claims(facts(FEE), "p_1"), LIVING.claims(facts(LIVING), "p_1")
    assert fee.item != living.item
    assert fee.period == living.period == "course:K-2024-01"


def test_the_fee_of_an_assessment_and_its_certificate_are_different_costs() -> None:
    (fee,), (flat,) = ASSESSMENT.claims(facts(ASSESSMENT), "p_1"), CERTIFICATE.claims(facts(CERTIFICATE), "p_1")
    assert fee.item != flat.item


@pytest.mark.parametrize(
    ("programme", "condition", "changed"),
    [
        (FEE, "unemployed_only", {"employed_at_start": True}),
        (LIVING, "working_age_only", {"of_working_age": False}),
        (ASSESSMENT, "must_pass", {"passed": False}),
        (CERTIFICATE, "must_be_verified", {"verified": False}),
        (CERTIFICATE, "training_required", {"trained": False}),
    ],
)
def test_a_condition_holds_until_the_law_lifts_it(
    programme: Programme, condition: str, changed: dict[str, bool]
) -> None:
    assert len(programme.decide(facts(programme, **changed), law_of(programme)).reasons) == 1
    assert programme.decide(facts(programme, **changed), law_of(programme, **{condition: False})).granted


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_facts_come_back_from_the_bytes_of_a_log(programme: Programme) -> None:
    stated = facts(programme)
    assert msgspec.json.decode(msgspec.json.encode(stated), type=programme.facts) == stated


def test_the_four_programmes_are_for_persons() -> None:
    assert {programme.beneficiary for programme in PROGRAMMES} == {"person"}
    assert len({programme.code for programme in PROGRAMMES}) == 4
