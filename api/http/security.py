"""What every response says to a browser, and the id under which a request is found again."""

import re
from typing import Final
from uuid import uuid4

from flask import Request as HttpRequest

from domain.wording import PERSONAL_NUMBER

_NOTHING = "default-src 'none'; frame-ancestors 'none'"

CLOSED: Final = f"{_NOTHING}; sandbox"
"""The policy of content that a browser may open as a page of its own."""

HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": _NOTHING,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "Vary": "Accept-Language, Authorization, Cookie",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""The OWASP REST Security headers; a page of the console says more of its own."""

_REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
_PERSONAL = re.compile(PERSONAL_NUMBER)


def request_id_of(sent: HttpRequest) -> str:
    """The caller's X-Request-Id where it is well formed and no personal number, or a new one."""
    given = sent.headers.get("X-Request-Id", "")
    return given if _REQUEST_ID.fullmatch(given) and not _PERSONAL.search(given) else str(uuid4())
