"""Verification of holds: whatever a forged hold would let pass is found by name."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.investigation.events import FindingConfirmed
from ledger.audit.verify import verify
from ledger.book import Book
from tests.integration.tampering import Edit, as_another, copy_of_the_world, find, forge, setting, wrong
from tests.integration.world_holds import ALERT


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """A copy of the whole world, to tamper with."""
    with copy_of_the_world(tmp_path) as here:
        yield here


def test_less_released_than_was_held_is_found(book: Book) -> None:
    forge(book, find(book, "hold.Released"), setting("data", "amount", to=1))
    assert {"held-as-accounted", "holds-in-order"} <= wrong(verify(book))


def test_a_release_by_who_placed_the_hold_is_found(book: Book) -> None:
    forge(book, find(book, "hold.Released"), setting("actor", to="330500-analyst"))
    (finding,) = verify(book).check("holds-in-order").findings
    assert finding.en == "330500-analyst did both"


def test_a_renewal_by_who_placed_the_hold_is_found(book: Book) -> None:
    forge(book, find(book, "hold.Renewed"), setting("actor", to="330500-second-fraud-reviewer"))
    assert "holds-in-order" in wrong(verify(book))


def test_a_renewal_after_the_term_is_found(book: Book) -> None:
    forge(book, find(book, "hold.Placed", 2), setting("data", "until", to="2025-01-01"))
    (finding,) = verify(book).check("holds-in-order").findings
    assert finding.en == "its term ended on 2025-01-01"


def test_a_hold_that_expires_before_its_day_is_found(book: Book) -> None:
    forge(book, find(book, "hold.Placed", 3), setting("data", "until", to="2026-01-01"))
    (finding,) = verify(book).check("holds-in-order").findings
    assert finding.en == "its term runs until 2026-01-01"


def test_a_hold_again_on_grounds_that_were_judged_is_found(book: Book) -> None:
    same = [{"check": "RF15", "alert": ALERT, "authority": "最低工资规定"}]
    forge(book, find(book, "hold.Placed", 2), setting("data", "grounds", to=same))
    (finding,) = verify(book).check("holds-in-order").findings
    assert finding.en == "there are no new grounds"


def test_a_hold_on_an_alert_that_nobody_raised_is_found(book: Book) -> None:
    forge(book, find(book, "hold.Placed"), setting("data", "grounds", 0, "alert", to="alert:RF15-AAAAAAAAAAAAAAAA"))
    assert "holds-rest-on-alerts" in wrong(verify(book))


@pytest.mark.parametrize(("topic", "number"), [("hold.Placed", 2), ("hold.Renewed", 1), ("hold.Released", 1)])
def test_a_hold_in_another_role_is_found(book: Book, topic: str, number: int) -> None:
    forge(book, find(book, topic, number), setting("roles", to=["intake_officer"]))
    assert "holds-in-order" in wrong(verify(book))


def test_a_hold_again_by_an_analyst_on_words_alone_is_found(book: Book) -> None:
    forge(book, find(book, "hold.Placed", 2), setting("roles", to=["fraud_analyst"]))
    (finding,) = verify(book).check("holds-in-order").findings
    assert finding.en == "placed by hand without the role of a reviewer"


def test_a_release_that_was_left_out_is_found(book: Book) -> None:
    renewed = as_another("hold.Renewed", {"case": "", "until": "2026-12-31"})
    forge(book, find(book, "hold.Released"), renewed)
    assert {"held-as-accounted", "holds-in-order", "guard-balances"} <= wrong(verify(book))


def test_a_hold_that_outlives_its_grant_is_found(book: Book) -> None:
    appeal = find(book, "application.AppealDecided", 2)
    forge(book, appeal, setting("data", "outcome", to="upheld"))
    forge(book, find(book, "hold.Expired"), as_another("hold.Renewed", {"case": "", "until": "2026-12-31"}))
    assert "holds-of-live-grants" in wrong(verify(book))


def test_a_payment_while_it_was_held_is_found(book: Book) -> None:
    (held,) = book.raw(find(book, "hold.Placed") - 1, 1)
    forge(book, find(book, "hold.Renewed"), instructing(held.stream.removeprefix("hold:")))
    assert "holds-of-live-grants" in wrong(verify(book))


def test_a_payment_that_a_finding_holds_is_found(book: Book) -> None:
    (found,) = book.read(find(book, "investigation.FindingConfirmed", 2) - 1, 1)
    assert isinstance(found.event, FindingConfirmed)
    forge(book, find(book, "hold.Renewed"), instructing(f"{found.event.orders[0].case}-P9"))
    assert "measures-hold" in wrong(verify(book))


def instructing(paid: str) -> Edit:
    """An edit that makes the first instruction of a payment of it."""

    def pay(content: dict[str, object]) -> None:
        line = {"fund": "employment_security_fund", "year": 2025, "programme": "startup_grant", "place": "330500"}
        whole = {"tranche": 1, "label": "-", "party": "-", "details_version": 1, "amount": 1}
        content["topic"], content["stream"], content["version"] = "payment.Instructed", paid, 1
        content["data"] = {"case": paid.rpartition("-")[0], "line": line, **whole}

    return pay
