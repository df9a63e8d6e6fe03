"""Requests to the provider: no redirects, no waiting without end, no answer without end."""

import ssl
from typing import Any

import httpx

from api.auth.oidc.refusals import ProviderUnreachable

SECONDS = 10
LARGEST = 1_000_000
"""Bytes that a discovery document, a key set or a token answer may have."""


def client_of(ca_file: str = "") -> httpx.Client:
    """An HTTP client that takes neither proxies nor passwords from the environment of the process."""
    verify = ssl.create_default_context(cafile=ca_file or None)
    return httpx.Client(verify=verify, timeout=SECONDS, follow_redirects=False, trust_env=False)


class Transport:
    """What speaks to the provider; Authlib posts through it too."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    def document(self, address: str) -> object:
        """A JSON document that the provider publishes."""
        answer = self._send("GET", address, headers={"Accept": "application/json"})
        if answer.status_code != httpx.codes.OK:
            raise ProviderUnreachable(field="oidc", problem=f"HTTP {answer.status_code}")
        try:
            return answer.json()
        except ValueError:
            raise ProviderUnreachable(field="oidc", problem="not JSON") from None

    def post(self, address: str, **sent: Any) -> httpx.Response:
        """What the provider answers to a form."""
        return self._send("POST", address, **sent)

    def _send(self, method: str, address: str, **sent: Any) -> httpx.Response:
        try:
            with self._client.stream(method, address, **sent) as answer:
                return httpx.Response(answer.status_code, content=_content(answer), request=answer.request)
        except httpx.HTTPError as error:
            raise ProviderUnreachable(field="oidc", problem=type(error).__name__) from error


def _content(answer: httpx.Response) -> bytes:
    content = b""
    for part in answer.iter_bytes():
        content += part
        if len(content) > LARGEST:
            raise ProviderUnreachable(field="oidc", problem=f"more than {LARGEST} bytes")
    return content
