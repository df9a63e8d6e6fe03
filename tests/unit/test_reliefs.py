"""Reliefs: what features cannot say about months, shares, thresholds, clocks and what an ending leaves."""

from datetime import date
from fractions import Fraction

import msgspec
import pytest

from domain.act import Act
from domain.actor import Actor
from domain.calendar import Month
from domain.names import ZH, zh
from domain.relief import acts
from domain.relief.refusals import RefusalWithoutReason
from domain.relief.state import ReliefCase, Status, bound_until, lies_behind
from domain.reliefs.base import by_month, whole_months
from domain.reliefs.charges import Charge, NoChargeStated, first_month
from domain.reliefs.income_disregard import RELIEF as INCOME
from domain.reliefs.income_disregard import EarnedMonth, Employment, IncomeDisregardFacts, NeverEmployed
from domain.reliefs.placement_ratio import NoStaffStated, StaffMonth, monthly_average
from domain.reliefs.premises_fee import RELIEF as STALL
from domain.reliefs.premises_fee import PremisesFeeFacts
from domain.reliefs.registry import RELIEFS, UnknownRelief, relief_of
from domain.reliefs.tobacco_licence import CODE as TOBACCO
from domain.reliefs.tobacco_licence import CountingNotKnown, counts
from domain.reliefs.vat_refund import RELIEF as VAT
from domain.reliefs.vat_refund import VatRefundFacts
from domain.statutes.book import Law, StatuteBook
from domain.statutes.loader import load_statutes
from domain.working import Instalment

KNOWN_ON = date(2025, 12, 31)
MARCH, APRIL, MAY = Month(2024, 3), Month(2024, 4), Month(2024, 5)


def law_of(code: str, place: str) -> Law:
    return load_statutes(demo=True).law(code, place, KNOWN_ON)


def stall(*charges: Charge, first: Month = MARCH) -> PremisesFeeFacts:
    return PremisesFeeFacts(
        site="newspaper_kiosk",
        newly_built=True,
        run_by_government=False,
        first_month=first,
        certificate_valid=True,
        operates_in_person=True,
        charges=charges,
    )


def charge(month: Month, fen: int, fee: str = "stall_fee") -> Charge:
    return Charge(month=month, fee=fee, charged=fen)


def test_a_new_share_counts_from_its_month_on_and_is_cited_once() -> None:
    shipped = load_statutes(demo=True)
    name = ("stall_fee_reduction", "reduction_share", "000000")
    old = next(row for row in shipped.provisions if (row.programme, row.key, row.place) == name)
    new = msgspec.structs.replace(old, value="100", valid_from=date(2024, 4, 2), published_on=date(2024, 4, 2))
    law = StatuteBook((*shipped.provisions, new)).law("stall_fee_reduction", "330500", KNOWN_ON)
    decision = STALL.decide(stall(charge(MARCH, 1000), charge(APRIL, 1000), charge(MAY, 1000)), law)
    assert [part.amount for part in decision.instalments] == [500, 500, 1000]
    assert [step.label for step in decision.steps].count("减免比例") == 2


def test_a_fee_that_the_rule_does_not_name_is_refused() -> None:
    decision = STALL.decide(stall(charge(MARCH, 1000, "cleaning_fee")), law_of("stall_fee_reduction", "330500"))
    assert [reason.code for reason in decision.reasons] == ["fee_not_covered"]


def test_the_parts_are_the_months_in_order_without_those_that_bring_nothing() -> None:
    parts = by_month([(MAY, 3), (MARCH, 1), (APRIL, 0), (MARCH, 2)])
    assert parts == (Instalment(label="2024-03", amount=3), Instalment(label="2024-05", amount=3))
    assert whole_months([MAY, MARCH]) == (date(2024, 3, 1), date(2024, 5, 31))


def test_nothing_stated_is_nothing_to_decide_on() -> None:
    with pytest.raises(NoChargeStated):
        first_month(())
    with pytest.raises(NoChargeStated):
        INCOME.law_day(IncomeDisregardFacts(in_dibao_household=True, certificate_valid=True, employments=(), months=()))
    with pytest.raises(NoStaffStated):
        monthly_average(())


def test_without_a_job_there_is_no_period() -> None:
    facts = IncomeDisregardFacts(
        in_dibao_household=True,
        certificate_valid=True,
        employments=(),
        months=(EarnedMonth(month=MARCH, income=1),),
    )
    with pytest.raises(NeverEmployed):
        INCOME.decide(facts, law_of("income_disregard", "330500"))


def test_the_monthly_average_is_an_exact_fraction_of_the_months_stated() -> None:
    months = [StaffMonth(month=month, staff=10, persons=n) for n, month in enumerate((MARCH, APRIL, MAY))]
    assert monthly_average(months) == (Fraction(10), Fraction(1))
    assert monthly_average(months[:2]) == (Fraction(10), Fraction(1, 2))


def employed(place: str, *jobs: tuple[date, date | None], month: Month) -> int:
    facts = IncomeDisregardFacts(
        in_dibao_household=True,
        certificate_valid=True,
        qualifies_for_taper=True,
        employments=tuple(Employment(begins_on=begins, ends_on=ends) for begins, ends in jobs),
        months=(EarnedMonth(month=month, income=100),),
    )
    return INCOME.decide(facts, law_of("income_disregard", place)).amount


def test_a_month_in_which_two_jobs_touch_counts_once_where_the_clock_stops_between_jobs() -> None:
    jobs = ((date(2021, 1, 1), date(2021, 6, 10)), (date(2021, 6, 20), None))
    assert employed("330700", *jobs, month=Month(2023, 12)) == 100
    assert employed("330700", *jobs, month=Month(2024, 1)) == 50


def test_the_order_in_which_jobs_are_stated_does_not_matter() -> None:
    jobs = ((date(2023, 7, 1), None), (date(2021, 1, 1), date(2022, 12, 31)))
    assert employed("330500", *jobs, month=Month(2023, 12)) == 100
    assert employed("330500", *jobs, month=Month(2024, 1)) == 50


def choice(chosen_on: date) -> VatRefundFacts:
    return VatRefundFacts(
        policy="key_groups",
        chosen_on=chosen_on,
        credit_grade="A",
        blind_massage=False,
        resale_or_commissioned=False,
        qualifying_revenue=0,
        total_revenue=0,
        vat_paid=0,
    )


def test_a_choice_locks_36_months_from_its_own_month_on() -> None:
    claims = VAT.claims(choice(date(2024, 1, 31)), "u", law_of("vat_refund", "330700"))
    assert [claim.period for claim in claims][::35] == ["2024-01", "2026-12"]
    assert {(claim.kind, claim.item) for claim in claims} == {("lock", "employment_vat_policy")}
    assert len(claims) == 36


def test_a_choice_without_months_needs_no_revenue() -> None:
    decision = VAT.decide(choice(date(2024, 1, 31)), law_of("vat_refund", "330700"))
    assert (decision.granted, decision.amount, decision.instalments) == (True, 0, ())


@pytest.mark.parametrize(
    ("rule", "begins_on", "ends_on", "counted"),
    [
        ("still_running", date(2024, 3, 1), None, True),
        ("still_running", date(2024, 3, 1), date(2024, 3, 31), True),
        ("still_running", date(2024, 3, 1), date(2024, 3, 30), False),
        ("ever_granted", date(2024, 3, 1), date(2024, 3, 30), True),
        ("ever_granted", date(2024, 4, 1), None, False),
        ("ever_granted", None, None, False),
    ],
)
def test_outlets_count_as_the_place_says(rule: str, begins_on: date, ends_on: date, counted: bool) -> None:
    provision = msgspec.structs.replace(law_of(TOBACCO, "330700").at("outlets_counted", KNOWN_ON), value=rule)
    assert counts(provision, begins_on=begins_on, ends_on=ends_on, on=date(2024, 3, 31)) is counted


def test_a_way_of_counting_that_nobody_knows_is_refused() -> None:
    provision = msgspec.structs.replace(law_of(TOBACCO, "330700").at("outlets_counted", KNOWN_ON), value="guessed")
    with pytest.raises(CountingNotKnown):
        counts(provision, begins_on=None, ends_on=None, on=KNOWN_ON)


def test_months_lie_behind_the_last_day_and_nothing_else_does() -> None:
    assert not lies_behind("2024-03", date(2024, 3, 1))
    assert lies_behind("2024-04", date(2024, 3, 31))
    assert not lies_behind("once", date(2024, 3, 31))
    assert not lies_behind("HZ-0001", date(2024, 3, 31))


def relief_with(*claims: str, pending: bool = True) -> ReliefCase:
    return ReliefCase(
        id="L1",
        relief="vat_refund",
        place="330700",
        beneficiary="u",
        status=Status.REQUESTED,
        facts={},
        pending={} if pending else None,
        claims=claims,
        pending_claims=claims,
        requested_by="maker",
        last_on=date(2024, 3, 1),
    )


def test_a_choice_binds_to_the_end_of_its_last_month() -> None:
    held = relief_with("lock:u:employment_vat_policy:2026-12", "lock:u:employment_vat_policy:2024-01")
    assert bound_until(held, "lock:u:employment_vat_policy:2025-01") == date(2026, 12, 31)
    assert bound_until(relief_with("lock:u:income_disregard:once"), "lock:u:income_disregard:once") is None


def test_a_refusal_needs_a_reason() -> None:
    act = Act(
        actor=Actor(id="checker", roles=("approver",), place="330700"),
        on=date(2024, 3, 1),
        today=date(2024, 3, 1),
        reason="依规定",
    )
    with pytest.raises(RefusalWithoutReason):
        acts.refuse(relief_with(), reasons=(), review_days=60, act=act)


def test_an_unknown_relief_is_named_with_those_that_there_are() -> None:
    with pytest.raises(UnknownRelief, match="vat_refund"):
        relief_of("free_lunch")


def test_every_relief_and_every_item_that_it_claims_has_a_chinese_name() -> None:
    assert all(zh(code) == known.name_zh for code, known in RELIEFS.items())
    assert {"stall_fee", "employment_income", "employment_vat_policy", "tobacco_licence"} <= set(ZH)
