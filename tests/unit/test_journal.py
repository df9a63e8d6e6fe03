"""The journal: what each event means in the accounts."""

from collections import Counter
from pathlib import Path

import pytest

from domain import fund, payment, recovery
from domain.application import events as application
from domain.events import Event
from ledger import chart
from ledger.audit.accounts import AMOUNT, accounts_markdown, examples, recorded
from ledger.chart import ACCOUNTS, BY_CODE
from ledger.journal import commodity, postings
from ledger.topics import published_classes

ABOUT_GRANTS = {"adjustment", "application", "book", "fund", "levy", "party", "payment", "placement", "recovery"}
COMMODITIES = ("CNY.LEVY24B", "CNY.LEVY24F", "CNY.LEVY24R", "CNY.LEVY25B", "CNY.LEVY25F")
REVENUE = [account for account in chart.ACCOUNTS if account.track == "R"]
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "accounts.md"
EXAMPLES = [pytest.param(event, id=f"{event.topic} {what}".strip()) for what, event in examples()]


def sums(event: Event) -> dict[str, int]:
    """What the event brings to each account."""
    totals: Counter[str] = Counter()
    for posting in postings(recorded(event)):
        totals[posting.account] += posting.amount
    return dict(totals)


@pytest.mark.parametrize("event", EXAMPLES)
def test_an_event_balances_in_every_commodity(event: Event) -> None:
    totals: Counter[str] = Counter()
    for posting in postings(recorded(event)):
        totals[posting.commodity] += posting.amount
    assert totals
    assert set(totals.values()) == {0}


@pytest.mark.parametrize("event", EXAMPLES)
def test_an_event_posts_on_accounts_of_the_chart_in_the_commodity_of_their_track(event: Event) -> None:
    for posting in postings(recorded(event)):
        assert posting.commodity[-1] == BY_CODE[posting.account].track
        assert posting.commodity in COMMODITIES


@pytest.mark.parametrize("event", EXAMPLES)
def test_an_amount_is_posted_with_its_line_and_its_case_wherever_the_account_is_kept_so(event: Event) -> None:
    for posting in postings(recorded(event)):
        of_fund = BY_CODE[posting.account] in (
            chart.AUTHORITY,
            chart.UNALLOTTED,
            chart.LAPSED,
            chart.CARRIED_FORWARD,
            chart.TREASURY_RIGHT,
            chart.TREASURY_CASH,
            chart.DUE_TO_TREASURY,
            chart.APPROPRIATION,
            chart.REMITTED,
            chart.CARRY_FORWARD,
            *REVENUE,
        )
        assert bool(posting.line) is not of_fund
        assert bool(posting.case) is not (of_fund or posting.account == chart.ALLOTTED.code)


@pytest.mark.parametrize("event", EXAMPLES)
def test_what_may_be_drawn_changes_with_the_budget_that_is_open(event: Event) -> None:
    totals = sums(event)
    budget = ("Unallotted", "Allotted", "PreEncumbered", "Encumbered", "EncumberedHeld", "ExpendedUnpaid")
    money = (chart.TREASURY_RIGHT, chart.TREASURY_CASH, chart.DUE_TO_TREASURY)
    opened = sum(totals.get(f"Budget:{name}", 0) for name in budget)
    assert opened == sum(totals.get(account.code, 0) for account in money)


@pytest.mark.parametrize("event", EXAMPLES)
def test_both_tracks_of_a_case_go_together(event: Event) -> None:
    totals = Counter(sums(event))
    assert totals[chart.ENCUMBERED.code] == -totals[chart.PAYABLE.code]
    assert totals[chart.ENCUMBERED_HELD.code] == -totals[chart.PAYABLE_HELD.code]
    assert totals[chart.EXPENDED_UNPAID.code] == -(totals[chart.IN_TRANSIT.code] + totals[chart.TO_REISSUE.code])
    committed = (chart.ENCUMBERED, chart.ENCUMBERED_HELD, chart.EXPENDED_UNPAID, chart.EXPENDED_PAID)
    spent = (chart.SUBSIDY, chart.CLAWBACK, chart.WRITE_OFF)
    assert sum(totals[a.code] for a in committed) == sum(totals[a.code] for a in spent)


def test_events_that_concern_no_money_post_nothing() -> None:
    with_money = {type(event) for _, event in examples()}
    without = {known.topic for known in published_classes() if known.topic.partition(".")[0] in ABOUT_GRANTS}
    without -= {known.topic for known in with_money}
    assert without == {
        "book.Opened",
        "party.Registered",
        "party.DetailsChanged",
        "party.Revealed",
        "placement.Registered",
        "placement.TermsChanged",
        "placement.CertificatesRecorded",
        "placement.MonthRecorded",
        "placement.MonthCorrected",
        "placement.Ended",
        "levy.Deferred",
        "levy.ArrearsNoticed",
        "application.Drafted",
        "application.Amended",
        "application.Submitted",
        "application.ReturnedForCorrection",
        "application.Resubmitted",
        "application.FirstReviewed",
        "application.SiteChecked",
        "application.NoticePublished",
        "application.ObjectionFiled",
        "application.ObjectionResolved",
        "application.SecondReviewed",
        "application.ApprovalSigned",
        "application.Suspended",
        "application.Resumed",
        "application.Appealed",
        "adjustment.Opened",
        "adjustment.Signed",
    }


def test_an_event_without_money_is_empty() -> None:
    assert postings(recorded(application.FirstReviewed(opinion="材料属实"))) == ()
    kept = application.Withdrawn(claims_released=(), release=None)
    assert postings(recorded(kept)) == ()
    upheld = application.AppealDecided(outcome="upheld", finding="维持", claims_taken=(), reinstated=None)
    assert postings(recorded(upheld)) == ()


def test_a_grant_leaves_nothing_between_the_budget_and_the_bank() -> None:
    way = (application.Accepted, application.Approved, payment.Instructed, payment.Settled)
    firsts = {kind: next(event for _, event in examples() if isinstance(event, kind)) for kind in way}
    totals: Counter[str] = Counter()
    for event in firsts.values():
        totals.update(sums(event))
    assert {account: amount for account, amount in totals.items() if amount} == {
        chart.ALLOTTED.code: -AMOUNT,
        chart.EXPENDED_PAID.code: AMOUNT,
        chart.TREASURY_RIGHT.code: -AMOUNT,
        chart.SUBSIDY.code: AMOUNT,
    }


def test_a_return_undoes_the_settlement_in_the_budget_but_keeps_the_cash() -> None:
    settled, returned = (
        next(event for what, event in examples() if isinstance(event, kind) and what in ("", "booked"))
        for kind in (payment.Settled, payment.Returned)
    )
    totals = Counter(sums(settled))
    totals.update(sums(returned))
    assert totals[chart.EXPENDED_PAID.code] == totals[chart.EXPENDED_UNPAID.code] == 0
    assert totals[chart.TREASURY_CASH.code] == AMOUNT


def test_a_recovery_that_is_written_off_costs_the_fund_but_not_the_budget() -> None:
    determined, written_off = (
        next(event for _, event in examples() if isinstance(event, kind))
        for kind in (recovery.Determined, recovery.WrittenOff)
    )
    totals = Counter(sums(determined))
    totals.update(sums(written_off))
    assert {account: amount for account, amount in totals.items() if amount} == {
        chart.SUBSIDY.code: -AMOUNT,
        chart.WRITE_OFF.code: AMOUNT,
    }


def test_two_funds_and_two_years_have_commodities_of_their_own() -> None:
    names = {commodity(code, year, account) for code in fund.SYMBOLS for year in (2024, 2025) for account in ACCOUNTS}
    assert len(names) == len(fund.SYMBOLS) * 2 * 3
    assert "CNY.LEVY24B" in names


def test_the_reference_of_the_accounts_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == accounts_markdown(), "write ledger.audit.accounts.accounts_markdown()"
