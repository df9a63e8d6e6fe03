"""How somebody tampers with a book behind its back, and a copy of the whole world to do it to."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
from sqlalchemy import update

from ledger.audit.report import Report
from ledger.book import Book
from ledger.codec import leaf_hash
from ledger.documents.store import DocumentStore
from ledger.evidence.store import EvidenceStore
from ledger.keys import load_keys
from ledger.tables import events
from ledger.vault import Vault
from ledger.views.projection import catch_up
from tests.integration.world import played
from tests.integration.world_accounts import staffed
from tests.integration.world_alerts import suspected
from tests.integration.world_evidence import evidenced
from tests.integration.world_holds import held
from tests.integration.world_identities import compared
from tests.integration.world_imports import imported
from tests.integration.world_inspections import inspected
from tests.integration.world_later import adjusted, published, rewarded
from tests.integration.world_levy import levied
from tests.integration.world_screened import screened

Data = dict[str, Any]
Edit = Callable[[Data], None]

BOOK, KEYS = "book.sqlite", "keys.json"


@cache
def _world() -> dict[str, bytes]:
    """The files of the whole world, its views up to date; played once per test process."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        here = played(f"sqlite:///{folder / BOOK}", folder)
        levied(here)
        adjusted(here)
        rewarded(here)
        published(here)
        imported(here)
        suspected(here)
        held(here)
        inspected(here)
        evidenced(here)
        screened(here)
        compared(here)
        staffed(here)
        catch_up(here.book)
        here.book.close()
        files = (file for file in folder.rglob("*") if file.is_file())
        return {str(file.relative_to(folder)): file.read_bytes() for file in files}


@contextmanager
def copy_of_the_world(folder: Path) -> Iterator[Book]:
    """A copy of the whole world in a folder."""
    for file, content in _world().items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_bytes(content)
    (folder / KEYS).chmod(0o600)
    with Book.open(f"sqlite:///{folder / BOOK}") as book:
        yield book


def vault_in(folder: Path, book: Book) -> Vault:
    """The vault of the copy."""
    return Vault(book, load_keys(folder / KEYS))


def documents_in(folder: Path, book: Book) -> DocumentStore:
    """The documents of the copy."""
    return DocumentStore(book, vault_in(folder, book), folder / "documents")


def evidence_in(folder: Path, book: Book) -> EvidenceStore:
    """The evidence of the copy."""
    return EvidenceStore(book, folder / "evidence")


def wrong(report: Report) -> set[str]:
    """The checks that do not hold."""
    return {check.code for check in report.checks if not check.ok}


def change(book: Book, statement: Any) -> None:
    """Change a table behind the book's back."""
    with book.engine.begin() as connection:
        assert connection.execute(statement).rowcount > 0


def find(book: Book, topic: str, number: int = 1) -> int:
    """The position of the n-th event of a topic."""
    return [row.position for row in book.raw(limit=1000) if row.topic == topic][number - 1]


def flip(book: Book, position: int) -> None:
    """Change one byte of an event, and nothing else."""
    (row,) = book.raw(position - 1, 1)
    changed = row.state.replace(b"330500", b"330501", 1)
    change(book, update(events).where(events.c.position == position).values(state=changed))


def forge(book: Book, position: int, edit: Edit, *, encode: Callable[[Data], bytes] | None = None) -> None:
    """Change the bytes of an event as somebody would who knows the format, with the right leaf hash."""
    (row,) = book.raw(position - 1, 1)
    content = msgspec.json.decode(row.state)
    edit(content)
    state = encode(content) if encode else msgspec.json.encode(content, order="sorted")
    columns = {"stream": content["stream"], "version": content["version"], "topic": content["topic"]}
    change(
        book,
        update(events).where(events.c.position == position).values(state=state, leaf_hash=leaf_hash(state), **columns),
    )


def setting(*path: str | int, to: Any) -> Edit:
    """An edit that sets one value inside an event."""

    def edit(content: Data) -> None:
        *way, last = path
        inner: Any = content
        for step in way:
            inner = inner[step]
        inner[last] = to

    return edit


def as_another(topic: str, data: Data) -> Edit:
    """An edit that makes another event of it."""

    def edit(content: Data) -> None:
        content["topic"], content["data"] = topic, data

    return edit
