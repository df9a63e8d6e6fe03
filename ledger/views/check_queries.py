"""What readers ask about the checks of a book."""

from datetime import date
from typing import NamedTuple

from domain.check_policy import CheckInBook, stream_of
from domain.errors import Refusal
from ledger.book import Book
from ledger.guards import check_claim
from ledger.views.asking import rows
from ledger.views.check_policies import CHECK_POLICIES, state_of


class ChecksNotAtHand(Refusal):
    """本账套规定支付前须经检查({checks}),这里没有证据库,不能下达支付指令。

    In this book checks look at a payment first ({checks}); without the evidence no payment is instructed here.
    """


def checks_in(book: Book) -> dict[str, CheckInBook]:
    """Every check that this book has registered, by id."""
    return {row.id: state_of(row) for row in rows(book, CHECK_POLICIES, ("id",), {})}


def holding_on(book: Book, day: date) -> list[str]:
    """The checks that stop payments on a day; the views are only read where the book has registered any check."""
    if not book.some_claim(check_claim()):
        return []
    in_force = ((id, state.in_force(day)) for id, state in checks_in(book).items())
    return [id for id, policy in in_force if policy is not None and policy.mode == "hold"]


class Policies(NamedTuple):
    """On what rests which checks stop payments: the versions of their streams, and the claims of their texts."""

    expect: dict[str, int]
    watch: dict[str, tuple[str, ...]]


def policies_in(book: Book) -> Policies:
    """Read before anybody asks which checks stop payments; a check begins with the claim of its first text."""
    texts = tuple(book.claims(check_claim()))
    known = rows(book, CHECK_POLICIES, ("id",), {}) if texts else ()
    return Policies({stream_of(row.id): row.version for row in known}, {check_claim(): texts})


def must_not_need_checks(book: Book, day: date) -> None:
    """Raise ChecksNotAtHand where checks stop payments in this book, for whoever cannot carry them out."""
    if holding := holding_on(book, day):
        raise ChecksNotAtHand(field="checks", checks=", ".join(holding))
