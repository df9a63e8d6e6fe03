"""Files that wait for a second person: sealed in the book's database under a key of their own, gone once decided on."""

from typing import Any

from cryptography.exceptions import InvalidTag
from sqlalchemy import Connection, select

from domain.errors import Refusal
from ledger.book import Book
from ledger.sealing import new_key, sealed, unsealed
from ledger.tables import staged_files
from ledger.vault import Row, Vault

PART = 1024 * 1024
"""How many bytes of a file one row holds."""


class StagedFileChanged(Refusal):
    """{file} 的文件缺失或已被改动,不能据以入账;请撤下后重新提交文件。

    The file of {file} is missing or was changed; discard the import and stage the file anew.
    """

    ids = frozenset({"file"})


def rows_of(book: Book, vault: Vault, file: str, content: bytes) -> list[Row]:
    """The rows of a file, to be inserted with the event that stages it."""
    key = new_key()
    parts = [content[start : start + PART] for start in range(0, len(content), PART)]
    closed = [
        vault.wrap_by_book(key, _context(book, file, 0)),
        *(sealed(key, part, _context(book, file, number)) for number, part in enumerate(parts, start=1)),
    ]
    return [(staged_files, _columns(book, file) | {"part": n, "sealed": each}) for n, each in enumerate(closed)]


def erasing(book: Book, file: str) -> Row:
    """What takes the rows of a file away, with the event that ends its waiting."""
    return staged_files, _columns(book, file)


def waiting(connection: Connection, book: Book) -> list[str]:
    """The imports of which a file is kept."""
    at = staged_files.c
    return list(connection.execute(select(at.file).where(at.book == book.place).distinct().order_by(at.file)).scalars())


def opened(connection: Connection, book: Book, vault: Vault, file: str, digest: str) -> bytes:
    """The content of a file; raises StagedFileChanged unless it is all there and has the keyed digest."""
    at = staged_files.c
    asked = select(at.sealed).where(at.book == book.place, at.file == file).order_by(at.part)
    wrapped, *parts = connection.execute(asked).scalars().all() or [b""]
    try:
        key = vault.unwrap_by_book(wrapped, _context(book, file, 0))
        content = b"".join(unsealed(key, part, _context(book, file, n)) for n, part in enumerate(parts, start=1))
    except (InvalidTag, ValueError) as error:
        raise StagedFileChanged(field="import", file=file) from error
    if vault.digest_of(content) != digest:
        raise StagedFileChanged(field="import", file=file)
    return content


def _columns(book: Book, file: str) -> dict[str, Any]:
    return {"book": book.place, "file": file}


def _context(book: Book, file: str, part: int) -> bytes:
    return f"{book.place}|{file}|{part}".encode()
