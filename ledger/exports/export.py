"""One download: the rows that answer a question, from one moment of the book, in a file with its SHA-256."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from hashlib import sha256
from itertools import count
from typing import BinaryIO, Final

import msgspec

from domain.errors import Refusal
from ledger.book import Book
from ledger.exports.catalogue import FORMATS, TABLES
from ledger.exports.columns import Row
from ledger.exports.origin import Origin
from ledger.exports.table import Asked, Question
from ledger.views.asking import reading
from ledger.views.jurisdiction import sees_whole
from ledger.views.projection import tracked

MOST_ROWS: Final = 5_000_000
"""Rows of one download: more is asked for in parts, so that no file grows beyond what a disk or a reader can take."""


class DownloadTooLong(Refusal):
    """结果超过 {most} 行,请按日期、地区或科目分次下载。

    There are more than {most} rows: download them in parts, by dates, places or accounts.
    """


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """What was written. `digest` is the SHA-256 of the question, `size` is in bytes."""

    table: str
    format: str
    book: str
    position: int
    question: str
    digest: str
    rows: int
    size: int
    sha256: str

    def facts(self) -> dict[str, object]:
        """Everything by name."""
        return msgspec.structs.asdict(self)


def export(book: Book, question: Question, sees: Sequence[str], format: str, file: BinaryIO) -> Exported:
    """Write what answers the question within the places that are seen to an empty file open for writing and reading.

    The same question to the same book at the same position gives the same bytes. Raises DownloadTooLong, and for XLSX
    AmountTooLongForXlsx, TextTooLongForXlsx and SheetTooLarge; the file is then of no use.
    """
    table = TABLES[str(type(question).__struct_config__.tag)]
    asked = Asked(question, (book.place,) if sees_whole(book, sees) else tuple(sees))
    with reading(book) as (connection, generation):
        position = tracked(connection, book.place).position
        origin = Origin(table=table, book=book.place, position=position, question=asked.text)
        counted = count()
        with closing(table.rows(connection, book, generation, asked)) as rows:
            FORMATS[format].write(file, origin, _bounded(rows, counted))
    size = file.tell()
    return Exported(
        table=table.name,
        format=format,
        book=book.place,
        position=position,
        question=asked.text,
        digest=sha256(asked.text.encode()).hexdigest(),
        rows=next(counted),
        size=size,
        sha256=_digest(file),
    )


def _bounded(rows: Iterable[Row], counted: Iterator[int]) -> Iterator[Row]:
    """The rows, counted, up to the most that a download may have."""
    for row in rows:
        if next(counted) == MOST_ROWS:
            raise DownloadTooLong(field="table", most=MOST_ROWS)
        yield row


def _digest(file: BinaryIO) -> str:
    """The SHA-256 of a whole file, read once more: XLSX goes back to its beginnings while it is written."""
    file.seek(0)
    read = sha256()
    while block := file.read(2**20):
        read.update(block)
    return read.hexdigest()
