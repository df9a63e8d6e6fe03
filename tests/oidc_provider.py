"""A stub of an OpenID Connect provider with keys of its own: it says yes to everybody, and can be told to cheat."""

import json
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from hashlib import sha256
from secrets import token_urlsafe
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, unquote_plus, urlencode, urlsplit
from wsgiref.simple_server import WSGIRequestHandler, make_server

from joserfc import jwt
from joserfc.jwk import ECKey, Key, OKPKey, RSAKey

from api.auth.oidc.id_token import half_hash

CLIENT_ID = "subsidy-ledger"
SUBJECT = "officer-7f3a"

Headers = list[tuple[str, str]]
StartResponse = Callable[[str, Headers], object]


@dataclass
class Authorization:
    """What a browser was given a code for."""

    redirect_uri: str
    challenge: str
    nonce: str


@dataclass
class Provider:
    """The provider as a WSGI application; the attributes are what a test may turn."""

    issuer: str
    secret: str
    now: datetime
    algorithm: str = "RS256"
    keys: dict[str, Key] = field(default_factory=dict)
    signs_with: str = "key-1"
    claims: dict[str, Any] = field(default_factory=dict)
    """Put over the right claims; None takes one away."""
    forge: Callable[[dict[str, Any]], str] | None = None
    """Makes the whole ID token from its claims."""
    discovery: dict[str, Any] = field(default_factory=dict)
    """Put over the right discovery document; None takes one away."""
    answer: dict[str, str | None] = field(default_factory=dict)
    """Put over the right answer of the authorization endpoint; None takes one away."""
    token_answer: tuple[str, bytes] | None = None
    down: bool = False
    asked: list[str] = field(default_factory=list)
    codes: dict[str, Authorization] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.keys = self.keys or {"key-1": key_for(self.algorithm, "key-1")}

    def __call__(self, environ: dict[str, Any], start: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        self.asked.append(path)
        if self.down:
            return said(start, "503 Service Unavailable", b"down")
        match path:
            case "/.well-known/openid-configuration":
                return said_json(start, self.document())
            case "/keys":
                return said_json(start, {"keys": [key.as_dict(private=False) for key in self.keys.values()]})
            case "/authorize":
                return self._authorize(environ["QUERY_STRING"], start)
            case "/token":
                body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).decode()
                return self._token(body, environ.get("HTTP_AUTHORIZATION", ""), start)
        return said(start, "404 Not Found", b"")

    def document(self) -> dict[str, Any]:
        """The discovery document."""
        right = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": [self.algorithm],
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": True,
        }
        return without_none(right | self.discovery)

    def authorize(self, address: str) -> dict[str, str]:
        """What a browser that was sent to the address brings back."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT_ID
        assert asked["code_challenge_method"] == "S256"
        code = token_urlsafe(16)
        self.codes[code] = Authorization(asked["redirect_uri"], asked["code_challenge"], asked["nonce"])
        return without_none({"code": code, "state": asked["state"], "iss": self.issuer} | self.answer)

    def id_token(self, nonce: str, access_token: str) -> str:
        """A signed ID token, with what the test asked for."""
        second = int(self.now.timestamp())
        right = {
            "iss": self.issuer,
            "sub": SUBJECT,
            "aud": CLIENT_ID,
            "exp": second + 300,
            "iat": second,
            "nonce": nonce,
            "at_hash": half_hash(access_token, self.algorithm),
        }
        claims = without_none(right | self.claims)
        if self.forge:
            return self.forge(claims)
        header = {"alg": self.algorithm, "kid": self.signs_with}
        return jwt.encode(header, claims, self.keys[self.signs_with], algorithms=[self.algorithm])

    def _authorize(self, query: str, start: StartResponse) -> Iterable[bytes]:
        answer = self.authorize(f"{self.issuer}/authorize?{query}")
        back = f"{parse_qs(query)['redirect_uri'][0]}?{urlencode(answer)}"
        start("302 Found", [("Location", back), ("Content-Length", "0")])
        return [b""]

    def _token(self, body: str, authorization: str, start: StartResponse) -> Iterable[bytes]:
        if self.token_answer:
            return said(start, *self.token_answer)
        if not self._is_our_client(authorization):
            return said_json(start, {"error": "invalid_client"}, "401 Unauthorized")
        form = {name: values[0] for name, values in parse_qs(body).items()}
        granted = self.codes.pop(form.get("code", ""), None)
        if granted is None or not fits(granted, form):
            return said_json(start, {"error": "invalid_grant"}, "400 Bad Request")
        access_token = token_urlsafe(16)
        token = self.id_token(granted.nonce, access_token)
        return said_json(start, {"access_token": access_token, "token_type": "Bearer", "id_token": token})

    def _is_our_client(self, authorization: str) -> bool:
        scheme, _, credentials = authorization.partition(" ")
        if scheme != "Basic":
            return False
        name, _, secret = b64decode(credentials).decode().partition(":")
        return (unquote_plus(name), unquote_plus(secret)) == (CLIENT_ID, self.secret)


def fits(granted: Authorization, form: dict[str, str]) -> bool:
    """Whether whoever brings the code is who it was given to (RFC 7636, 4.6)."""
    digest = urlsafe_b64encode(sha256(form.get("code_verifier", "").encode()).digest()).rstrip(b"=").decode()
    return (granted.challenge, granted.redirect_uri) == (digest, form.get("redirect_uri"))


@cache
def key_for(algorithm: str, kid: str, owner: str = "provider") -> Key:
    """A private key that signs with the algorithm; the same for the same owner and id."""
    match algorithm:
        case "ES256":
            return ECKey.generate_key("P-256", {"kid": kid})
        case "EdDSA" | "Ed25519":
            return OKPKey.generate_key("Ed25519", {"kid": kid})
    return RSAKey.generate_key(2048, {"kid": kid})


def without_none(values: dict[str, Any]) -> dict[str, Any]:
    """The values that are there."""
    return {name: value for name, value in values.items() if value is not None}


def said(start: StartResponse, status: str, body: bytes) -> Iterable[bytes]:
    """An answer of bytes."""
    start(status, [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]


def said_json(start: StartResponse, document: object, status: str = "200 OK") -> Iterable[bytes]:
    """An answer of JSON."""
    return said(start, status, json.dumps(document).encode())


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Tests print nothing."""


@contextmanager
def listening(provider: Provider) -> Iterator[str]:
    """The provider behind a port of this machine; its issuer is changed to the address, which is returned."""
    with make_server("127.0.0.1", 0, provider, handler_class=_Quiet) as server:
        provider.issuer = f"http://127.0.0.1:{server.server_port}"
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield provider.issuer
        finally:
            server.shutdown()
            thread.join()
