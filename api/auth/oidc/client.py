"""The two steps of a sign-in: send the browser to the provider, and take it back."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from hmac import compare_digest
from typing import Any
from urllib.parse import quote_plus

import httpx
import msgspec
from authlib.oauth2.base import OAuth2Error
from authlib.oauth2.client import OAuth2Client

from api.auth.oidc import refusals
from api.auth.oidc.id_token import Expected, Identity, identity_of
from api.auth.oidc.pending import LIFETIME, Pending, Seal, Vouched, begun
from api.auth.oidc.published import Discovery, Remembered, SigningKey, discovery_address, discovery_of, keys_of
from api.auth.oidc.settings import OidcSettings
from api.auth.oidc.transport import Transport, client_of
from api.secret_files import secret_in

ERRORS = frozenset(
    "access_denied login_required consent_required interaction_required account_selection_required server_error"
    " temporarily_unavailable invalid_request unauthorized_client unsupported_response_type invalid_scope"
    " invalid_client invalid_grant unsupported_grant_type".split()
)
"""What a provider may say went wrong (RFC 6749, OpenID Connect Core 3.1.2.6); anything else is not repeated."""

Spend = Callable[[Pending], bool]
"""Marks a sign-in as completed; false where that was done before, in whichever process."""


class Departure(msgspec.Struct, frozen=True, kw_only=True):
    """Where the browser is sent, and the cookie that it has to bring back."""

    address: str
    cookie: str


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """Who signed in, into which book, and where to go now."""

    identity: Identity
    book: str
    then: str


class Oidc:
    """Sign-in by one provider. Holds no state of any sign-in; safe to share between threads."""

    def __init__(self, settings: OidcSettings, client: httpx.Client | None = None) -> None:
        self._settings = settings
        self._secret = secret_in(settings.client_secret_file, "oidc.client_secret_file")
        self._seal = Seal(self._secret, settings.client_id)
        self._transport = Transport(client or client_of(settings.ca_file))
        self._discovery = Remembered(self._ask_discovery)
        self._keys = Remembered(self._ask_keys)

    def begin(self, *, book: str, then: str, now: datetime) -> Departure:
        """Send somebody to the provider, to come back into a book and then to a path of this server."""
        pending = begun(book=book, then=then, now=now)
        address, _ = self._oauth().create_authorization_url(
            self._discovery.get(now).authorization_endpoint,
            state=pending.state,
            code_verifier=pending.verifier,
            nonce=pending.nonce,
        )
        return Departure(address=address, cookie=self._seal.close(pending))

    def complete(self, answer: Mapping[str, str], cookie: str, spend: Spend, now: datetime) -> Arrival:
        """Who came back, from the query of the answer and the cookie of the browser; each sign-in once only."""
        pending = self._seal.open(cookie, now)
        if not compare_digest(answer.get("state", "").encode(), pending.state.encode()):
            raise refusals.SignInOfAnother(field="state")
        discovery = self._discovery.get(now)
        self._must_come_from_issuer(answer, discovery)
        if not spend(pending):
            raise refusals.SignInUsed(field="state")
        tokens = self._exchanged(_code(answer), pending, discovery)
        return Arrival(identity=self._identity(tokens, pending, now), book=pending.book, then=pending.then)

    def vouch(self, arrival: Arrival, now: datetime) -> str:
        """The cookie that holds an identity which opens no account yet, until somebody shows whose it is."""
        ends = int((now + LIFETIME).timestamp())
        identity = arrival.identity
        return self._seal.close(Vouched(issuer=identity.issuer, subject=identity.subject, book=arrival.book, ends=ends))

    def vouched(self, cookie: str, book: str, now: datetime) -> Identity:
        """The identity that a cookie holds, for a book."""
        found = self._seal.open_vouched(cookie, book, now)
        return Identity(issuer=found.issuer, subject=found.subject)

    def _must_come_from_issuer(self, answer: Mapping[str, str], discovery: Discovery) -> None:
        said = answer.get("iss")
        if said is None and not discovery.authorization_response_iss_parameter_supported:
            return
        if said != self._settings.issuer:
            raise refusals.AnswerFromElsewhere(field="iss", issuer=self._settings.issuer)

    def _exchanged(self, code: str, pending: Pending, discovery: Discovery) -> dict[str, Any]:
        """The tokens for a code, which only whoever holds the verifier and our secret can have."""
        who = (quote_plus(self._settings.client_id), quote_plus(self._secret))
        try:
            return dict(
                self._oauth().fetch_token(
                    discovery.token_endpoint,
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=pending.verifier,
                    auth=httpx.BasicAuth(*who),
                )
            )
        except OAuth2Error as error:
            raise refusals.CodeRefused(field="code", error=_known(error.error)) from None
        except httpx.HTTPStatusError as error:
            problem = f"HTTP {error.response.status_code}"
            raise refusals.ProviderUnreachable(field="oidc", problem=problem) from None
        except ValueError:
            raise refusals.ProviderUnreachable(field="oidc", problem="not JSON") from None

    def _identity(self, tokens: dict[str, Any], pending: Pending, now: datetime) -> Identity:
        token, access_token = tokens.get("id_token"), tokens.get("access_token")
        if not isinstance(token, str) or not isinstance(access_token, str):
            raise refusals.IdTokenMissing(field="id_token")
        expected = Expected(
            issuer=self._settings.issuer,
            client_id=self._settings.client_id,
            algorithms=self._settings.algorithms,
            nonce=pending.nonce,
            access_token=access_token,
        )
        return identity_of(token, expected, lambda kid: self._keys_named(kid, now), now)

    def _keys_named(self, kid: str | None, now: datetime) -> Sequence[SigningKey]:
        """The keys of that id; a key that is not known yet makes us look again, in bounds."""
        known = self._keys.get(now, enough=lambda keys: kid is None or any(key.kid == kid for key in keys))
        return [key for key in known if kid is None or key.kid == kid]

    def _ask_discovery(self, _: datetime) -> Discovery:
        document = self._transport.document(discovery_address(self._settings.issuer))
        return discovery_of(document, self._settings)

    def _ask_keys(self, now: datetime) -> tuple[SigningKey, ...]:
        return keys_of(self._transport.document(self._discovery.get(now).jwks_uri))

    def _oauth(self) -> OAuth2Client:
        """Authlib's client of the protocol; it keeps the last token, so each step has one of its own."""
        return OAuth2Client(
            session=self._transport,
            client_id=self._settings.client_id,
            client_secret=self._secret,
            redirect_uri=self._settings.redirect_uri,
            scope=self._settings.scope,
            code_challenge_method="S256",
        )


def _code(answer: Mapping[str, str]) -> str:
    if error := answer.get("error"):
        raise refusals.SignInDeclined(field="error", error=_known(error))
    code = answer.get("code")
    if not code:
        raise refusals.CodeNotGiven(field="code")
    return code


def _known(error: object) -> str:
    return error if isinstance(error, str) and error in ERRORS else "unknown"
