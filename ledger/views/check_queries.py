"""What readers ask about the checks of a book."""

from domain.check_policy import CheckInBook
from ledger.book import Book
from ledger.views.asking import rows
from ledger.views.check_policies import CHECK_POLICIES, state_of


def checks_in(book: Book) -> dict[str, CheckInBook]:
    """Every check that this book has registered, by id."""
    return {row.id: state_of(row) for row in rows(book, CHECK_POLICIES, ("id",), {})}
