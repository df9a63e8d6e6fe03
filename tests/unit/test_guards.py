"""The guards: what events do to balances that may not go below zero, and to claims that one holder has."""

from datetime import date

import msgspec
import pytest

from domain import payment, recovery
from domain.application import events as application
from domain.bank import BankLine
from domain.events import Event, Recorded
from domain.fund import Line
from domain.workflow import NoticeRule, Workflow
from ledger import chart
from ledger.audit.accounts import AMOUNT, examples, recorded
from ledger.guards import account_key, guards_of, recoverable_key

EXAMPLES = [pytest.param(event, id=f"{event.topic} {what}".strip()) for what, event in examples()]
LINE = Line(fund="employment_security_fund", year=2024, programme="startup_grant", place="330500")


def first(kind: type[Event]) -> Event:
    """An example of a kind of event."""
    return next(event for _, event in examples() if isinstance(event, kind))


def in_stream(event: Event, stream: str) -> Recorded:
    """The event as if it stood in a stream."""
    return msgspec.structs.replace(recorded(event), stream=stream)


def submitted(*claims: str) -> Event:
    """An application with these claims was handed in."""
    notice = NoticeRule(days=5, unit="working_day", level="county")
    workflow = Workflow(stages=(), roles={}, separate=(), notice=notice, limits=(), authority="")
    return application.Submitted(claims=claims, workflow=workflow)


@pytest.mark.parametrize("event", EXAMPLES)
def test_only_budget_accounts_without_their_contra_and_what_is_recoverable_are_guarded(event: Event) -> None:
    for key in guards_of([recorded(event)]).reserve:
        account = key.partition("|")[0]
        assert account.startswith("Budget:") or account in ("Recoverable", "Refundable", "LevyReceived")
        assert account != chart.AUTHORITY.code


def test_acceptance_takes_from_the_line_and_gives_to_the_case() -> None:
    guards = guards_of([recorded(first(application.Accepted))])
    assert guards.reserve == {
        account_key(chart.ALLOTTED, "CNY.LEVY24B", LINE.key): -AMOUNT,
        account_key(chart.PRE_ENCUMBERED, "CNY.LEVY24B", LINE.key, "case"): AMOUNT,
    }


def test_changes_of_events_that_are_appended_together_are_added_up() -> None:
    together = [recorded(first(application.Accepted)), recorded(first(application.Approved))]
    guards = guards_of(together)
    assert guards.reserve == {
        account_key(chart.ALLOTTED, "CNY.LEVY24B", LINE.key): -AMOUNT,
        account_key(chart.ENCUMBERED, "CNY.LEVY24B", LINE.key, "case"): AMOUNT,
    }


def test_a_settled_payment_can_be_recovered_until_it_is_returned_or_recovered() -> None:
    settled = in_stream(first(payment.Settled), "case-P1")
    assert guards_of([settled]).reserve[recoverable_key("case-P1")] == AMOUNT
    booked = next(event for what, event in examples() if isinstance(event, payment.Returned) and what == "booked")
    assert recoverable_key("case-P1") not in guards_of([settled, in_stream(booked, "case-P1")]).reserve
    determined = recovery.Determined(
        payment="case-P1", case="case", party="-", line=LINE, amount=40, ground="转租", clause="第十四条"
    )
    guards = guards_of([settled, in_stream(determined, "case-P1-R1")])
    assert guards.reserve[recoverable_key("case-P1")] == AMOUNT - 40


def test_a_payment_that_was_never_booked_has_nothing_to_recover() -> None:
    never = next(event for what, event in examples() if isinstance(event, payment.Returned) and what == "never booked")
    assert guards_of([in_stream(never, "case-P1")]).reserve == {}


@pytest.mark.parametrize("kind", [payment.Settled, recovery.Received])
def test_a_bank_line_is_held_by_what_it_settled(kind: type[Event]) -> None:
    guards = guards_of([in_stream(first(kind), "case-P1")])
    assert guards.take == {"bank:fund/1": "case-P1"}


def test_a_returned_payment_holds_its_bank_line_too() -> None:
    line = BankLine(account="fund", reference="R-1", booked_on=date(2024, 3, 1), amount=AMOUNT)
    event = payment.Returned(case="case", line=LINE, amount=AMOUNT, code="AC04", bank_line=line)
    assert guards_of([in_stream(event, "case-P1")]).take == {"bank:fund/R-1": "case-P1"}


def test_submission_takes_the_claims_and_an_ending_gives_them_up() -> None:
    assert guards_of([recorded(submitted("cost:p:rent:2024-01"))]).take == {"cost:p:rent:2024-01": "case"}
    ending = application.Withdrawn(claims_released=("cost:p:rent:2024-01",), release=None)
    assert guards_of([recorded(ending)]).release == {"cost:p:rent:2024-01": "case"}


def test_a_corrected_application_takes_and_gives_up_what_changed() -> None:
    event = application.Resubmitted(claims_taken=("cost:p:rent:2024-02",), claims_released=("cost:p:rent:2024-01",))
    guards = guards_of([recorded(event)])
    assert guards.take == {"cost:p:rent:2024-02": "case"}
    assert guards.release == {"cost:p:rent:2024-01": "case"}


def test_an_appeal_that_succeeds_takes_the_claims_again() -> None:
    event = application.AppealDecided(outcome="revoked", finding="-", claims_taken=("c",), reinstated=None)
    assert guards_of([recorded(event)]).take == {"c": "case"}
