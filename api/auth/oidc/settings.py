"""How a provider is configured: who it is, who we are to it, and which signatures count."""

from typing import Annotated
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta

from api.auth.oidc.refusals import SettingUnfit

ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA", "Ed25519")
"""What may be pinned: signatures that need a private key. `none` and the HMAC family cannot be configured at all."""

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class OidcSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Sign-in by an OpenID Connect provider. The secret stays in its file."""

    issuer: Annotated[str, Meta(description="The provider, exactly as its documents and tokens name it.")]
    client_id: Annotated[str, Meta(description="Our id at the provider.")]
    client_secret_file: Annotated[
        str, Meta(description="File with our secret at the provider, 32 characters or more; mode 0600.")
    ]
    redirect_uri: Annotated[
        str, Meta(description="Where the provider sends the browser back, as registered there; never from a request.")
    ]
    algorithms: Annotated[
        tuple[str, ...], Meta(description=f"Signatures that an ID token may have, of {', '.join(ALGORITHMS)}.")
    ] = ("RS256",)
    scope: Annotated[str, Meta(description="What is asked for; nothing but the subject is used.")] = "openid"
    ca_file: Annotated[
        str, Meta(description="Certificates that vouch for the provider, where it has an authority of its own.")
    ] = ""

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
