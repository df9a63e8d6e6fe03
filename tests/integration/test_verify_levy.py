"""Verification of levies: whoever changes an amount, a receipt or an officer behind the book's back is found."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ledger.audit.verify import verify
from ledger.book import Book
from tests.factories import uscc
from tests.integration.desk import Desk
from tests.integration.tampering import find, forge, setting, wrong

OFFICER, APPROVER, FINANCE = "levy_officer", "levy_approver", "finance_officer"
FIGURES = ("--year", 2024, "--kind", "enterprise", "--counted", 0, "--wages", "12000000.00")


def line(desk: Desk, reference: str, amount: str) -> tuple[str, ...]:
    return ("--account", "GK", "--reference", reference, "--booked-on", f"{desk.now:%Y-%m-%d}", "--amount", amount)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """A levy that was paid late, surcharged, waived in part, refunded; and the credit record of another."""
    desk = Desk(tmp_path, "140100")
    desk.on("2024-09-02")
    staff = ("--staff", ",".join(["100"] * 12))
    levies = [
        desk.done("levy", "assess", uscc(number), "--place", "140100", *FIGURES, *staff, officer="levy", role=OFFICER)
        for number in (9, 10)
    ]
    paid, unpaid = (str(levy["subject"]) for levy in levies)
    desk.on("2024-12-02")
    for levy in (paid, unpaid):
        order = ("--deadline", "2024-12-15", "--document", "通知书1号")
        desk.done("levy", "notice", levy, *order, officer="levy", role=OFFICER)
    desk.on("2024-12-20")
    desk.done("levy", "surcharge", paid, officer="levy", role=OFFICER)
    desk.done("levy", "pay", paid, *line(desk, "0001", "162000.00"), officer="levy", role=OFFICER)
    reduced = ("--amount", "2000.00", "--document", "批复1号")
    desk.done("levy", "waive", paid, *reduced, officer="boss", role=APPROVER)
    desk.done("levy", "refund", paid, *line(desk, "0002", "2000.00"), officer="finance", role=FINANCE)
    record = desk.done("levy", "record-notice", unpaid, "--document", "告知书1号", officer="levy", role=OFFICER)
    heard = ("--reference", "申辩1号", "--finding", "属实", "--dismissed")
    desk.done("levy", "hear", record["subject"], *heard, officer="boss", role=APPROVER)
    desk.done("levy", "record", record["subject"], "--document", "决定1号", officer="boss", role=APPROVER)
    assert desk.read("levy", "records")["records"][0]["status"] == "on_record"
    with Book.open(desk.url) as opened:
        yield opened


def test_an_honest_book_verifies_and_every_check_of_levies_looked(book: Book) -> None:
    report = verify(book)
    assert wrong(report) == set()
    for code in ("levies-recompute", "levy-equals-treasury", "levy-by-another", "credit-by-another"):
        assert report.check(code).counted


@pytest.mark.parametrize(
    ("topic", "path", "to", "check"),
    [
        ("levy.Assessed", ("data", "decision", "amount"), 1, "levies-recompute"),
        ("levy.Assessed", ("data", "facts", "wage_total"), 1, "levies-recompute"),
        ("levy.SurchargeCharged", ("data", "facts", "until"), "2024-12-19", "levies-recompute"),
        ("levy.Received", ("data", "receipt", "amount"), 1, "levy-equals-treasury"),
        ("levy.Refunded", ("data", "amount"), 300_000, "budget-never-negative"),
        ("levy.Refunded", ("data", "amount"), 300_000, "levy-equals-treasury"),
        ("levy.Refunded", ("data", "receipt", "reference"), "0001", "claims-held-once"),
        ("levy.Waived", ("actor",), "140100-levy", "levy-by-another"),
        ("levy.Refunded", ("actor",), "140100-boss", "levy-by-another"),
        ("credit.Recorded", ("actor",), "140100-levy", "credit-by-another"),
    ],
)
def test_a_change_behind_the_books_back_is_found(
    book: Book, topic: str, path: tuple[str, ...], to: Any, check: str
) -> None:
    forge(book, find(book, topic), setting(*path, to=to))
    assert check in wrong(verify(book))


def test_a_record_before_the_statement_is_found(book: Book) -> None:
    forge(book, find(book, "credit.StatementHeard"), lambda content: content.update(topic="credit.Corrected"))
    forge(book, find(book, "credit.Corrected"), setting("data", to={"document": "无"}))
    assert "credit-by-another" in wrong(verify(book))
