"""Where evidence lies: a folder beside the database, in it one for each book, with parts, keys, reports and drafts."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from fcntl import LOCK_EX, LOCK_NB, LOCK_SH
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from shutil import rmtree
from typing import Final

from ledger.book import Book
from ledger.documents.private import locked, new_file, new_folder, sync_folder

_INCOMING: Final = "incoming"
_LOCK: Final = "lock"


class EvidenceStore:
    """The evidence of one book."""

    def __init__(self, book: Book, folder: Path) -> None:
        self.folder = folder / book.place

    @contextmanager
    def drafting(self) -> Iterator[Path]:
        """A private folder for files that come to be; it is gone behind the block."""
        draft = new_folder(self.folder / _INCOMING / token_hex(16))
        try:
            # Whoever holds this lock lives: what a killed process left is told by a lock that nobody holds.
            with locked(draft / _LOCK, LOCK_EX):
                yield draft
        finally:
            rmtree(draft, ignore_errors=True)

    def keep(self, draft: Path, place: Path) -> None:
        """Put a draft in its place, durably; what lies there already has the same content."""
        new_folder(place.parent)
        draft.replace(place)
        folder = place.parent
        while folder != self.folder.parent:
            sync_folder(folder)
            folder = folder.parent

    def keep_report(self, draft: Path, content: bytes) -> str:
        """Keep what stands against the lines that were left out; the SHA-256 by which it is named."""
        digest = sha256(content).hexdigest()
        path = draft / token_hex(16)
        with new_file(path) as file:
            file.write(content)
        self.keep(path, self.report(digest))
        return digest

    def report(self, digest: str) -> Path:
        """Where a report lies."""
        return self.folder / "reports" / f"{digest}.json"

    def undisturbed(self) -> AbstractContextManager[None]:
        """While parts are put in their place and their event is written, nothing is swept."""
        return locked(new_folder(self.folder) / _LOCK, LOCK_SH)

    def sweep_drafts(self) -> int:
        """Remove what killed imports left; how many drafts."""
        return sum(_removed_if_dead(draft) for draft in self.folder.glob(f"{_INCOMING}/*"))

    def sweep(self, named: Callable[[], set[Path]]) -> int:
        """Remove what killed imports left, and every file that no event names; how many.

        `named` tells the files that events name; it is asked while nobody puts one in its place.
        """
        with locked(new_folder(self.folder) / _LOCK, LOCK_EX):
            known = named()
            unknown = [path for path in self._files() if path not in known]
            for path in unknown:
                path.unlink(missing_ok=True)
        return len(unknown) + self.sweep_drafts()

    def _files(self) -> Iterator[Path]:
        yield from self.folder.glob("*/*/*/*.parquet")
        yield from self.folder.glob("keys/*.parquet")
        yield from self.folder.glob("reports/*.json")


def _removed_if_dead(draft: Path) -> bool:
    try:
        with locked(draft / _LOCK, LOCK_EX | LOCK_NB):
            rmtree(draft, ignore_errors=True)
    except (BlockingIOError, FileNotFoundError):
        return False
    return True
