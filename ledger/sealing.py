"""Sealing: authenticated encryption of what is personal, bound to where it stands."""

from secrets import token_bytes

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12


def new_key() -> bytes:
    """A fresh 256-bit key."""
    return AESGCM.generate_key(bit_length=256)


def sealed(key: bytes, text: bytes, context: bytes) -> bytes:
    """The text under a key (AES-256-GCM): a fresh nonce, then the ciphertext, which opens in this context only."""
    nonce = token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, text, context)


def unsealed(key: bytes, content: bytes, context: bytes) -> bytes:
    """The text again; raises cryptography's InvalidTag for another key or context, and for changed bytes."""
    return AESGCM(key).decrypt(content[:_NONCE], content[_NONCE:], context)
