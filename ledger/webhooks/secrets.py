"""The secrets that sign deliveries: made here, sealed by the book's key, shown once."""

from base64 import b64encode
from secrets import token_bytes, token_hex
from typing import Final

from cryptography.exceptions import InvalidTag
from sqlalchemy import select

from domain.errors import NotFound, Refusal
from ledger.book import Book
from ledger.tables import webhook_secrets
from ledger.vault import Row, Vault

SECRET_BYTES: Final = 32
"""Standard Webhooks asks for 24 to 64."""

PREFIX: Final = "whsec_"


class SecretDoesNotOpen(Refusal):
    """推送 {webhook} 的密钥无法解封:密钥文件不符,或数据被改动。

    The secret of the webhook {webhook} does not open: wrong key file, or the data was changed.
    """

    ids = frozenset({"webhook"})


class Secrets:
    """The signing secrets of one book, sealed by its vault."""

    def __init__(self, book: Book, vault: Vault) -> None:
        self._book = book
        self._vault = vault

    def sealed(self, webhook: str, key_id: str, secret: bytes) -> Row:
        """The row to insert in the transaction of the event that names the secret."""
        text = self._vault.wrap_by_book(secret, self._context(webhook, key_id))
        return webhook_secrets, {"book": self._book.place, "webhook": webhook, "key_id": key_id, "sealed": text}

    def open(self, webhook: str, key_id: str) -> bytes:
        """The secret of that name; NotFound where it was destroyed."""
        at = webhook_secrets.c
        asked = select(at.sealed).where(at.book == self._book.place, at.webhook == webhook, at.key_id == key_id)
        with self._book.database.reading() as connection:
            sealed = connection.execute(asked).scalar_one_or_none()
        if sealed is None:
            raise NotFound(field="key_id", what="secret", key=key_id)
        try:
            return self._vault.unwrap_by_book(bytes(sealed), self._context(webhook, key_id))
        except InvalidTag as error:
            raise SecretDoesNotOpen(field="key_file", webhook=webhook) from error

    def _context(self, webhook: str, key_id: str) -> bytes:
        return f"{self._book.place}|webhook|{webhook}|{key_id}".encode()


def new_secret() -> tuple[str, bytes]:
    """A name for the log and the secret itself, which has nothing to do with it."""
    return f"whk_{token_hex(8)}", token_bytes(SECRET_BYTES)


def shown(secret: bytes) -> str:
    """The secret as receivers are given it."""
    return PREFIX + b64encode(secret).decode()
