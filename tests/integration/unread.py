"""A book whose views nobody has read yet: some commands ask them, so that they have come along with the world."""

from sqlalchemy import update

from ledger.book import Book
from ledger.views.catalogue import VIEWS, view_positions


def unread(book: Book) -> None:
    """Take the views back to before the first event."""
    with book.engine.begin() as connection:
        for view in VIEWS:
            connection.execute(view.table.delete())
        connection.execute(update(view_positions).values(position=0))
