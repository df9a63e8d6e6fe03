"""The signature of a delivery: Standard Webhooks, scheme v1 (HMAC-SHA256 over id, second and body)."""

import hmac
from base64 import b64encode
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from ledger.webhooks.schedule import SECOND, millisecond


def headers(message: str, body: bytes, secrets: Sequence[bytes], now: datetime) -> dict[str, str]:
    """What a receiver checks the body by; one signature for each secret that is in force, the newest first."""
    second = str(millisecond(now) // SECOND)
    return {
        "webhook-id": message,
        "webhook-timestamp": second,
        "webhook-signature": " ".join(signature(message, second, body, secret) for secret in secrets),
    }


def signature(message: str, second: str, body: bytes, secret: bytes) -> str:
    """One signature of a body."""
    signed = f"{message}.{second}.".encode() + body
    return "v1," + b64encode(hmac.new(secret, signed, sha256).digest()).decode()
