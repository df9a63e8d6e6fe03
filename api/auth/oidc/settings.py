"""How a provider is configured: who it is, who we are to it, and which signatures count."""

from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from api.auth.oidc.refusals import SettingUnfit

ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA", "Ed25519")
"""What may be pinned: signatures that need a private key. `none` and the HMAC family cannot be configured at all."""

SHORTEST_SECRET = 32
"""OpenID Connect Core 16.19: as long as a key of 256 bits. It also seals what is left in the browser."""

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class OidcSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A provider and our registration with it. The secret stays in its file."""

    issuer: str
    """The provider, exactly as its discovery document and its tokens name it."""
    client_id: str
    """Our id at the provider."""
    client_secret_file: str
    """The file that holds our secret, which only its owner may read."""
    redirect_uri: str
    """Where the provider sends the browser back; the same at the provider, and never taken from a request."""
    algorithms: tuple[str, ...] = ("RS256",)
    """The signatures that an ID token may have."""
    scope: str = "openid"
    """What is asked for. Nothing but the subject is used, so nothing more is needed."""
    ca_file: str = ""
    """Certificates that vouch for the provider, where it has a private authority."""

    def __post_init__(self) -> None:
        must_be_secure(self.issuer, "oidc.issuer")
        must_be_secure(self.redirect_uri, "oidc.redirect_uri")
        if not self.client_id:
            raise SettingUnfit(field="oidc.client_id", problem="empty")
        if not self.algorithms or set(self.algorithms) - set(ALGORITHMS):
            raise SettingUnfit(field="oidc.algorithms", problem=f"not of {', '.join(ALGORITHMS)}")
        if "openid" not in self.scope.split():
            raise SettingUnfit(field="oidc.scope", problem="without openid")


def must_be_secure(address: str, field: str) -> None:
    """Refuse an address without TLS (but for this machine itself), with a query, a fragment or a password."""
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise SettingUnfit(field=field, problem="not https")
    if not parts.hostname or parts.query or parts.fragment or parts.username is not None:
        raise SettingUnfit(field=field, problem="not a plain address")


def secret_of(settings: OidcSettings) -> str:
    """Our secret at the provider; refuses a file that others could read, and a secret that could be guessed."""
    path = Path(settings.client_secret_file)
    if not path.is_file():
        raise SettingUnfit(field="oidc.client_secret_file", problem="no such file")
    if path.stat().st_mode & 0o077:
        raise SettingUnfit(field="oidc.client_secret_file", problem="others can read it; set its mode to 0600")
    secret = path.read_text(encoding="ascii").strip()
    if len(secret) < SHORTEST_SECRET:
        raise SettingUnfit(field="oidc.client_secret_file", problem=f"shorter than {SHORTEST_SECRET} characters")
    return secret
