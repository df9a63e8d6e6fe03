"""What a provider publishes about itself: its discovery document and its keys, checked, and asked for in bounds."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from threading import Lock
from typing import Any, Generic, TypeVar

import msgspec
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, JWKRegistry, OKPKey, RSAKey

from api.auth.oidc.refusals import ProviderMisdescribed, ProviderUnusable, SettingUnfit
from api.auth.oidc.settings import OidcSettings, must_be_secure

SigningKey = RSAKey | ECKey | OKPKey

FRESH = timedelta(hours=1)
"""What was read is asked for again after an hour."""

USABLE = timedelta(days=1)
"""Where that fails, the last answer is used for a day: a provider that is being restarted locks nobody out."""

PAUSE = timedelta(minutes=1)
"""However many tokens name unknown keys, the provider is asked once a minute at most."""

SHORTEST_RSA = 2048

T = TypeVar("T")


class Discovery(msgspec.Struct, frozen=True, kw_only=True):
    """The discovery document (OpenID Connect Discovery 1.0, 3), as far as it is used."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    response_types_supported: tuple[str, ...]
    id_token_signing_alg_values_supported: tuple[str, ...]
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)
    code_challenge_methods_supported: tuple[str, ...] | None = None
    authorization_response_iss_parameter_supported: bool = False


def discovery_address(issuer: str) -> str:
    """Where the discovery document of an issuer is."""
    return f"{issuer.removesuffix('/')}/.well-known/openid-configuration"


def discovery_of(document: object, settings: OidcSettings) -> Discovery:
    """The discovery document, if it is that of the configured issuer and offers what we insist on."""
    try:
        found = msgspec.convert(document, Discovery)
    except msgspec.ValidationError as error:
        raise ProviderMisdescribed(field="openid-configuration", problem=str(error)) from None
    if found.issuer != settings.issuer:
        raise ProviderMisdescribed(field="issuer", problem="not the configured issuer")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        _must_be_endpoint(getattr(found, name), name)
    _must_offer(found.response_types_supported, {"code"}, "response_types_supported")
    _must_offer(found.id_token_signing_alg_values_supported, set(settings.algorithms), "id_token_signing_alg_values")
    _must_offer(found.token_endpoint_auth_methods_supported, {"client_secret_basic"}, "token_endpoint_auth_methods")
    # A provider that says nothing of PKCE may still have it, and the nonce protects the code too (RFC 9700, 2.1.1).
    if found.code_challenge_methods_supported is not None:
        _must_offer(found.code_challenge_methods_supported, {"S256"}, "code_challenge_methods_supported")
    return found


def keys_of(document: object) -> tuple[SigningKey, ...]:
    """The public keys of a key set that may verify a signature; what is not understood is passed over (RFC 7517, 5)."""
    listed = document.get("keys") if isinstance(document, Mapping) else None
    if not isinstance(listed, list):
        raise ProviderMisdescribed(field="jwks_uri", problem="no list of keys")
    return tuple(_signing_keys(listed))


def _signing_keys(listed: list[Any]) -> Iterator[SigningKey]:
    for entry in listed:
        if not isinstance(entry, dict) or entry.get("kty") not in ("RSA", "EC", "OKP") or entry.get("use") == "enc":
            continue
        try:
            key = JWKRegistry.import_key(entry)
            public = key.get_op_key("verify")
        except (JoseError, ValueError, TypeError, KeyError):
            continue
        if not isinstance(public, RSAPublicKey) or public.key_size >= SHORTEST_RSA:
            yield key  # type: ignore[misc]  # an oct key was passed over above


def _must_be_endpoint(address: str, name: str) -> None:
    try:
        must_be_secure(address.partition("?")[0], name)
    except SettingUnfit as error:
        raise ProviderMisdescribed(field=name, problem=error.details["problem"]) from None


def _must_offer(offered: tuple[str, ...], needed: set[str], name: str) -> None:
    if not needed & set(offered):
        raise ProviderMisdescribed(field=name, problem=f"offers none of {', '.join(sorted(needed))}")


class Remembered(Generic[T]):
    """The last answer to a question: asked again when it is old, in bounds, and used for a while where that fails."""

    def __init__(self, ask: Callable[[datetime], T]) -> None:
        self._ask = ask
        self._lock = Lock()
        self._answer: T | None = None
        self._answered: datetime | None = None
        self._asked: datetime | None = None
        self._failure: ProviderUnusable | None = None

    def get(self, now: datetime, *, enough: Callable[[T], bool] = lambda answer: True) -> T:
        """The answer; one that is not `enough` is asked for again too, once a minute at most."""
        with self._lock:
            if self._wanting(now, enough) and (self._asked is None or now - self._asked >= PAUSE):
                self._renew(now)
            if self._answer is None or self._age(now) >= USABLE:
                raise (self._failure or ProviderUnusable()).with_traceback(None)
            return self._answer

    def _wanting(self, now: datetime, enough: Callable[[T], bool]) -> bool:
        return self._answer is None or self._age(now) >= FRESH or not enough(self._answer)

    def _age(self, now: datetime) -> timedelta:
        return now - self._answered if self._answered else USABLE

    def _renew(self, now: datetime) -> None:
        self._asked = now
        try:
            self._answer, self._answered, self._failure = self._ask(now), now, None
        except ProviderUnusable as failure:
            self._failure = failure
