"""Evidence laid out for the checks, after an import: by whoever has minutes; who has not is told to come again."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from fcntl import LOCK_EX, LOCK_NB
from pathlib import Path
from threading import BoundedSemaphore
from typing import Final

from domain.errors import Refusal
from ledger.book import Book
from ledger.checks import warehouse
from ledger.checks.evidence_held import held_in
from ledger.checks.holdings import Holdings
from ledger.documents.private import locked, new_folder
from ledger.evidence.store import EvidenceStore

_HERE: Final = BoundedSemaphore()
"""Books that one process serves share its memory."""


class RunInProgress(Refusal):
    """正在全量核查或者准备证据,一次只进行一项;请稍后再试。

    Everything is being looked at already, or evidence is being prepared, one at a time: try again later.
    """


class EvidenceNotPrepared(Refusal):
    """证据有更新,尚未备好;全量核查(checks run)或者 evidence prepare 会加以准备,请稍后再试。

    Evidence came in that is not prepared yet: `checks run` or `evidence prepare` prepares it; try again later.
    """


def folder_of(store: EvidenceStore) -> Path:
    """Where the warehouse lies in a folder of evidence."""
    return store.folder / "warehouse"


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Look at everything, which takes minutes and gigabytes.

    Raises RunInProgress while this process does so already, or another one does with the same warehouse.
    """
    if not _HERE.acquire(blocking=False):
        raise RunInProgress()
    with ExitStack() as ending:
        ending.callback(_HERE.release)
        try:
            ending.enter_context(locked(new_folder(folder) / "run.lock", LOCK_EX | LOCK_NB))
        except BlockingIOError as busy:
            raise RunInProgress() from busy
        yield


def prepare(book: Book, store: EvidenceStore) -> bool:
    """Prepare the evidence that counts now; says whether there was anything to do. Raises RunInProgress."""
    holdings, folder = held_in(book, store).holdings, folder_of(store)
    if warehouse.path_for(holdings, folder).exists():
        return False
    with alone(folder):
        warehouse.built(holdings, folder)
    return True


def must_be_prepared(book: Book, store: EvidenceStore) -> None:
    """Raise EvidenceNotPrepared where looking at the evidence that counts now would have to wait for minutes."""
    prepared(held_in(book, store).holdings, store)


def prepared(holdings: Holdings, store: EvidenceStore) -> Path:
    """The warehouse of these holdings, for whoever cannot wait for it; raises EvidenceNotPrepared."""
    path = warehouse.path_for(holdings, folder_of(store))
    if not path.exists():
        raise EvidenceNotPrepared()
    return path
