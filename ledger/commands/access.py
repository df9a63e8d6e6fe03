"""Access: sign in and out, and note what was denied or taken out; facts on `access:<account>`, not acts of casework."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from hashlib import sha256
from secrets import token_hex

from sqlalchemy import Executable

from domain.access import audit
from domain.access.credentials import must_sign_in
from domain.act import Act
from domain.actor import Actor
from domain.errors import Refusal
from domain.events import Event
from ledger.authority import load_account
from ledger.book import Book, IdempotencyKeyReused
from ledger.commands.base import Change, Command, Plan, Receipt, Request, run
from ledger.credentials import passwords, sessions, tries
from ledger.credentials.passwords import CredentialsRefused, Verdict
from ledger.vault import Row


class PasswordDue(Refusal):
    """密码已超过使用期限,请先更换密码再登录。

    The password has been in use for too long; change it before you sign in.
    """

    rule = "GB/T 22239-2019 §8.1.4.1 a)"


class Noted(Command, frozen=True, kw_only=True):
    """Whose access, and what makes two notes under one key the same; never a secret."""

    account: str
    what: tuple[str, ...]


def sign_in(book: Book, *, account: str, password: str, now: datetime) -> sessions.Begun:
    """Begin a session for the right password; raises CredentialsRefused in the same words for every other try."""
    verdict = prove(book, account, password, now)
    if verdict.due:
        raise PasswordDue(field="password")
    provided = partial(passwords.must_still_be, book, account, password, verdict)
    if verdict.weak:
        _rehash(book, account, password, now, provided)
    return begin(book, account=account, method="password", now=now, provided=provided)


def prove(book: Book, account: str, password: str, now: datetime) -> Verdict:
    """Refuse a wrong password, and note it where it was tried at one that there is; and one of a closed account."""
    verdict = passwords.judge(book, account, password, now)
    if not verdict.right:
        _note_failure(book, account, verdict, now)
    if not (verdict.right and _is_open(book, account)):
        raise CredentialsRefused(field="password")
    return verdict


def begin(
    book: Book, *, account: str, method: audit.Method, now: datetime, provided: Callable[[], object]
) -> sessions.Begun:
    """Begin a session for an account that has proved itself; what is over by itself is swept away with it.

    `provided` refuses where the proof was taken back meanwhile, so that no session outlives what opened it.
    """
    begun = sessions.prepare(book, account, method, now)
    fact = audit.LoggedIn(account=account, method=method, session=begun.session.id)
    sweeping = sessions.sweeping(book, now)
    note(book, account, fact, now=now, reason="登录", rows=(begun.row,), also=(sweeping,), provided=provided)
    return begun


def sign_out(book: Book, *, token: str, now: datetime) -> None:
    """End a session; raises SessionEnded where it has ended already."""
    session = sessions.resolve(book, token, now)
    fact = audit.LoggedOut(account=session.account, session=session.id)
    note(book, session.account, fact, now=now, reason="退出登录", also=(sessions.ending(book, token),))


def sign_out_everywhere(book: Book, *, account: str, now: datetime) -> None:
    """End every session of an account, by its own wish."""
    fact = audit.LoggedOut(account=account, session=audit.EVERY_SESSION)
    note(book, account, fact, now=now, reason="全部退出登录", also=(sessions.ending_all(book, account),))


def note_denied(book: Book, *, account: str, endpoint: str, place: str, rule: str, now: datetime) -> None:
    """Note that an account was denied: `endpoint` is the route's name, `rule` the refusal's code.

    The key holds the minute, so that nobody fills the log with what is refused to them.
    """
    minute = now.strftime("%Y-%m-%dT%H:%M")
    key = sha256("\n".join((account, endpoint, rule, minute)).encode()).hexdigest()[:32]
    fact = audit.Denied(account=account, endpoint=endpoint, place=place, rule=rule)
    once = partial(note, book, account, fact, now=now, reason="无权办理", what=(endpoint, rule))
    try:
        once(key=f"denied:{key}")
    except IdempotencyKeyReused:
        # Anybody can work that key out and use it up beforehand; what was denied is on record all the same.
        once()


def note_exported(
    book: Book, *, by: Actor, what: str, format_: str, query: str, rows: int, digest: str, now: datetime
) -> Receipt:
    """Note that a file left the book: what, by which query (only its SHA-256 is kept), how many rows, its SHA-256."""
    fact = audit.Exported(
        account=by.id,
        what=what,
        format=format_,
        query_digest=sha256(query.encode()).hexdigest(),
        rows=rows,
        sha256=digest,
    )
    return note(book, by.id, fact, now=now, reason="导出", by=by)


def note(
    book: Book,
    account: str,
    *facts: Event,
    now: datetime,
    reason: str,
    by: Actor | None = None,
    key: str = "",
    what: tuple[str, ...] = (),
    rows: tuple[Row, ...] = (),
    also: tuple[Executable, ...] = (),
    provided: Callable[[], object] = lambda: None,
) -> Receipt:
    """Write facts about an account's access, by itself unless told otherwise; without a key, each note is its own.

    `provided` refuses what must not happen; it is asked again where others changed the stream meanwhile.
    """
    key = key or f"access:{token_hex(16)}"
    by = by or Actor(id=account, roles=(), place=book.place)

    def decide(_: Act) -> Plan:
        stream = audit.stream_of(account)
        # Read before the rows are looked at, so that whoever changes them in between is found out.
        change = Change(stream=stream, version=book.version(stream), events=facts)
        provided()
        return Plan(subject=stream, changes=(change,), rows=rows, also=also)

    command = Noted(account=account, what=what)
    return run(book, "note_access", command, Request(actor=by, now=now, key=key, reason=reason), decide)


def _is_open(book: Book, account: str) -> bool:
    """Whether the account may act at all; one that may not is told so in the words for everybody."""
    try:
        must_sign_in(load_account(book, account)[0])
    except Refusal:
        return False
    return True


def _note_failure(book: Book, account: str, verdict: Verdict, now: datetime) -> None:
    """What a stranger typed is written down only where it is the name of an account; the door is who acts."""
    if not verdict.known:
        tries.note_nothing(book)
        return
    facts: list[Event] = [audit.LoginFailed(account=account, failures=verdict.failures)]
    if verdict.locked_until is not None:
        facts.append(audit.LockedOut(account=account, failures=verdict.failures, until=verdict.locked_until))
    door = Actor(id=audit.DOOR, roles=(), place=book.place)
    note(book, account, *facts, now=now, reason="登录失败", by=door)


def _rehash(book: Book, account: str, password: str, now: datetime, provided: Callable[[], object]) -> None:
    """The same password under the parameters of today; how long it has been in use does not change."""
    changed_at = passwords.changed_at(book, account)
    if changed_at is not None:
        put_password(
            book,
            account,
            passwords.hashed(password),
            cause="parameters",
            changed_at=changed_at,
            now=now,
            provided=provided,
        )


def put_password(
    book: Book,
    account: str,
    stored_hash: str,
    *,
    cause: audit.Cause,
    changed_at: datetime,
    now: datetime,
    also: tuple[Executable, ...] = (),
    provided: Callable[[], object] = lambda: None,
) -> Receipt:
    """Write a password's hash with the event that says so, and do what else belongs to it."""
    removing, row = passwords.replacing(book, account, stored_hash, changed_at)
    fact = audit.PasswordChanged(account=account, cause=cause, commitment=passwords.commitment(stored_hash))
    return note(book, account, fact, now=now, reason="更换密码", rows=(row,), also=(removing, *also), provided=provided)
