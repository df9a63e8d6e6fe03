"""A table that can be downloaded: its columns, and the rows that answer a question from one moment of the book."""

from collections.abc import Callable, Generator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Select

from ledger.book import Book
from ledger.exports.columns import Column, Row

AT_ONCE = 5_000
"""Rows that are fetched from the database at once, however many there are."""

Question = msgspec.Struct
"""What is asked of a table, a struct tagged with the name of the table; None asks for nothing."""

Rows = tuple[Any, ...]


class Table(msgspec.Struct, frozen=True):
    """A table: its name, the question that it answers, its columns, and the statement behind it.

    The statement is made of book, generation, question and the places that the reader sees.
    """

    name: str
    zh: str
    en: str
    question: type[Question]
    columns: tuple[Column, ...]
    statement: Callable[[Book, int, Any, Sequence[str]], Select[Rows]]

    def rows(self, connection: Connection, book: Book, generation: int, asked: "Asked") -> Generator[Row, None, None]:
        """The rows in their order, never all of them at once in memory."""
        statement = self.statement(book, generation, asked.question, asked.sees)
        with connection.execute(statement, execution_options={"yield_per": AT_ONCE}) as found:
            names = list(found.keys())
            made = [(names.index(column.stored), column.made) for column in self.columns]
            for row in found:
                yield tuple([make(row[index]) for index, make in made])


class Asked(msgspec.Struct, frozen=True):
    """A question, and the places (GB/T 2260) that the reader sees: both decide what the rows are."""

    question: Question
    sees: tuple[str, ...]

    @property
    def text(self) -> str:
        """Both as canonical JSON: where the text is equal, the rows are."""
        content = msgspec.to_builtins(self.question) | {"sees": sorted(set(self.sees))}
        return msgspec.json.encode(content, order="sorted").decode()
