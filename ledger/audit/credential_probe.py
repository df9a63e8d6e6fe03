"""Check of the credentials: whatever opens an account has its event, and is what that event committed to."""

from collections import defaultdict
from typing import Final

from sqlalchemy import Connection, select

from domain.access import audit
from domain.events import Event
from ledger.audit.probe import Probe, Seen, Tables
from ledger.book import Book
from ledger.credentials import keys, links, passwords
from ledger.credentials import tables as t
from ledger.credentials.tokens import SHORT
from ledger.store.reads import book_head

Held = defaultdict[tuple[str, str], dict[str, str]]
"""What opens an account, by its kind and the account: name → what its row is, or its event says that it is."""

REVOKED: Final = "revoked"
NAMES: Final = {
    "password": ("密码", "password"),
    "key": ("API 密钥", "API key"),
    "link": ("统一身份", "identity"),
    "token": ("一次性口令", "one-time token"),
    "session": ("会话", "session"),
}
TRANSIENT: Final = frozenset({"token", "session"})
"""These end by themselves too, without an event."""


class CredentialsAsLogged(Probe):
    """Nobody put a password, a key, an identity, a token or a session into the tables behind the log's back."""

    code = "credentials-as-logged"
    zh = "能登录账号的密码、密钥、统一身份、一次性口令和会话都有对应事件,且与其承诺值一致"
    en = "every password, key, identity, token and session has its event, and is what that event committed to"

    def __init__(self, book: Book) -> None:
        super().__init__()
        # Rows come and go: they are compared with the events up to the moment at which they were read.
        with book.database.snapshot() as connection:
            self._read_at = book_head(connection, book.place).position
            self._rows = _rows(connection, book.place)
        self._logged: Held = defaultdict(dict)

    def see(self, seen: Seen) -> None:
        if seen.recorded is not None and seen.row.position <= self._read_at:
            _follow(self._logged, seen.recorded.event)

    def end(self, tables: Tables) -> None:
        for kind, account in sorted(self._rows.keys() | self._logged.keys()):
            rows, logged = self._rows[kind, account], self._logged[kind, account]
            self.counted += len(rows)
            for id in sorted(rows):
                if logged.get(id) != rows[id]:
                    self._differs(kind, account, id, "没有对应事件或与承诺值不符", "has no event, or is another")
            for id in sorted(logged.keys() - rows.keys()):
                if kind not in TRANSIENT:
                    self._differs(kind, account, id, "缺失", "is missing")

    def _differs(self, kind: str, account: str, id: str, zh: str, en: str) -> None:
        in_zh, in_en = (" ".join(filter(None, (name, id))) for name in NAMES[kind])
        self.fault(0, audit.stream_of(account), f"{in_zh} {zh}", f"{in_en} {en}")


def _follow(held: Held, event: Event) -> None:
    """What opens accounts behind the event."""
    match event:
        case audit.LoggedIn():
            held["session", event.account][event.session] = ""
        case audit.LoggedOut(session=audit.EVERY_SESSION):
            held["session", event.account].clear()
        case audit.LoggedOut():
            held["session", event.account].pop(event.session, None)
        case audit.EnrolmentIssued():
            held["token", event.account][""] = event.token
        case audit.PasswordChanged():
            held["password", event.account][""] = event.commitment
            _ended_by(held, event)
        case audit.KeyIssued():
            held["key", event.account][event.key] = event.commitment
        case audit.KeyRevoked():
            held["key", event.account][event.key] = REVOKED
        case audit.IdentityLinked():
            held["link", event.account][event.link] = event.commitment
            held["token", event.account].clear()
        case audit.IdentityUnlinked():
            held["link", event.account].pop(event.link, None)


def _ended_by(held: Held, event: audit.PasswordChanged) -> None:
    """A new password ends the token, and by a token every session; one's own change keeps that which it was made in."""
    if event.cause != "parameters":
        held["token", event.account].clear()
    if event.cause == "enrolment":
        held["session", event.account].clear()


def _rows(connection: Connection, place: str) -> Held:
    """Whatever is in the tables."""
    held: Held = defaultdict(dict)
    for row in connection.execute(select(t.passwords).where(t.passwords.c.book == place)):
        held["password", row.account][""] = passwords.commitment(row.hash)
    for row in connection.execute(select(t.keys).where(t.keys.c.book == place)):
        held["key", row.account][row.key] = REVOKED if row.revoked_at else keys.commitment(row._asdict())
    for row in connection.execute(select(t.links).where(t.links.c.book == place)):
        held["link", row.account][row.link] = links.commitment(row._asdict())
    for row in connection.execute(select(t.enrolments).where(t.enrolments.c.book == place)):
        held["token", row.account][""] = row.token_hash[:SHORT]
    for row in connection.execute(select(t.sessions).where(t.sessions.c.book == place)):
        held["session", row.account][row.token_hash[:SHORT]] = ""
    return held
