"""Identities at OpenID providers: linked to an account, unlinked, signed in by; the log never learns the subject."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from domain.access import audit
from domain.access.credentials import must_sign_in, take_back
from domain.access.state import Account
from domain.act import Act
from domain.errors import NotFound
from domain.wording import clean
from ledger.authority import load_account
from ledger.book import Book
from ledger.commands.access import begin, note, prove
from ledger.commands.base import Receipt, Request
from ledger.commands.credentials import Decided, OfCredential, on_access
from ledger.credentials import enrolments, links, passwords, sessions


def link_own_identity(book: Book, *, account: str, password: str, issuer: str, subject: str, now: datetime) -> Receipt:
    """Link an identity that the provider has just vouched for to one's own account; the password is asked again."""
    verdict = prove(book, account, password, now)
    still_so = partial(passwords.must_still_be, book, account, password, verdict)
    return _linked(book, account, issuer, subject, now, still_so)


def link_by_token(book: Book, *, account: str, token: str, issuer: str, subject: str, now: datetime) -> Receipt:
    """The same with a one-time token in place of the password, for an account that is never to have one."""

    def still_good() -> None:
        enrolments.must_hold(book, account, token, now)
        must_sign_in(load_account(book, account)[0])

    return _linked(book, account, issuer, subject, now, still_good)


def unlink_identity(book: Book, command: OfCredential, request: Request) -> Receipt:
    """Let an identity open the account no more: one's own, or by an administrator; ends what it has opened."""

    def decide(act: Act, state: Account) -> Decided:
        take_back(state, act=act)
        found = next((link for link in links.links_of(book, state.id) if link.link == command.id), None)
        if found is None:
            raise NotFound(field="link", what="link", key=command.id)
        event = audit.IdentityUnlinked(account=state.id, issuer=found.issuer, link=found.link)
        removing = links.removing(book, state.id, found.link)
        return Decided(event, also=(removing, sessions.ending_all(book, state.id, method="oidc")))

    return on_access(book, "unlink_identity", command.account, command, request, decide)


def sign_in_by_identity(book: Book, *, issuer: str, subject: str, now: datetime) -> sessions.Begun:
    """Begin a session for the account that an identity opens; raises IdentityNotLinked, or why it may not act."""
    found = links.resolve(book, issuer, subject)
    must_sign_in(load_account(book, found.account)[0])
    still_linked = partial(links.resolve, book, issuer, subject)
    return begin(book, account=found.account, method="oidc", now=now, provided=still_linked)


def _linked(
    book: Book,
    account: str,
    issuer: str,
    subject: str,
    now: datetime,
    provided: Callable[[], object],
) -> Receipt:
    link, row = links.prepare(book, account=account, issuer=clean(issuer, "issuer"), subject=subject, now=now)
    commitment = links.commitment(row[1])
    fact = audit.IdentityLinked(account=account, issuer=row[1]["issuer"], link=link, commitment=commitment)

    def still_so() -> None:
        provided()
        links.must_be_free(book, issuer, subject)

    return note(
        book,
        account,
        fact,
        now=now,
        reason="关联统一身份",
        rows=(row,),
        also=(enrolments.removing(book, account),),
        provided=still_so,
    )
