"""The ID token: whose signature it bears, for whom it was made, when, for which sign-in, and who it says it is."""

from base64 import urlsafe_b64encode
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from hashlib import sha256, sha512
from hmac import compare_digest
from typing import Any

import msgspec
from joserfc import jwt
from joserfc.errors import BadSignatureError, JoseError
from joserfc.jws import JWSAlgModel, JWSRegistry  # type: ignore[attr-defined]

from api.auth.oidc import refusals
from api.auth.oidc.published import SigningKey

LEEWAY = timedelta(seconds=60)
"""How far the provider's clock may be off ours."""

OLDEST = timedelta(minutes=10)
"""In a code flow the token is made when the code is exchanged: an old one was made for another occasion."""

LONGEST_SUBJECT = 255
"""OpenID Connect Core 2: a subject has at most 255 ASCII characters."""

KeysFor = Callable[[str | None], Sequence[SigningKey]]
"""From a key id to the keys that may be meant."""


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """Who signed in: a subject is unique within its issuer, and never used again for somebody else."""

    issuer: str
    subject: str


class Expected(msgspec.Struct, frozen=True, kw_only=True):
    """What an ID token has to match."""

    issuer: str
    client_id: str
    algorithms: tuple[str, ...]
    nonce: str
    access_token: str


class Pinned(JWSRegistry):
    """The algorithms of the configuration and no other; headers that nobody asked for are passed over (RFC 7515, 4)."""

    max_header_length = 8192
    """Bytes; some providers send a chain of certificates along."""

    def __init__(self, algorithms: tuple[str, ...]) -> None:
        super().__init__(algorithms=algorithms, strict_check_header=False)
        self._pinned = algorithms

    def get_alg(self, name: str) -> JWSAlgModel:
        """The algorithm of that name."""
        if name not in self._pinned:
            raise refusals.AlgorithmNotPinned(field="id_token", pinned=", ".join(self._pinned))
        return self.algorithms[name]


def identity_of(token: str, expected: Expected, keys: KeysFor, now: datetime) -> Identity:
    """Who an ID token says it is (OpenID Connect Core 3.1.3.7); refuses whatever does not match to the letter."""
    found = _verified(token, expected, keys)
    claims = found.claims
    _must_be_for_us(claims, expected)
    _must_be_of_now(claims, now)
    _must_be_of_this_sign_in(claims, expected)
    _must_go_with(expected.access_token, claims, str(found.header["alg"]))
    return Identity(issuer=expected.issuer, subject=_subject(claims))


def _verified(token: str, expected: Expected, keys: KeysFor) -> jwt.Token:
    registry = Pinned(expected.algorithms)

    def key_for(signed: Any) -> SigningKey:
        header = signed.headers()
        return _one_key(keys(header.get("kid")), registry.get_alg(header["alg"]))

    try:
        return jwt.decode(token, key_for, registry=registry)
    except BadSignatureError:
        raise refusals.SignatureWrong(field="id_token") from None
    except (JoseError, ValueError, TypeError, RecursionError):
        raise refusals.IdTokenUnreadable(field="id_token") from None


def _one_key(keys: Sequence[SigningKey], algorithm: JWSAlgModel) -> SigningKey:
    """The one key that can have signed; a token that names none is refused where several could have."""
    fitting = [key for key in keys if _fits(key, algorithm)]
    if len(fitting) != 1:
        raise refusals.SigningKeyUnknown(field="id_token")
    return fitting[0]


def _fits(key: SigningKey, algorithm: JWSAlgModel) -> bool:
    try:
        algorithm.check_key(key)
    except JoseError:
        return False
    return True


def _must_be_for_us(claims: dict[str, Any], expected: Expected) -> None:
    if claims.get("iss") != expected.issuer:
        raise refusals.WrongIssuer(field="iss", issuer=expected.issuer)
    audience = claims.get("aud")
    # A token that others may use as well is no proof that somebody signed in here: nobody else is trusted with it.
    if audience not in (expected.client_id, [expected.client_id]):
        raise refusals.WrongAudience(field="aud")
    if claims.get("azp", expected.client_id) != expected.client_id:
        raise refusals.WrongAudience(field="azp")


def _must_be_of_now(claims: dict[str, Any], now: datetime) -> None:
    second = int(now.timestamp())
    leeway = int(LEEWAY.total_seconds())
    expires, issued = _second(claims.get("exp")), _second(claims.get("iat"))
    if expires is None or expires <= second - leeway:
        raise refusals.IdTokenExpired(field="exp")
    oldest = second - leeway - int(OLDEST.total_seconds())
    if issued is None or not oldest <= issued <= second + leeway:
        raise refusals.IdTokenNotOfNow(field="iat")
    valid_from = _second(claims.get("nbf", issued))
    if valid_from is None or valid_from > second + leeway:
        raise refusals.IdTokenNotOfNow(field="nbf")


def _second(value: object) -> int | None:
    """A NumericDate in whole seconds; anything else is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return int(value)
    except (ValueError, OverflowError):  # NaN and Infinity, which Python reads from JSON
        return None


def _must_be_of_this_sign_in(claims: dict[str, Any], expected: Expected) -> None:
    nonce = claims.get("nonce")
    if not isinstance(nonce, str) or not compare_digest(nonce.encode(), expected.nonce.encode()):
        raise refusals.WrongNonce(field="nonce")


def _must_go_with(access_token: str, claims: dict[str, Any], algorithm: str) -> None:
    """In a code flow `at_hash` may be missing; where it is there, it has to be right (OpenID Connect Core 3.1.3.8)."""
    if "at_hash" in claims and claims["at_hash"] != half_hash(access_token, algorithm):
        raise refusals.WrongAccessToken(field="at_hash")


def half_hash(access_token: str, algorithm: str) -> str:
    """The left half of the hash that goes with a signature algorithm, as `at_hash` holds it."""
    digest = (sha512 if algorithm in ("EdDSA", "Ed25519") else sha256)(access_token.encode()).digest()
    return urlsafe_b64encode(digest[: len(digest) // 2]).rstrip(b"=").decode()


def _subject(claims: dict[str, Any]) -> str:
    subject = claims.get("sub")
    if not isinstance(subject, str) or not subject.isascii() or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise refusals.SubjectMissing(field="sub")
    return subject
