"""The books that one server holds: each open once in a process, with its vault."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from api.config import BookServedTwice, BookSettings
from ledger.book import Book
from ledger.checks.gate import Gate
from ledger.checks.running import CheckRoom
from ledger.documents.private import new_folder
from ledger.documents.store import DocumentStore
from ledger.evidence.store import EvidenceStore
from ledger.keys import load_keys
from ledger.vault import Vault

Clock = Callable[[], datetime]
"""Tells this moment, in UTC."""


@dataclass(frozen=True)
class Hosted:
    """An open book with the vault of its personal data, and its documents and evidence where the server keeps any."""

    book: Book
    vault: Vault
    documents: DocumentStore | None = None
    evidence: EvidenceStore | None = None

    @cached_property
    def room(self) -> CheckRoom | None:
        """Where checks are carried out, one for the process; none where the server keeps no evidence."""
        return CheckRoom(self.book, self.vault, self.evidence) if self.evidence else None

    @cached_property
    def gate(self) -> Gate | None:
        """What looks at a case before it is paid; none where the server keeps no evidence."""
        return Gate(self.room) if self.room else None


class Hosts:
    """The books by their place (GB/T 2260)."""

    def __init__(self, hosted: Iterable[Hosted]) -> None:
        self._by_place: Mapping[str, Hosted] = {each.book.place: each for each in hosted}

    def find(self, place: str) -> Hosted | None:
        """The book of that place, if it is here."""
        return self._by_place.get(place)

    def __iter__(self) -> Iterator[Hosted]:
        return iter(self._by_place.values())

    def close(self) -> None:
        """Close every book."""
        for each in self._by_place.values():
            each.book.close()


def open_books(books: Iterable[BookSettings]) -> Hosts:
    """Open every book with its vault and its documents; refuses two of one place."""
    hosted: dict[str, Hosted] = {}
    with ExitStack() as unless_all_open:
        for each in books:
            book = unless_all_open.enter_context(Book.open(each.url, place=each.place or None))
            if book.place in hosted:
                raise BookServedTwice(field="books", place=book.place)
            vault = Vault(book, load_keys(each.key_path))
            documents = DocumentStore(book, vault, new_folder(each.documents_path))
            folder = each.evidence_path
            evidence = EvidenceStore(book, new_folder(folder)) if folder else None
            hosted[book.place] = Hosted(book=book, vault=vault, documents=documents, evidence=evidence)
        unless_all_open.pop_all()
    return Hosts(hosted.values())
