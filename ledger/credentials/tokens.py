"""Secrets that are shown once: 256 bits from the system, of which only the SHA-256 is kept."""

from datetime import UTC, datetime
from hashlib import sha256
from secrets import token_urlsafe

SECRET_BYTES = 32
SHORT = 24
"""How many hexadecimal digits of a hash an event holds: nobody finds another secret with the same 96 bits."""

LONGEST = 200
"""No secret of ours is longer; what is, is not hashed."""


def new_secret() -> str:
    """A secret that nobody guesses, in letters that stand in a header or a cookie."""
    return token_urlsafe(SECRET_BYTES)


def hash_of(secret: str) -> str:
    """What is kept of a secret. A fast hash is right for 256 random bits, and would be wrong for a password."""
    return sha256(secret[:LONGEST].encode("utf-8", "surrogatepass")).hexdigest()


def seconds(moment: datetime) -> int:
    """A time as the tables keep it: whole seconds since 1970, UTC."""
    return int(moment.timestamp())


def moment(value: int) -> datetime:
    """The time behind the seconds."""
    return datetime.fromtimestamp(value, UTC)
