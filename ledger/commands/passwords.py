"""Passwords: set by a one-time token, changed by their holder; no administrator ever chooses or sees one."""

from datetime import datetime
from functools import partial

from domain.access.credentials import must_sign_in
from domain.access.password import PasswordUnchanged, fit, normalised
from ledger.authority import load_account
from ledger.book import Book
from ledger.commands.access import prove, put_password
from ledger.commands.base import Receipt
from ledger.credentials import enrolments, passwords, sessions, tries


def set_password(book: Book, *, account: str, token: str, password: str, now: datetime) -> Receipt:
    """Set the first or a new password with a token that is good once; ends every session and every lock."""

    def still_good() -> None:
        enrolments.must_hold(book, account, token, now)
        must_sign_in(load_account(book, account)[0])

    still_good()
    return put_password(
        book,
        account,
        passwords.hashed(fit(password, account)),
        cause="enrolment",
        changed_at=now,
        now=now,
        also=(
            enrolments.removing(book, account),
            sessions.ending_all(book, account),
            tries.forgetting(book, account),
        ),
        provided=still_good,
    )


def change_password(book: Book, *, account: str, password: str, new: str, now: datetime, keep: str = "") -> Receipt:
    """Change one's own password, even one that is due; ends every session but that of the token `keep`."""
    verdict = prove(book, account, password, now)
    chosen = fit(new, account)
    if chosen == normalised(password):
        raise PasswordUnchanged(field="new_password")
    return put_password(
        book,
        account,
        passwords.hashed(chosen),
        cause="own",
        changed_at=now,
        now=now,
        also=(sessions.ending_all(book, account, but=keep), enrolments.removing(book, account)),
        provided=partial(passwords.must_still_be, book, account, password, verdict),
    )
