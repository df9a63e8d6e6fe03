"""Sign-ins at an identity provider, each of which can be completed once, in whichever process."""

from datetime import datetime

from sqlalchemy import delete, insert
from sqlalchemy.exc import IntegrityError

from ledger.book import Book
from ledger.tables import spent_sign_ins


def spend(book: Book, digest: str, ends: int, now: datetime) -> bool:
    """Mark a sign-in that ends in the second `ends` as completed; False where it was before. Forgets what has ended."""
    at = spent_sign_ins.c
    with book.database.writing() as connection:
        connection.execute(delete(spent_sign_ins).where(at.book == book.place, at.ends <= int(now.timestamp())))
        try:
            connection.execute(insert(spent_sign_ins).values(book=book.place, digest=digest, ends=ends))
        except IntegrityError:
            return False
        connection.commit()
    return True
