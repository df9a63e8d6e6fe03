"""What is remembered of access: who came in, who was turned away, what was taken out, which credentials changed hands.

These are facts on a stream of their own, `access:<account>`, and no acts of casework. No event holds a secret, nor an
account's name that nobody opened: what a stranger typed is counted, not written.
"""

from datetime import datetime
from typing import ClassVar, Final, Literal

from domain.access.scope import Scope
from domain.events import Event

DOOR: Final = "access:door"
"""Who acts where nobody is known yet: a wrong password was not typed by the account that it was tried on."""

MACHINE: Final = "machine"
"""Who acts where no account can: whoever runs the machine."""

EVERY_SESSION: Final = "*"
"""Stands for all sessions of an account at once."""

Method = Literal["password", "oidc"]
Cause = Literal["enrolment", "own", "parameters"]


def stream_of(account: str) -> str:
    """The stream of an account's access."""
    return f"access:{account}"


class LoggedIn(Event, frozen=True, kw_only=True):
    """A session began; `session` is the beginning of its token's SHA-256."""

    topic: ClassVar[str] = "access.LoggedIn"
    account: str
    method: Method
    session: str


class LoginFailed(Event, frozen=True, kw_only=True):
    """A wrong password was tried, for the n-th time in a row."""

    topic: ClassVar[str] = "access.LoginFailed"
    account: str
    failures: int


class LockedOut(Event, frozen=True, kw_only=True):
    """So many wrong passwords were tried in a row that none is taken for a while."""

    topic: ClassVar[str] = "access.LockedOut"
    account: str
    failures: int
    until: datetime


class Unlocked(Event, frozen=True, kw_only=True):
    """An administrator let passwords be tried again."""

    topic: ClassVar[str] = "access.Unlocked"
    account: str


class LoggedOut(Event, frozen=True, kw_only=True):
    """Sessions ended by the account's own hand: one, by the beginning of its token's SHA-256, or all (`*`)."""

    topic: ClassVar[str] = "access.LoggedOut"
    account: str
    session: str


class Denied(Event, frozen=True, kw_only=True):
    """An authenticated request was refused for want of authority; at most one an endpoint, rule and minute."""

    topic: ClassVar[str] = "access.Denied"
    account: str
    endpoint: str
    place: str
    rule: str


class Exported(Event, frozen=True, kw_only=True):
    """A file left the book: what, in which format, the SHA-256 of the query and of the file, and how many rows."""

    topic: ClassVar[str] = "access.Exported"
    account: str
    what: str
    format: str
    query_digest: str
    rows: int
    sha256: str


class EnrolmentIssued(Event, frozen=True, kw_only=True):
    """The account's holder got a one-time token to set a password with; `token` is the beginning of its SHA-256."""

    topic: ClassVar[str] = "access.EnrolmentIssued"
    account: str
    token: str
    expires_at: datetime


class PasswordChanged(Event, frozen=True, kw_only=True):
    """The account has another password hash; `commitment` is the SHA-256 of the stored text, salt and all."""

    topic: ClassVar[str] = "access.PasswordChanged"
    account: str
    cause: Cause
    commitment: str


class KeyIssued(Event, frozen=True, kw_only=True):
    """An API key was issued; `commitment` binds the stored row, the secret was shown once."""

    topic: ClassVar[str] = "access.KeyIssued"
    account: str
    key: str
    purpose: str
    scope: tuple[Scope, ...]
    expires_at: datetime
    commitment: str


class KeyRevoked(Event, frozen=True, kw_only=True):
    """An API key is refused from now on."""

    topic: ClassVar[str] = "access.KeyRevoked"
    account: str
    key: str


class IdentityLinked(Event, frozen=True, kw_only=True):
    """An identity at an OpenID provider opens the account; `commitment` binds who that is, and does not say it."""

    topic: ClassVar[str] = "access.IdentityLinked"
    account: str
    issuer: str
    link: str
    commitment: str


class IdentityUnlinked(Event, frozen=True, kw_only=True):
    """The identity does not open the account any more."""

    topic: ClassVar[str] = "access.IdentityUnlinked"
    account: str
    issuer: str
    link: str
