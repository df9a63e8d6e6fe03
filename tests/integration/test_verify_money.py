"""Verification of money and duties: whatever a forged event would let pass is found by name."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import delete, insert, update

from ledger.audit.money_probes import TracksAgree
from ledger.audit.probe import Seen, Tables
from ledger.audit.verify import verify
from ledger.book import Book
from ledger.guards import Guards
from ledger.journal import Posting
from ledger.tables import guard_balances, guard_claims
from tests.integration.tampering import as_another, change, copy_of_the_world, find, forge, setting, wrong


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """A copy of the whole world, to tamper with."""
    with copy_of_the_world(tmp_path) as here:
        yield here


def test_an_invented_balance_guard_is_found(book: Book) -> None:
    change(book, insert(guard_balances).values(book="330500", account="Budget:Allotted|CNY.LEVY99B||", balance=5))
    assert wrong(verify(book)) == {"guard-balances"}


def test_a_changed_claim_guard_is_found(book: Book) -> None:
    change(book, update(guard_claims).where(guard_claims.c.claim.like("bank:%S-1")).values(holder="nobody"))
    assert wrong(verify(book)) == {"guard-claims"}


def test_a_deleted_claim_guard_is_found(book: Book) -> None:
    change(
        book,
        delete(guard_claims).where(guard_claims.c.claim.like("cost:%:lease%") | guard_claims.c.claim.like("bank:%")),
    )
    assert wrong(verify(book)) == {"guard-claims"}


def test_an_allotment_beyond_the_budget_is_found(book: Book) -> None:
    forge(book, find(book, "fund.Allotted"), setting("data", "amount", to=200_000_000))
    assert {"budget-never-negative", "guard-balances"} <= wrong(verify(book))


def test_a_payment_of_another_amount_than_its_bank_line_is_found(book: Book) -> None:
    forge(book, find(book, "payment.Settled"), setting("data", "bank_line", "amount", to=999_999))
    assert "paid-equals-bank" in wrong(verify(book))


def test_a_bank_line_that_settles_twice_is_found(book: Book) -> None:
    forge(book, find(book, "payment.Settled", 2), setting("data", "bank_line", "reference", to="S-1"))
    assert "claims-held-once" in wrong(verify(book))


def test_a_cost_that_is_claimed_twice_is_found(book: Book) -> None:
    (first,) = book.raw(find(book, "application.Submitted") - 1, 1)
    claims = msgspec.json.decode(first.state)["data"]["claims"]
    forge(book, find(book, "application.Submitted", 2), setting("data", "claims", to=claims))
    assert "claims-held-once" in wrong(verify(book))


def test_a_rejected_case_that_keeps_its_budget_is_found(book: Book) -> None:
    forge(book, find(book, "application.Withdrawn"), setting("data", "release", to=None))
    assert "ended-cases-hold-nothing" in wrong(verify(book))


def test_a_withdrawn_case_that_keeps_its_claims_is_found(book: Book) -> None:
    forge(book, find(book, "application.Withdrawn"), setting("data", "claims_released", to=[]))
    assert "ended-cases-hold-nothing" in wrong(verify(book))


def test_an_ended_grant_that_keeps_its_budget_is_found(book: Book) -> None:
    forge(book, find(book, "application.Terminated"), setting("data", "release", "encumbered", to=1))
    assert "closed-grants-liquidate" in wrong(verify(book))


def test_a_cancellation_of_less_than_was_returned_is_found(book: Book) -> None:
    forge(book, find(book, "payment.Cancelled"), setting("data", "amount", to=1))
    assert {"closed-grants-liquidate", "guard-balances"} <= wrong(verify(book))


def test_a_case_that_only_one_track_knows_is_found(book: Book) -> None:
    # No event can do this, only a journal that is wrong.
    (row,) = book.raw(1, 1)
    one_track = Posting(account="Budget:Encumbered", commodity="CNY.LEVY24B", amount=5, line="line", case="case")
    guards = Guards(reserve={}, take={}, release={})
    probe = TracksAgree()
    probe.see(Seen(row, None, (one_track,), guards, None, None, ""))
    probe.end(Tables(book, book.guard_tables(), 1))
    assert probe.check().found == 2


def test_more_recovered_than_was_paid_is_found(book: Book) -> None:
    forge(book, find(book, "recovery.Received"), setting("data", "amount", to=700_000))
    assert {"payments-bounded", "paid-equals-bank"} <= wrong(verify(book))


def test_more_recovered_than_was_determined_is_found(book: Book) -> None:
    forge(book, find(book, "recovery.Determined"), setting("data", "amount", to=50_000))
    assert "payments-bounded" in wrong(verify(book))


def test_more_recovered_than_the_payment_was_is_found_though_it_was_determined(book: Book) -> None:
    forge(book, find(book, "recovery.Determined"), setting("data", "amount", to=500_000))
    forge(book, find(book, "recovery.Received"), setting("data", "amount", to=350_000))
    subjects = {finding.subject for finding in verify(book).check("payments-bounded").findings}
    paid = next(row.stream for row in book.read(limit=1000) if row.stream.endswith("-P2"))
    assert subjects == {paid.removesuffix("2") + "1"}


def test_a_recovery_that_revives_the_budget_of_a_closed_year_is_found(book: Book) -> None:
    forge(book, find(book, "recovery.Received", 2), setting("data", "destination", to="allotment"))
    assert "guard-balances" in wrong(verify(book))


def test_a_year_that_closes_with_less_than_there_was_is_found(book: Book) -> None:
    forge(book, find(book, "fund.YearClosed"), setting("data", "lapsed", to=1))
    assert {"events-balance", "open-budget-is-payable"} <= wrong(verify(book))


@pytest.mark.parametrize("topic", ["application.Approved", "application.SecondReviewed", "payment.Instructed"])
def test_a_first_reviewer_who_does_more_is_found(book: Book, topic: str) -> None:
    forge(book, find(book, topic), setting("actor", to="330500-first"))
    assert "duties-separate" in wrong(verify(book))


def test_an_approver_without_the_role_is_found(book: Book) -> None:
    forge(book, find(book, "application.Approved"), setting("roles", to=["intake_officer"]))
    assert "roles-held" in wrong(verify(book))


def test_an_approval_before_the_notice_ended_is_found(book: Book) -> None:
    forge(book, find(book, "application.NoticePublished"), setting("data", "last_day", to="2024-12-31"))
    assert "approvals-after-notice" in wrong(verify(book))


def test_an_approval_on_the_last_day_of_the_notice_is_found(book: Book) -> None:
    (reviewed,) = book.read(find(book, "application.SecondReviewed") - 1, 1)
    day = reviewed.meta.effective_on.isoformat()
    forge(book, find(book, "application.NoticePublished"), setting("data", "last_day", to=day))
    assert "approvals-after-notice" in wrong(verify(book))


def test_an_approval_with_a_value_date_inside_the_notice_is_found(book: Book) -> None:
    forge(book, find(book, "application.Approved"), setting("effective_on", to="2024-03-12"))
    assert "approvals-after-notice" in wrong(verify(book))


@pytest.mark.parametrize(("name", "value"), [("signers", 2), ("role", "director")])
def test_an_approval_with_too_few_or_the_wrong_signers_is_found(book: Book, name: str, value: object) -> None:
    submitted = find(book, "application.Submitted")
    forge(book, submitted, setting("data", "workflow", "limits", 0, name, to=value))
    assert "roles-held" in wrong(verify(book))


def test_an_officer_who_signs_twice_is_found(book: Book) -> None:
    position = find(book, "application.SecondReviewed")
    forge(book, position, as_another("application.ApprovalSigned", {"amount": 1_000_000, "signature": 1, "needed": 2}))
    forge(book, position, setting("actor", to="330500-approver"))
    forge(book, position, setting("roles", to=["approver"]))
    (finding,) = verify(book).check("roles-held").findings
    assert finding.en == "the same officer signed twice"


def test_work_on_a_suspended_case_is_found(book: Book) -> None:
    never_resumed = as_another("application.ObjectionFiled", {"number": 1, "reference": "x", "ground": "x"})
    forge(book, find(book, "application.Resumed"), never_resumed)
    assert "stages-in-order" in wrong(verify(book))


def test_an_approval_with_an_open_objection_is_found(book: Book) -> None:
    forge(book, find(book, "application.ObjectionResolved"), setting("data", "number", to=9))
    assert "approvals-after-notice" in wrong(verify(book))


def test_a_stage_that_was_left_out_is_found(book: Book) -> None:
    forge(book, find(book, "application.SiteChecked"), as_another("application.FirstReviewed", {"opinion": "x"}))
    assert "stages-in-order" in wrong(verify(book))


def test_an_approval_of_another_amount_is_found(book: Book) -> None:
    forge(book, find(book, "application.Approved"), setting("data", "decision", "amount", to=1_500_000))
    assert {"stages-in-order", "decisions-recompute", "budget-never-negative"} <= wrong(verify(book))


def test_a_write_off_by_who_determined_it_is_found(book: Book) -> None:
    forge(book, find(book, "recovery.WrittenOff"), setting("actor", to="330500-finance"))
    assert "write-off-by-another" in wrong(verify(book))
