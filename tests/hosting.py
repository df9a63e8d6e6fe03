"""A book for production with nothing in it but its opening, as a server hosts it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from api.hosting import Hosted
from domain.actor import Actor
from ledger.commands.base import Request
from ledger.commands.open_book import create_book
from ledger.vault import Vault
from tests.books import NOON


@contextmanager
def new_book(url: str, folder: Path, place: str = "330500") -> Iterator[Hosted]:
    """A new book at the address, with its key file in the folder."""
    request = Request(actor=Actor(id="330500-keeper", roles=(), place=place), now=NOON, key="open", reason="开立账套")
    book, keys = create_book(url, place=place, mode="production", key_file=folder / "book.key", request=request)
    with book:
        yield Hosted(book=book, vault=Vault(book, keys))
