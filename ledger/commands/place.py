"""Whether a place belongs to the book in which something about it is to be written."""

from domain.errors import Refusal
from domain.places import covers
from ledger.book import Book


class PlaceOutsideBook(Refusal):
    """{place} 不属于本账套({book})的地区。

    {place} does not lie in the place of this book ({book}).
    """


def must_lie_within(book: Book, place: str) -> None:
    """Raise PlaceOutsideBook for a place that is not the book's own and not below it."""
    if not covers(book.place, place):
        raise PlaceOutsideBook(field="place", place=place, book=book.place)
