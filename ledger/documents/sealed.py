"""A sealed file: chunks of 64 KiB, each with its number and whether it is the last, under a key of the file's own.

The key stands at the head, wrapped for whoever may open the file. A chunk that was changed, moved, repeated or cut off
does not open; nothing of it is ever handed out.
"""

from collections.abc import Iterator
from contextlib import closing
from os import SEEK_END
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from domain.errors import Refusal

CHUNK = 64 * 1024
"""Bytes of content in a chunk; only the last may have fewer."""

TAG = 16
HEAD = b"subsidy-ledger document 1\n"
WRAPPED = 12 + 32 + TAG
"""How long a wrapped key is: nonce, key, tag."""

OVERHEAD = len(HEAD) + WRAPPED


class DocumentDamaged(Refusal):
    """材料的密封文件 {address} 不完整或被改动,无法打开。

    The sealed file {address} of a document is incomplete or was changed, and does not open.
    """

    ids = frozenset({"address"})


class SealingWriter:
    """Seals what is written to it; `close` seals the last chunk and puts the wrapped key at the head."""

    def __init__(self, file: BinaryIO, key: bytes) -> None:
        self._file = file
        self._chunks = AESGCM(key)
        self._number = 0
        self._pending = bytearray()
        file.write(HEAD + bytes(WRAPPED))

    def write(self, content: bytes) -> None:
        """Seal what is whole; the last chunk waits, for it must say that it is the last."""
        self._pending += content
        while len(self._pending) > CHUNK:
            self._seal(last=False)

    def close(self, wrapped: bytes) -> None:
        """Seal what is left."""
        self._seal(last=True)
        self._file.seek(len(HEAD))
        self._file.write(wrapped)

    def _seal(self, *, last: bool) -> None:
        chunk = bytes(self._pending[:CHUNK])
        del self._pending[:CHUNK]
        self._file.write(self._chunks.encrypt(nonce(self._number, last=last), chunk, None))
        self._number += 1


class SealedReader:
    """Opens the chunks of a sealed file, one in memory at a time; `size` is that of the content in bytes."""

    def __init__(self, file: BinaryIO, key: bytes, address: str) -> None:
        self._file = file
        self._chunks = AESGCM(key)
        self._address = address
        sealed = file.seek(0, SEEK_END) - OVERHEAD
        self._count = -(-sealed // (CHUNK + TAG))
        self.size = sealed - self._count * TAG
        if self._count < 1:
            raise DocumentDamaged(address=address)

    def pieces(self) -> Iterator[bytes]:
        """The whole content, chunk by chunk; the file is closed behind the last."""
        with closing(self):
            for number in range(self._count):
                yield self._chunk(number)

    def part(self, begin: int, end: int) -> bytes:
        """The content from `begin` up to `end`."""
        first, last = begin // CHUNK, -(-end // CHUNK)
        content = b"".join(self._chunk(number) for number in range(first, last))
        return content[begin - first * CHUNK : end - first * CHUNK]

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _chunk(self, number: int) -> bytes:
        self._file.seek(OVERHEAD + number * (CHUNK + TAG))
        sealed = self._file.read(CHUNK + TAG)
        try:
            return self._chunks.decrypt(nonce(number, last=number == self._count - 1), sealed, None)
        except InvalidTag as error:
            raise DocumentDamaged(address=self._address) from error


def wrapped_key(file: BinaryIO, address: str) -> bytes:
    """The wrapped key at the head of a sealed file."""
    file.seek(0)
    head = file.read(OVERHEAD)
    if len(head) < OVERHEAD or not head.startswith(HEAD):
        raise DocumentDamaged(address=address)
    return head[len(HEAD) :]


def nonce(number: int, *, last: bool) -> bytes:
    """The nonce of a chunk: its number, and whether it is the last (STREAM, Hoang et al. 2015)."""
    return number.to_bytes(11, "big") + bytes([last])
