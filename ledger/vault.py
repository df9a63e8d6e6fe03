"""The vault: personal data sealed per person; events hold only a pseudonym and a salted commitment.

Each party has a key of its own, wrapped by the book's wrapping key; destroying that one row erases the person, while
every event, proof and balance stays as it is.
"""

import hmac
from base64 import b32encode
from hashlib import sha256
from secrets import token_bytes
from typing import Any

import msgspec
import sqlalchemy as sa
from cryptography.exceptions import InvalidTag

from domain.details import Details, EmployerDetails, PersonDetails
from domain.errors import NotFound, Refusal
from domain.opening import Opened
from domain.party import PSEUDONYM
from ledger.book import Book
from ledger.keys import Keys, WrongKeyFile
from ledger.sealing import new_key, sealed, unsealed
from ledger.tables import vault_details, vault_keys

Row = tuple[sa.Table, dict[str, Any]]

_SALT = 16


class VaultDoesNotOpen(Refusal):
    """保险库中 {party} 的信息无法解封:密钥不符,或数据被改动。

    The sealed details of {party} do not open: wrong key, or the data was changed.
    """


class _Sealed(msgspec.Struct, frozen=True):
    context: str
    salt: str
    kind: str
    details: dict[str, str]


class Vault:
    """The personal data of one book; needs the book's keys and refuses those of another."""

    def __init__(self, book: Book, keys: Keys) -> None:
        self._book = book
        self._keys = keys
        for recorded in book.events("book"):
            if isinstance(recorded.event, Opened) and recorded.event.key_check != keys.check_of(book.place):
                raise WrongKeyFile(field="key_file", book=book.place)

    def pseudonym(self, resident_id: str) -> str:
        """The blind index of a person: the same number gives the same pseudonym, and nothing leads back from it."""
        return pseudonym_of(self.keyed("resident-id", resident_id))

    def keyed(self, kind: str, value: str) -> bytes:
        """The blind index of a value of some kind (32 bytes)."""
        return self._keys.digest(kind, value)

    def party_id(self, details: Details) -> str:
        """A person's pseudonym, or an employer's public credit code."""
        return details.uscc if isinstance(details, EmployerDetails) else self.pseudonym(details.resident_id)

    def fingerprint(self, details: Details) -> str:
        """A keyed digest of the details, to compare them without keeping them."""
        text = msgspec.json.encode(details, order="sorted")
        return hmac.new(self._keys.index, b"details:" + text, sha256).hexdigest()

    def digest_of(self, content: bytes) -> str:
        """A keyed digest of a file that holds personal data: without the key nobody can guess at its content."""
        digest = self.digesting()
        digest.update(content)
        return digest.hexdigest()

    def digesting(self) -> hmac.HMAC:
        """The same digest of a file that comes in pieces, before the first of them."""
        return hmac.new(self._keys.index, b"file:", sha256)

    def wrap(self, party: str, key: bytes, purpose: str) -> bytes:
        """A key sealed by the party's own: it opens for that purpose only, and not once the person is erased."""
        own, _ = self._key(party)
        return sealed(own, key, self._purpose(party, purpose))

    def unwrap(self, party: str, wrapped: bytes, purpose: str) -> bytes:
        """The key that was wrapped for a party and a purpose; NotFound where the party was erased."""
        own, _ = self._key(party)
        return _decrypt(own, wrapped, party, self._purpose(party, purpose))

    def wrap_by_book(self, key: bytes, context: bytes) -> bytes:
        """A key sealed by the book's own, so that it opens in this context only."""
        return sealed(self._keys.wrapping, key, context)

    def unwrap_by_book(self, content: bytes, context: bytes) -> bytes:
        """The key again; raises cryptography's InvalidTag where it was sealed by another, or elsewhere."""
        return unsealed(self._keys.wrapping, content, context)

    def seal(self, details: Details, version: int) -> tuple[str, list[Row]]:
        """The commitment for the event, and the rows to insert in the event's transaction."""
        party = self.party_id(details)
        key, rows = self._key(party) if version > 1 else self._new_key(party)
        text, commitment = _committed(details, token_bytes(_SALT), self._context(party, version))
        closed = sealed(key, text, self._context(party, version))
        row = {"book": self._book.place, "party": party, "version": version, "sealed": closed}
        return commitment, [*rows, (vault_details, row)]

    def open(self, party: str, version: int) -> Details:
        """The details of a version; NotFound where nothing is sealed (or the key was destroyed)."""
        return self._open(party, version)[0]

    def commitment(self, party: str, version: int) -> str:
        """The commitment recomputed from the sealed text, to compare with the event's."""
        return self._open(party, version)[1]

    def _open(self, party: str, version: int) -> tuple[Details, str]:
        key, _ = self._key(party)
        query = sa.select(vault_details.c.sealed).where(
            vault_details.c.book == self._book.place,
            vault_details.c.party == party,
            vault_details.c.version == version,
        )
        closed = self._scalar(query, party)
        text = _decrypt(key, closed, party, self._context(party, version))
        content = msgspec.json.decode(text, type=_Sealed)
        details = _details(content)
        return details, _committed(details, bytes.fromhex(content.salt), self._context(party, version))[1]

    def _new_key(self, party: str) -> tuple[bytes, list[Row]]:
        key = new_key()
        wrapped = self.wrap_by_book(key, self._context(party, 0))
        return key, [(vault_keys, {"book": self._book.place, "party": party, "wrapped_key": wrapped})]

    def _key(self, party: str) -> tuple[bytes, list[Row]]:
        query = sa.select(vault_keys.c.wrapped_key).where(
            vault_keys.c.book == self._book.place, vault_keys.c.party == party
        )
        return _decrypt(self._keys.wrapping, self._scalar(query, party), party, self._context(party, 0)), []

    def _scalar(self, query: sa.Select[Any], party: str) -> bytes:
        with self._book.engine.connect() as connection:
            found = connection.execute(query).scalar()
        if found is None:
            raise NotFound(field="party", what="party", key=party)
        return bytes(found)

    def _context(self, party: str, version: int) -> bytes:
        return f"{self._book.place}|{party}|{version}".encode()

    def _purpose(self, party: str, purpose: str) -> bytes:
        return f"{self._book.place}|{party}|{purpose}".encode()


def pseudonym_of(digest: bytes) -> str:
    """A person's id in the book, from the keyed digest of the resident ID."""
    return PSEUDONYM + b32encode(digest[:15]).decode().lower()


def _details(content: _Sealed) -> Details:
    if content.kind == "employer":
        return msgspec.convert(content.details, EmployerDetails)
    return msgspec.convert(content.details, PersonDetails)


def _decrypt(key: bytes, closed: bytes, party: str, context: bytes) -> bytes:
    try:
        return unsealed(key, closed, context)
    except InvalidTag as error:
        raise VaultDoesNotOpen(field="party", party=party) from error


def _committed(details: Details, salt: bytes, context: bytes) -> tuple[bytes, str]:
    """The text to seal, and its SHA-256: bound to book, party and version, and unguessable for its salt."""
    kind = "employer" if isinstance(details, EmployerDetails) else "person"
    content = _Sealed(context=context.decode(), salt=salt.hex(), kind=kind, details=msgspec.to_builtins(details))
    text = msgspec.json.encode(content, order="sorted")
    return text, sha256(text).hexdigest()
