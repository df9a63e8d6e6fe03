"""Whatever a month looks like, it counts as one or two without a reason against it, or as nothing with one."""

from datetime import date
from fractions import Fraction
from typing import Any, get_args

from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import Month, WorkerCategory
from domain.placement.counted import CODE, count_month
from domain.placement.state import MonthFacts
from domain.placement.terms import (
    CertificateSpan,
    DispatchAgreement,
    EmployerKind,
    Insurance,
    LabourContract,
    MonthEvidence,
    PlacementTerms,
    PostKind,
)
from domain.quota.reserved import reserved
from domain.quota.status import quota_status
from domain.statutes.loader import load_statutes
from tests.placed import AGENCY, EMPLOYER

BOOK = load_statutes(demo=True)
DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))
PLACES = st.sampled_from(["330502", "330727", "140100", "430100"])


@st.composite
def spans(draw: st.DrawFn) -> CertificateSpan:
    kind: Any = draw(st.sampled_from(["disability_certificate", "disabled_soldier_certificate"]))
    disability = kind == "disability_certificate"
    return CertificateSpan(
        kind=kind,
        grade=draw(st.integers(1, 4 if disability else 10)),
        category=draw(st.integers(1, 7)) if disability else None,
        status=draw(st.sampled_from(["valid", "valid", "frozen", "cancelled", "migrated"])),
        starts_on=draw(DAYS),
        ends_on=draw(st.none() | DAYS),
    )


@st.composite
def months(draw: st.DrawFn) -> MonthFacts:
    contract = st.builds(
        LabourContract,
        signed_by=st.sampled_from([EMPLOYER, AGENCY]),
        kind=st.just("labour"),
        starts_on=DAYS,
        ends_on=st.none() | DAYS,
    )
    dispatch = st.builds(
        DispatchAgreement,
        agency=st.just(AGENCY),
        user_unit=st.just(EMPLOYER),
        counted_by=st.sampled_from(["agency", "user_unit", "not_agreed"]),
        reference=st.just("协议"),
        redispatched_to=st.sampled_from(["", "", "第三方"]),
    )
    place = draw(PLACES)
    terms = PlacementTerms(
        employer=draw(st.sampled_from([EMPLOYER, AGENCY])),
        employer_kind=draw(st.sampled_from(get_args(EmployerKind))),
        employer_place=draw(PLACES),
        person="p_worker",
        place=place,
        post=draw(st.sampled_from(get_args(PostKind))),
        contract=draw(st.none() | contract),
        local_hukou=draw(st.booleans()),
        dispatch=draw(st.none() | dispatch),
    )
    evidence = MonthEvidence(
        month=Month(draw(st.integers(2022, 2025)), draw(st.integers(1, 12))),
        wage=draw(st.integers(0, 1_000_000)),
        wage_paid_by=EMPLOYER,
        through_bank=True,
        full_time=draw(st.booleans()),
        insurances=tuple(draw(st.sets(st.sampled_from(get_args(Insurance))))),
        insurance_paid_by=draw(st.sampled_from([EMPLOYER, AGENCY])),
        age_in_years=draw(st.integers(10, 70)),
        worker=draw(st.sampled_from(WorkerCategory)),
        reached_retirement=draw(st.booleans()),
        reference="工资单",
    )
    return MonthFacts(terms=terms, certificates=tuple(draw(st.lists(spans(), max_size=3))), evidence=evidence)


@given(months())
def test_a_month_has_a_weight_or_a_reason_and_never_both(facts: MonthFacts) -> None:
    law = BOOK.law(CODE, facts.terms.place, date(2026, 12, 31))
    if law.find("minimum_wage_class", facts.month.last_day) is None:
        return
    found = count_month(facts, law)
    assert found.weight in (0, 1, 2)
    assert bool(found.weight) is found.decision.granted
    assert all(reason.zh and reason.en and reason.authority for reason in found.decision.reasons)
    assert found == count_month(facts, law)


@given(st.lists(st.integers(0, 5000), min_size=12, max_size=12).filter(any), st.integers(0, 5000))
def test_what_is_missing_and_what_is_over_never_stand_together(staff: list[int], weights: int) -> None:
    status = quota_status(tuple(staff), weights, 2023, BOOK.law("quota", "330500", date(2024, 3, 1)))
    assert status.required == Fraction(sum(staff), 12) * Fraction(15, 1000)
    assert status.counted - status.required == status.excess - status.shortfall
    assert 0 in (status.shortfall, status.excess)


@given(st.integers(0, 10_000), st.sampled_from(["330500", "330700", "140000", "430000"]))
def test_what_is_wanted_is_enough_and_one_less_is_not(total: int, place: str) -> None:
    law, day = BOOK.law("quota", place, date(2024, 12, 31)), date(2024, 12, 31)
    wanted = reserved(total, 0, day, law).wanted
    assert reserved(total, wanted, day, law).decision.granted
    assert wanted == 0 or not reserved(total, wanted - 1, day, law).decision.granted
