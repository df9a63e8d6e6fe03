"""A sign-in under way: what is kept of it in the browser, sealed, until the provider sends the browser back."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_bytes, token_urlsafe
from typing import TypeVar

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from api.auth.oidc.refusals import SignInNotBegun, SignInTooLate

LIFETIME = timedelta(minutes=10)
"""Long enough for a second factor at the provider, short enough that a forgotten window is of no use to anyone."""

MINUTES = int(LIFETIME.total_seconds()) // 60

LONGEST_COOKIE = 4096
"""What a browser keeps at most."""

_NONCE_BYTES = 12
_PURPOSE = b"subsidy-ledger sign-in 1"

Content = TypeVar("Content", "Pending", "Vouched")


class Pending(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sign-in that was begun: its three secrets, the second of its begin, which book, and where to go then."""

    state: str
    nonce: str
    verifier: str
    begun: int
    book: str
    then: str

    @property
    def digest(self) -> str:
        """What tells this sign-in from others without telling anything of it."""
        return sha256(self.state.encode()).hexdigest()

    @property
    def ends(self) -> int:
        """The second from which on it cannot be completed."""
        return self.begun + int(LIFETIME.total_seconds())


def begun(*, book: str, then: str, now: datetime) -> Pending:
    """A new sign-in; each of its secrets has 256 bits."""
    return Pending(
        state=token_urlsafe(32),
        nonce=token_urlsafe(32),
        verifier=token_urlsafe(32),
        begun=int(now.timestamp()),
        book=book,
        then=local_path(then),
    )


def local_path(text: str) -> str:
    """A path on this server, or its root: an address that would lead elsewhere is not followed after a sign-in."""
    plain = text.isascii() and text.isprintable() and "\\" not in text
    return text if plain and text.startswith("/") and not text.startswith("//") else "/"


class Vouched(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An identity for which the provider has just vouched and that opens no account yet; in which book, until when."""

    issuer: str
    subject: str
    book: str
    ends: int


class Seal:
    """Seals what a browser keeps for us, so that only this deployment can read or make it (AES-256-GCM)."""

    def __init__(self, secret: str, client_id: str) -> None:
        key = HKDF(SHA256(), 32, salt=client_id.encode(), info=_PURPOSE).derive(secret.encode())
        self._cipher = AESGCM(key)

    def close(self, content: Pending | Vouched) -> str:
        """The cookie that holds it."""
        nonce = token_bytes(_NONCE_BYTES)
        sealed = nonce + self._cipher.encrypt(nonce, msgspec.json.encode(content), _bound_to(type(content)))
        return urlsafe_b64encode(sealed).decode()

    def open(self, cookie: str, now: datetime) -> Pending:
        """The sign-in that a cookie holds; refuses what we did not make, and what is too old."""
        pending = self._opened(cookie, Pending)
        if not pending.begun <= now.timestamp() < pending.ends:
            raise SignInTooLate(field="cookie", minutes=MINUTES)
        return pending

    def open_vouched(self, cookie: str, book: str, now: datetime) -> Vouched:
        """The identity that a cookie holds, for a book; refuses what we did not make, and what is too old."""
        vouched = self._opened(cookie, Vouched)
        if vouched.book != book:
            raise SignInNotBegun(field="cookie")
        if now.timestamp() >= vouched.ends:
            raise SignInTooLate(field="cookie", minutes=MINUTES)
        return vouched

    def _opened(self, cookie: str, kind: type[Content]) -> Content:
        try:
            sealed = urlsafe_b64decode(cookie[:LONGEST_COOKIE])
            plain = self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], _bound_to(kind))
            return msgspec.json.decode(plain, type=kind)
        except (InvalidTag, ValueError):
            raise SignInNotBegun(field="cookie") from None


def _bound_to(kind: type) -> bytes:
    """One kind of content is never taken for another."""
    return _PURPOSE + kind.__name__.encode()
